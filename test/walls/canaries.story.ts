import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { signedIn } from '../../src/access/index.ts';
import { html } from '../../src/platform/html/index.ts';
import { defineRoute, none, notFound, type Route, withHeaders } from '../../src/platform/http/index.ts';
import { fill, fillForm, writeDraft } from './addresses.ts';
import { type Action, type Actor, actors, type Cell, cells } from './matrix.ts';
import { type Canaries, makePlace, nameCanaries, type SitePlace } from './places.ts';
import { openSite, type Sent, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';

type Stage = 'concern' | 'case';
type Places = Readonly<Record<Stage, SitePlace>>;

/**
 * Which action lets somebody read a canary on a page that they open. An address is never on one. Whoever
 * reads the audit of a case knows it by its reference, as whoever has it on a list does.
 */
const readBy: Readonly<Record<keyof Canaries | 'reference', Action | 'never'>> = {
  reference: 'read-audit',
  person: 'open',
  knownAs: 'open',
  exclusion: 'open',
  note: 'read-note',
  question: 'pass-on',
  contact: 'read-contact',
  task: 'list',
  address: 'never',
};

/** Those who have nothing to do with either place, and whoever recorded what others have opened. */
const strangers = [
  ...(['signedOut', 'none', 'excluded', 'coverEnded'] as const),
  ...(['foreign', 'administrator', 'governance'] as const),
];

/** Who works at another council, and who is nobody, knows none of these. */
const colleagues = /\b(?:leo|tara|rita|rosa|mona) of the cast/;

const draftWords = 'kanarie-draft-of-rita';

/**
 * Words that stand in one record and nowhere else, sought in every byte that is sent to those who may not see
 * them: each page that can be opened, its headers, what is answered to each form and where that leads, and
 * the search for people.
 *
 * Not proved here: forms that are filled in otherwise than `fillForm` does; words that come
 * only with data that the scene does not hold; pictures and sizes from which words could be guessed, but for
 * the search; how long an answer takes; what is written to logs and to the outbox.
 */
describe('what is forbidden, in what is sent', () => {
  let site: Site;
  let places: Places;
  let draft: string;

  before(async () => {
    const { world } = given();
    site = await openSite(world, plantBreaches());
    places = {
      concern: await makePlace(world, site, 'concern', nameCanaries('concern', 'Bartholomew')),
      case: await makePlace(world, site, 'case', nameCanaries('case', 'Bartholomew')),
    };
    draft = await writeDraft(await site.visitor('rita'), draftWords);
  });

  /** Pages that ask nobody who they are look the same to everybody: those are opened once, by nobody. */
  const listAddresses = (actor: Actor) =>
    site.routes
      .filter(
        ({ method, access }) => method === 'GET' && (actor === 'signedOut' || access.viewer !== undefined),
      )
      .flatMap(({ path }) =>
        fill(path, { colleague: given().world.staff.colin.staffId, places: Object.values(places), draft }),
      );

  test('every page that takes an id is opened with the ids of what is forbidden', () => {
    const open = listAddresses('signedOut');
    for (const { caseId, taskId, noteId } of Object.values(places))
      for (const id of [caseId, taskId, noteId])
        assert.ok(
          open.some((address) => address.includes(id)),
          id,
        );
    for (const address of open) assert.doesNotMatch(address, /:/, address);
  });

  test('no page, and no header, has a word of it', async () => {
    const judged = await Promise.all((Object.keys(actors) as Actor[]).map(crawl));
    const leaks = judged.flat().filter(({ address }) => !isPlanted(address));
    assert.deepEqual(leaks, []);
  });

  test('a page that forgets to ask is found', async () => {
    const found = (await crawl('none')).map(({ address, leak }) => `${address} ${leak}`);
    assert.deepEqual(found, ['/planted/body note of the case', '/planted/header note of the case']);
  });

  test('its words reach those who may see them, so that the canaries are alive', async () => {
    const leo = await site.visitor('leo');
    const seen = (await readAll(leo, listAddresses('lead'))).map(({ sent }) => sent.body).join('');
    for (const name of ['reference', 'person', 'knownAs', 'exclusion', 'note', 'task'] as const)
      assert.ok(seen.includes(wordsOf(places.case, name)), name);
    const rosa = await site.visitor('rosa');
    const asked = await readAll(rosa, listAddresses('receiver'));
    assert.ok(asked.some(({ sent }) => sent.body.includes(places.concern.canaries.question)));
    const rita = await site.visitor('rita');
    assert.ok((await rita.get(`/concerns/new/${draft}/note`)).body.includes(draftWords));
  });

  test('a search finds nobody who is hidden: by name, by a slip of it, or by its short form', async () => {
    for (const actor of [
      'none',
      'excluded',
      'coverEnded',
      'foreign',
      'administrator',
      'governance',
    ] as const) {
      const visitor = await site.visitor(actors[actor].who);
      const hidden = [
        'Bartholomew Zyskowandrelcase',
        'Bartholomev Zyskowandrelcase',
        'Bart Zyskowandrelcase',
      ];
      for (const typed of hidden) {
        const found = await search(visitor, typed);
        const nobody = await search(visitor, typed.replace('Zyskowandrelcase', 'Qxyvjwandrelcone'));
        assert.equal(found.status, nobody.status, `${actor}: ${typed}`);
        assert.equal(found.to.length, nobody.to.length, `${actor}: ${typed}`);
        assert.deepEqual(findLeaks(actor, found, places), []);
      }
    }
    const leo = await site.visitor('leo');
    const slip = await search(leo, 'Bart Zyskowandrelcas');
    assert.equal(slip.status, 200);
    assert.ok(slip.body.includes('Bartholomew Zyskowandrelcase'), 'whoever may see them finds them');
  });

  // The last of all: what is sent changes the places, where it is let in.
  test('no answer to a form, and no page that it leads to, has a word of it', async () => {
    const { concern, case: opened } = places;
    const judged = await Promise.all(strangers.map((actor) => sendAll(actor, [concern, opened])));
    // Whoever recorded a case that others opened sends to it, and reads no more for that.
    judged.push(await sendAll('recorder', [opened]));
    assert.deepEqual(judged.flat(), []);
    const sent = site.routes.filter(isSent).length;
    assert.ok(sent > 35, `${sent} forms`);
  });

  async function sendAll(actor: Actor, to: readonly SitePlace[]): Promise<readonly Leak[]> {
    const visitor = await site.visitor(actors[actor].who);
    const leaks: Leak[] = [];
    const seen = new Set<string>();
    const colleague = given().world.staff.colin.staffId;
    const judge = (address: string, sent: Sent) =>
      leaks.push(...findLeaks(actor, sent, places).map((leak) => ({ actor, address, leak })));
    for (const address of site.routes
      .filter(isSent)
      .flatMap(({ path }) => fill(path, { colleague, places: to, draft }))) {
      const sent = await visitor.post(address, fillForm(address));
      judge(address, sent);
      if (!sent.to.startsWith('/') || seen.has(sent.to)) continue;
      seen.add(sent.to);
      judge(`${address} → ${sent.to}`, await visitor.get(sent.to));
    }
    return leaks;
  }

  async function crawl(actor: Actor): Promise<readonly Leak[]> {
    const visitor = await site.visitor(actors[actor].who);
    const read = await readAll(visitor, listAddresses(actor));
    return read.flatMap(({ address, sent }) =>
      findLeaks(actor, sent, places).map((leak) => ({ actor, address, leak })),
    );
  }
});

/** Forms of a case and its work; those of accounts and sessions end what the others are sent from. */
const isSent = ({ method, path }: Route) =>
  method === 'POST' && /^\/(?:cases|concerns|directory|tasks|told|work)\b/.test(path);

interface Leak {
  readonly actor: Actor;
  readonly address: string;
  readonly leak: string;
}

async function readAll(visitor: Visitor, wanted: readonly string[]) {
  const read: { readonly address: string; readonly sent: Sent }[] = [];
  for (const address of wanted) read.push({ address, sent: await visitor.get(address) });
  return read;
}

const wordsOf = (place: SitePlace, name: keyof Canaries | 'reference') =>
  name === 'reference' ? place.reference : place.canaries[name];

/** The words in what was sent that its reader may not see. */
function findLeaks(actor: Actor, { body, headers }: Sent, places: Places): readonly string[] {
  const bytes = headers + body;
  const leaks = (Object.keys(places) as Stage[]).flatMap((stage) =>
    (Object.keys(readBy) as (keyof typeof readBy)[])
      .filter((name) => bytes.includes(wordsOf(places[stage], name)) && !mayRead(actor, stage, readBy[name]))
      .map((name) => `${name} of the ${stage}`),
  );
  const isOutside = actor === 'foreign' || actor === 'signedOut';
  return [
    ...leaks,
    ...(actor !== 'recorder' && bytes.includes(draftWords) ? ['a draft'] : []),
    ...(isOutside && colleagues.test(bytes) ? ['a colleague'] : []),
  ];
}

function mayRead(actor: Actor, stage: Stage, action: Action | 'never'): boolean {
  const isBy = (cell: Cell) => cell.action === action || (action === 'read-audit' && cell.action === 'list');
  return cells.some((cell) => cell.actor === actor && cell.stage === stage && isBy(cell) && cell.allowed);
}

/** What comes of typing a name where somebody is recorded. */
async function search(visitor: Visitor, name: string): Promise<Sent> {
  const { to } = await visitor.post('/concerns/new', { start: 'noticed' });
  return visitor.post(`${to}/who`, { name });
}

/** Pages that show a note to anybody who is signed in: one in its body, one in its headers. */
function plantBreaches(): readonly Route[] {
  const planted = { method: 'GET', access: signedIn('a test'), audit: none('a test') } as const;
  const { note } = nameCanaries('case');
  return [
    defineRoute({ ...planted, path: '/planted/body', handler: () => html`<p>${note}</p>` }),
    defineRoute({
      ...planted,
      path: '/planted/header',
      handler: () => withHeaders(notFound, { 'x-note': note }),
    }),
  ];
}

const isPlanted = (address: string) => address.startsWith('/planted/');
