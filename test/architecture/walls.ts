/**
 * The walls between slices, in one table. A row may only name rows above it, so there can be no cycle.
 * A new slice is a new row: put it as high as what it needs allows, and name no more than it uses.
 */
interface Row {
  slice: string;
  mayImport: readonly string[];
  /** Imported by nobody but the start-up files: it can be taken out without a trace. */
  edge?: true;
}

const ground = ['platform', 'pathway'] as const;
const foundations = [...ground, 'councils', 'audit', 'access', 'people', 'directory', 'messages'] as const;

export const walls: readonly Row[] = [
  { slice: 'platform', mayImport: [] },
  { slice: 'pathway', mayImport: ['platform'] },

  { slice: 'advice', mayImport: [...ground] },
  { slice: 'audit', mayImport: ['platform'] },
  { slice: 'signing-in', mayImport: ['platform', 'audit'] },
  { slice: 'councils', mayImport: [...ground, 'audit', 'signing-in'] },
  { slice: 'access', mayImport: [...ground, 'councils', 'audit'] },
  { slice: 'people', mayImport: [...ground, 'councils', 'audit', 'access'] },

  { slice: 'messages', mayImport: ['platform', 'councils', 'audit', 'access'] },
  { slice: 'oversight', mayImport: [...ground, 'councils', 'audit', 'access', 'people'] },
  { slice: 'emergency', mayImport: [...ground, 'councils', 'audit', 'access', 'people', 'messages'] },
  { slice: 'directory', mayImport: [...ground, 'councils', 'audit', 'access', 'messages'] },

  { slice: 'accounts', mayImport: [...ground, 'signing-in', 'councils', 'audit', 'access'] },
  { slice: 'language', mayImport: ['platform', 'access', 'audit'] },
  { slice: 'work', mayImport: foundations },
  { slice: 'notes', mayImport: [...foundations, 'language'] },
  { slice: 'drafts', mayImport: [...ground, 'councils', 'audit', 'access'] },
  // The page of a case shows its tasks and its notes, and keeps what is typed on it.
  {
    slice: 'cases',
    mayImport: [...foundations, 'advice', 'drafts', 'oversight', 'emergency', 'work', 'notes'],
  },
  { slice: 'contact', mayImport: [...foundations, 'cases', 'work'] },
  { slice: 'consent', mayImport: [...foundations, 'cases'] },
  {
    slice: 'concerns',
    mayImport: [...foundations, 'advice', 'drafts', 'language', 'oversight', 'notes', 'cases', 'work'],
  },
  { slice: 'risk', mayImport: [...foundations, 'cases', 'work'] },
  { slice: 'documents', mayImport: [...foundations, 'language', 'cases', 'consent', 'contact'] },
  { slice: 'safeguarding', mayImport: [...foundations, 'cases', 'work', 'consent', 'concerns', 'documents'] },
  { slice: 'referrals', mayImport: [...foundations, 'cases', 'work', 'consent', 'contact', 'documents'] },
  { slice: 'callers', mayImport: [...foundations, 'cases', 'work'] },
  { slice: 'safety-plans', mayImport: [...foundations, 'cases', 'work', 'contact', 'documents'] },
  {
    slice: 'marac',
    mayImport: [...foundations, 'cases', 'work', 'consent', 'risk', 'documents', 'referrals'],
  },
  { slice: 'housing', mayImport: [...foundations, 'cases', 'work', 'consent', 'contact', 'documents'] },
  { slice: 'orders', mayImport: [...foundations, 'cases', 'work'] },
  // Nothing of a case: a perpetrator's own record never leads to the survivor's (trust.md, wall 6).
  { slice: 'perpetrators', mayImport: foundations },

  { slice: 'training', mayImport: foundations, edge: true },
  // Counts come through the SQL views that the slices own, never through their code.
  { slice: 'statistics', mayImport: foundations, edge: true },
  { slice: 'policy-review', mayImport: foundations, edge: true },
  { slice: 'publicity', mayImport: foundations, edge: true },
  { slice: 'help', mayImport: [...ground, 'councils', 'access', 'audit', 'directory'], edge: true },
  { slice: 'policy-library', mayImport: [...ground], edge: true },
  { slice: 'try-situation', mayImport: [...ground, 'advice'], edge: true },
  { slice: 'home', mayImport: [...foundations, 'drafts', 'oversight', 'work', 'concerns'], edge: true },
  {
    slice: 'demonstration',
    mayImport: [...foundations, 'drafts', 'concerns', 'cases', 'notes', 'work'],
    edge: true,
  },
];

/** The rooms of the pathway: what one may import of the others. Rooms that are not named may import all. */
export const pathwayRooms: Record<string, readonly string[]> = {
  engine: [],
  packs: ['engine'],
  proofs: ['engine', 'packs'],
  book: ['engine', 'packs', 'command', 'proofs'],
  charts: ['engine', 'packs', 'book'],
};

/** The parts of the platform that a policy needs; no database, no http, no jobs, no settings. */
export const pathwayPlatform = /^src\/platform\/(html\/index|json|log|refusal)\.ts$/;

/** Packages that one place wraps for everybody, with what to import instead. */
export const wrapped: readonly { package: RegExp; only: RegExp; instead: string }[] = [
  {
    package: /^(pg|pg-boss)$/,
    only: /^src\/(platform|main\.ts|worker\.ts)|\.test\.ts$/,
    instead: 'src/platform: a transaction knows its viewer, a connection does not',
  },
  {
    package: /^node:(http|https|net|tls|http2)$/,
    only: /^src\/(platform\/|main\.ts)|\.test\.ts$/,
    instead: 'src/platform/http',
  },
  {
    package: /^node:(child_process|cluster|worker_threads)$/,
    only: /^src\/(platform|pathway\/proofs)\/|^src\/[^/]+\.ts$|\.test\.ts$/,
    instead: 'src/platform: a process that is started there is also ended there',
  },
  {
    package: /^(kysely|pg|pg-boss|fastify|@fastify\/.*|node:(http|https|net))$/,
    only: /^src\/(?!pathway\/)|^(test|script|bench)\//,
    instead: 'nothing: the pathway knows no database and no server; pass in what it needs',
  },
];
