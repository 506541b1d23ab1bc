import type { LoadedPolicy } from '../pathway/index.ts';

/** Somebody who is to work at a council, by keys of the plan; the ids come when they are made. */
export interface PlannedPerson {
  readonly signIn: string;
  readonly name: string;
  /** What they do there, for the list of sign-ins. */
  readonly does: string;
  /** A value of the pack's fact "service". */
  readonly service: string;
  readonly roles: readonly string[];
  /** The sign-in of whoever manages them. */
  readonly manager: string | undefined;
}

export interface CouncilPlan {
  readonly council: string;
  readonly name: string;
  readonly receivesRole: string;
  readonly opensServices: readonly string[];
  readonly neverLeadsServices: readonly string[];
  readonly teams: readonly { readonly service: string; readonly name: string }[];
  /** The first of them is the administrator, who adds the others; managers stand before those they manage. */
  readonly people: readonly PlannedPerson[];
}

const STAFF_PER_COUNCIL = 20;

/** The core calls it every service but the others, which is no name for a team. */
const GENERAL = 'general';

/** Plants and birds: nobody is called like that, and everybody can read it. */
const plants = [
  'Aspen Basil Bramble Bryony Clover Fern Hazel Heather Ivy Juniper',
  'Laurel Linden Myrtle Olive Poppy Rue Saffron Sorrel Tansy Willow',
].flatMap((line) => line.split(' '));
const birds = [
  'Avocet Bittern Bullfinch Chiffchaff Curlew Dotterel Dunlin Fieldfare Firecrest Goldcrest Greenshank',
  'Kestrel Kittiwake Lapwing Nightjar Nuthatch Oystercatcher Ptarmigan Redstart Shearwater Siskin Turnstone',
  'Wheatear Whimbrel',
].flatMap((line) => line.split(' '));

/** Who works at a council, from its own policy: a team for each service, and each of its roles. */
export function planCouncil({ council, policy, words }: LoadedPolicy, place: number): CouncilPlan {
  const services = policy.facts.find(({ id }) => id === 'service')?.values ?? [];
  const known = services.map(({ id }) => id);
  const teams = services.map(({ id, label }) => ({
    service: id,
    name: id === GENERAL ? 'Customer services' : label,
  }));
  const [first = GENERAL] = known;
  const posts = listPosts({ council, words, teams, first }).map((post, index) => ({
    ...post,
    name: inventName(place, index),
  }));
  return {
    council,
    name: policy.name,
    receivesRole: words['receives-concerns'],
    opensServices: words['opens-services'],
    neverLeadsServices: words['never-leads-services'],
    teams,
    people: posts,
  };
}

interface Made {
  readonly council: string;
  readonly words: LoadedPolicy['words'];
  readonly teams: CouncilPlan['teams'];
  /** The service of those who work for all. */
  readonly first: string;
}

type Post = Omit<PlannedPerson, 'name'>;

function listPosts({ council, words, teams, first }: Made): readonly Post[] {
  const at = (what: string) => `${what}.${council}`;
  const manages = words.fills.roles['manager'] ?? 'manager';
  const receives = words['receives-concerns'];
  const head = at('head');
  const managerOf = (service: string) => at(service === GENERAL ? 'manager' : `${service}-manager`);
  const central: readonly Post[] = [
    post(at('administrator'), 'Administrator, who sees no case', first, [], undefined),
    post(
      head,
      'Head of service, who opens cases in an emergency',
      first,
      [manages, 'break-glass'],
      undefined,
    ),
    ...teams.map(({ service, name }) =>
      post(managerOf(service), `Manager, ${name}`, service, [manages], head),
    ),
    post(at('lead'), `${words.roles[receives]?.label}, who receives concerns`, first, [receives], head),
    post(at('governance'), 'Information governance', first, ['information-governance'], head),
    post(at('policy'), 'Policy owner', first, ['policy-owner'], head),
    ...listOtherRoles(words).map((role) => {
      const service = findService(role, teams) ?? first;
      return post(at(role), words.roles[role]?.label ?? role, service, [role], managerOf(service));
    }),
  ];
  const officers = Array.from({ length: STAFF_PER_COUNCIL - central.length }, (_, index) => {
    const { service, name } = teams[index % teams.length] ?? { service: first, name: first };
    const number = Math.floor(index / teams.length) + 1;
    const signIn = at(`${service === GENERAL ? 'staff' : service}-${number}`);
    return post(signIn, `Officer, ${name}`, service, [], managerOf(service));
  });
  return [...central, ...officers];
}

function post(
  signIn: string,
  does: string,
  service: string,
  roles: readonly string[],
  manager: string | undefined,
): Post {
  return { signIn, does, service, roles, manager };
}

/**
 * The pack's roles that somebody at the council holds: not those that every member of staff or every manager
 * has, and not one that a service of others fills.
 */
function listOtherRoles({ roles, fills, 'receives-concerns': receives }: LoadedPolicy['words']) {
  const { 'staff-member': everybody, manager } = fills.roles;
  const outside = Object.keys(fills.services).map((slot) => fills.roles[slot]);
  return Object.keys(roles).filter((role) => ![everybody, manager, receives, ...outside].includes(role));
}

/** The team of a role by its name: a homelessness worker is of homelessness. */
function findService(role: string, teams: CouncilPlan['teams']): string | undefined {
  return teams.find(({ service }) => role.startsWith(service))?.service;
}

/** A name for each place in each council; the two lists go round at different speeds. */
function inventName(council: number, place: number): string {
  const first = plants[place % plants.length];
  return `${first} ${birds[(place + council * 7 + Math.floor(place / plants.length)) % birds.length]}`;
}
