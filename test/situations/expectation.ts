/** What the checker reads of a result; what else an engine gives is not looked at. */
export interface CheckedResult {
  readonly actions: readonly {
    readonly action: string;
    readonly strength: string;
    readonly who: string;
    readonly to: readonly string[];
    readonly by: string | null;
    readonly consent: { readonly state: string; readonly basis: string | null };
  }[];
  readonly possible: readonly { readonly action: string }[];
  readonly never: readonly (string | { readonly never: string })[];
  readonly ask: readonly { readonly fact: string }[];
}

export type ExpectedEntry =
  | string
  | {
      readonly action: string;
      readonly who?: string;
      readonly to?: readonly string[];
      readonly toIncludes?: readonly string[];
      readonly by?: string | null;
      readonly consent?: { readonly state?: string; readonly basis?: string | null };
    };

export interface Expectation {
  readonly must?: readonly ExpectedEntry[];
  readonly offer?: readonly ExpectedEntry[];
  readonly consider?: readonly ExpectedEntry[];
  readonly absent?: readonly string[];
  readonly possible?: readonly string[];
  readonly never?: readonly string[];
  readonly notNever?: readonly string[];
  readonly ask?: readonly string[];
  readonly askFirst?: string;
  readonly notAsked?: readonly string[];
}

const KEYS = [
  'must',
  'offer',
  'consider',
  'absent',
  'possible',
  'never',
  'notNever',
  'ask',
  'askFirst',
  'notAsked',
];
const ENTRY_KEYS = ['action', 'who', 'to', 'toIncludes', 'by', 'consent'];
const CONSENT_KEYS = ['state', 'basis'];

/**
 * What of an example's `expect` does not hold, a sentence for each; an empty list when everything holds.
 * A key that situations.md does not have is a sentence too, so that no misspelt expectation passes.
 */
export function checkExpectation(result: CheckedResult, expect: Expectation): string[] {
  const nevers = result.never.map((row) => (typeof row === 'string' ? row : row.never));
  const asked = result.ask.map((row) => row.fact);
  const standing = result.actions.map((row) => row.action);
  const possible = result.possible.map((row) => row.action);
  const each = (
    ids: readonly string[] | undefined,
    holds: (id: string) => boolean,
    say: (id: string) => string,
  ) => (ids ?? []).filter((id) => !holds(id)).map(say);
  return [
    ...listStrangeKeys(expect, KEYS, 'expect'),
    ...checkEntries(result, 'must', expect.must),
    ...checkEntries(result, 'offer', expect.offer),
    ...checkEntries(result, 'consider', expect.consider),
    ...each(
      expect.absent,
      (id) => !standing.includes(id) && !possible.includes(id),
      (id) => `${id} should be absent, and is ${standing.includes(id) ? 'in actions' : 'possible'}.`,
    ),
    ...each(
      expect.possible,
      (id) => possible.includes(id) && !standing.includes(id),
      (id) => `${id} should be possible, and is ${standing.includes(id) ? 'in actions' : 'not there'}.`,
    ),
    ...each(
      expect.never,
      (id) => nevers.includes(id),
      (id) => `${id} should be among the nevers, and is not.`,
    ),
    ...each(
      expect.notNever,
      (id) => !nevers.includes(id),
      (id) => `${id} should not be among the nevers, and is.`,
    ),
    ...each(
      expect.ask,
      (fact) => asked.includes(fact),
      (fact) => `${fact} should be asked, and is not.`,
    ),
    ...each(
      expect.notAsked,
      (fact) => !asked.includes(fact),
      (fact) => `${fact} should not be asked, and is.`,
    ),
    ...(expect.askFirst !== undefined && asked[0] !== expect.askFirst
      ? [`${expect.askFirst} should be asked first, and ${asked[0] ?? 'nothing'} is.`]
      : []),
  ];
}

function listStrangeKeys(value: object, known: readonly string[], place: string): string[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${place} has the key ${key}, which this check does not know.`);
}

function checkEntries(
  result: CheckedResult,
  strength: string,
  entries: readonly ExpectedEntry[] | undefined,
): string[] {
  return (entries ?? []).flatMap((entry) => {
    const expected = typeof entry === 'string' ? { action: entry } : entry;
    const found = result.actions.filter((row) => row.action === expected.action);
    const [row] = found;
    if (!row) return [`${expected.action} should be in actions, and is not.`];
    const sentences = listStrangeKeys(expected, ENTRY_KEYS, expected.action);
    if (found.length > 1) sentences.push(`${expected.action} stands ${found.length} times.`);
    if (row.strength !== strength) {
      sentences.push(`${expected.action} should be ${strength}, and is ${row.strength}.`);
    }
    return [...sentences, ...checkEntry(row, expected)];
  });
}

function checkEntry(
  row: CheckedResult['actions'][number],
  expected: Exclude<ExpectedEntry, string>,
): string[] {
  const sentences: string[] = [];
  const compare = (name: string, actual: unknown, wanted: unknown) => {
    if (wanted === undefined || actual === wanted) return;
    sentences.push(`${row.action}: ${name} should be ${wanted ?? 'none'}, and is ${actual ?? 'none'}.`);
  };
  compare('who', row.who, expected.who);
  compare('by', row.by, expected.by);
  compare('to', nameSet(row.to), expected.to && nameSet(expected.to));
  for (const service of expected.toIncludes ?? []) {
    if (!row.to.includes(service))
      sentences.push(`${row.action}: to should include ${service}, and does not.`);
  }
  if (expected.consent) {
    sentences.push(...listStrangeKeys(expected.consent, CONSENT_KEYS, `${row.action}: consent`));
    compare('consent', row.consent.state, expected.consent.state);
    compare('the basis of consent', row.consent.basis, expected.consent.basis);
  }
  return sentences;
}

/** The same set in any order reads the same. */
function nameSet(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(' and ') || 'nobody';
}
