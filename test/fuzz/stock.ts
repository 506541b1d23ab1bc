import { fill, writeDraft } from '../walls/addresses.ts';
import { makePlace, nameCanaries, type SitePlace } from '../walls/places.ts';
import type { Site } from '../walls/site.ts';
import type { Name, World } from '../walls/world.ts';
import { type FoundForm, readForms, readLinks } from './forms.ts';

/** Who asks: nobody, and one of each kind that the matrix knows. Ada gives nobody a role but to these. */
export const actors = [
  ...([undefined, 'ada', 'abel', 'leo', 'erin'] as const),
  ...(['rosa', 'iris', 'bea', 'paul', 'frank'] as const),
];
export type ActorName = (typeof actors)[number];

/** A route as Fastify has it. */
export interface Listed {
  readonly method: string;
  readonly url: string;
}

/** A form, and who found it. */
export interface KnownForm extends FoundForm {
  readonly by: ActorName;
}

/** What attempts are made of: records, the forms that lead to them, and who is signed in. */
export interface Stock {
  readonly routes: readonly Listed[];
  readonly places: readonly SitePlace[];
  /** Rita's, who asks nothing: nobody else may read it. */
  readonly draft: string;
  readonly draftWords: string;
  /** Ids of everything, by the name under which they stand in addresses. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** By method and pattern. */
  readonly forms: ReadonlyMap<string, readonly KnownForm[]>;
  /** What stood behind a question mark, by pattern. */
  readonly queries: ReadonlyMap<string, readonly string[]>;
  /** Somebody who may open it, by pattern. */
  readonly openedBy: ReadonlyMap<string, ActorName>;
  readonly sessions: Map<ActorName, string | undefined>;
  /** Words of one case that somebody typed into another: there they are no leak. */
  readonly carried: Set<string>;
}

/** Signs in anew, also whom an administrator's form sent away; what was guessed wrongly slows nobody. */
export async function enter(
  { administrator, staff }: World,
  site: Site,
  who: ActorName,
): Promise<string | undefined> {
  if (who === undefined) return undefined;
  await administrator.query('delete from rowan.sign_in_failure');
  const back = 'update rowan.staff set left_on = null, sign_in = $2 where staff_id = $1';
  await administrator.query(back, [staff[who].staffId, who]);
  return (await site.enter(who)).session;
}

export async function gatherStock(
  world: World,
  site: Site,
  routes: readonly Listed[],
  letters: string,
): Promise<Stock> {
  const places = [
    await makePlace(world, site, 'concern', nameCanaries(`${letters}one`)),
    await makePlace(world, site, 'case', nameCanaries(`${letters}two`)),
  ];
  const sessions: Stock['sessions'] = new Map();
  for (const who of actors) sessions.set(who, await enter(world, site, who));
  const draftWords = `kanarie-draft-${letters}`;
  const draft = await writeDraft(await site.visitor('rita'), draftWords);
  const own = await writeDraft(visit(site, sessions, 'leo'), 'Seen at nine.');
  const ids = listIds(world, places, [draft, own], await readLoose(world));
  const council = { council: 'exampleshire' };
  const tried = await visit(site, sessions, 'leo').post('/try-a-situation/councils', council);
  const colleague = ids['person']?.[0] ?? '';
  const pages = routes.filter(({ method, url }) => method === 'GET' && !url.includes('.'));
  const addresses = pages.flatMap(({ url }) => fill(url, { colleague, places, draft: own }));
  const found = await findForms(site, routes, sessions, [...addresses, tried.to]);
  return { routes, places, draft, draftWords, ids, sessions, carried: new Set(), ...found };
}

const visit = (site: Site, sessions: Stock['sessions'], who: Name & ActorName) =>
  site.visitorOf(sessions.get(who) ?? '');

/** Ids of what hangs on people rather than on a case. */
async function readLoose({ administrator }: World): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await administrator.query<{ session: string; cover: string }>(
    `select (select session_id from rowan.session limit 1) as session,
            (select cover_id from rowan.cover limit 1) as cover`,
  );
  return { sessionId: [rows[0]?.session ?? ''], coverId: [rows[0]?.cover ?? ''] };
}

function listIds(
  { staff }: World,
  places: readonly SitePlace[],
  drafts: readonly string[],
  loose: Readonly<Record<string, readonly string[]>>,
): Stock['ids'] {
  const of = (name: Exclude<keyof SitePlace, 'canaries'>) => places.map((place) => place[name]);
  return {
    ...loose,
    caseId: of('caseId'),
    case: of('caseId'),
    taskId: of('taskId'),
    personId: of('personId'),
    exclusionId: of('exclusionId'),
    breakId: of('breakId'),
    draft: drafts,
    page: ['note', 'who', 'about'],
    place: ['0', '1'],
    council: ['exampleshire'],
    // Those whom Ada changes are none of those who ask.
    person: [staff.colin.staffId, staff.noor.staffId],
    staffId: [staff.tara.staffId, staff.erin.staffId],
    id: ['harbour'],
  };
}

/** Each page is opened by the first who may. */
const readers = ['leo', 'rosa', 'ada', 'iris', 'bea', 'paul', 'frank'] as const;
/** So many of the addresses that lead from pages to one pattern are followed. */
const FOLLOWED = 2;

/** Opens every page with the records' own ids, and what their links lead to. */
async function findForms(
  site: Site,
  routes: readonly Listed[],
  sessions: Stock['sessions'],
  beginning: readonly string[],
): Promise<Pick<Stock, 'forms' | 'queries' | 'openedBy'>> {
  const forms = new Map<string, KnownForm[]>();
  const queries = new Map<string, string[]>();
  const openedBy = new Map<string, ActorName>();
  const addresses = [...beginning];
  for (const address of addresses) {
    const { by, sent } = await openByWhoeverMay(site, sessions, address);
    openedBy.set(findPattern(routes, 'GET', address) ?? '', by);
    for (const form of readForms(sent.body, address)) {
      const url = findPattern(routes, form.method, form.action);
      if (url !== undefined) keep(forms, `${form.method} ${url}`, { ...form, by });
    }
    for (const link of [sent.to, ...readLinks(sent.body)].filter((to) => /^\/.*\?/.test(to))) {
      const url = findPattern(routes, 'GET', link);
      if (url === undefined) continue;
      keep(queries, url, link.slice(link.indexOf('?') + 1));
      if ((queries.get(url)?.length ?? 0) <= FOLLOWED) addresses.push(link);
    }
  }
  return { forms, queries, openedBy };
}

function keep<Value>(into: Map<string, Value[]>, name: string, value: Value): void {
  into.set(name, [...(into.get(name) ?? []), value]);
}

async function openByWhoeverMay(site: Site, sessions: Stock['sessions'], address: string) {
  for (const by of readers) {
    const sent = await visit(site, sessions, by).get(address);
    if (sent.status === 200 || sent.to.includes('?')) return { by, sent };
  }
  return { by: undefined, sent: { body: '', to: '' } };
}

/** The route that answers an address. Of two that might, Fastify takes the one that names more. */
export function findPattern(routes: readonly Listed[], method: string, address: string): string | undefined {
  const [path = ''] = address.split(/[?#]/);
  const steps = path.split('/');
  const fits = ({ url }: Listed) => {
    const own = url.split('/');
    return own.length === steps.length && own.every((step, at) => step.startsWith(':') || step === steps[at]);
  };
  const found = routes.filter((route) => route.method === method && fits(route));
  return found.toSorted((a, b) => a.url.split(':').length - b.url.split(':').length)[0]?.url;
}
