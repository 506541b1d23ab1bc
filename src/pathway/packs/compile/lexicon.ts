import type { Action, Fact, Named, Never, Service, Value } from '../../engine/index.ts';
import type { ParsedFile } from '../parse-file.ts';
import type { CoreText, FactText, WordsText } from '../schema/words.schema.ts';
import type { Path } from '../yaml-file.ts';
import { orderTimings } from './timings.ts';

/** Everything that a council's rules may name: the core's words and its own, in one name space. */
export interface Lexicon {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly actions: ReadonlyMap<string, Action>;
  readonly nevers: ReadonlyMap<string, Never>;
  readonly timings: readonly Named[];
  readonly bases: ReadonlyMap<string, Named>;
  readonly services: ReadonlyMap<string, WordsText['services'][string]>;
  readonly roles: ReadonlyMap<string, Named>;
  readonly steps: readonly Named[];
}

type Words = ParsedFile<WordsText>;

/**
 * Joins the core and a council's words. A name said twice, a value without counts-as, a band that leaves a
 * gap is a problem.
 */
export function joinWords(core: CoreText, words: Words): Lexicon {
  const text = words.parsed ?? failUnread(words);
  const bands = (facts: Record<string, FactText>) =>
    mapValues(facts, (id, fact) => compileFact(id, fact, words));
  const own = <Entry>(
    kind: 'facts' | 'actions' | 'nevers' | 'bases',
    ours: Map<string, Entry>,
    theirs: Map<string, Entry>,
  ) => addOwn(words, kind, ours, theirs);
  const facts = own('facts', bands(core.facts), bands(text.facts));
  const actions = own('actions', mapValues(core.actions, withId), mapValues(text.actions, withId));
  for (const [id, action] of Object.entries(text.actions)) {
    if (!(action.step in core.steps))
      words.report(['actions', id, 'step'], `"${action.step}" is not a step; ${listNames(core.steps)}`);
  }
  return {
    facts: addValues(facts, words, core),
    actions,
    nevers: own('nevers', mapValues(core.nevers, withId), mapValues(text.nevers, withId)),
    timings: orderTimings(core, words),
    bases: own('bases', mapValues(core.bases, withMeaning), mapValues(text.bases, withMeaning)),
    services: new Map(Object.entries(text.services)),
    roles: mapValues(text.roles, withId),
    steps: [...mapValues(core.steps, withMeaning).values()],
  };
}

const withId = <Entry>(id: string, entry: Entry): Entry & { id: string } => ({ id, ...entry });
const withMeaning = (id: string, entry: { label: string; means?: string | undefined }): Named => ({
  id,
  label: entry.label,
  means: entry.means ?? entry.label,
});

function mapValues<In, Out>(
  entries: Record<string, In>,
  make: (id: string, entry: In) => Out,
): Map<string, Out> {
  return new Map(Object.entries(entries).map(([id, entry]) => [id, make(id, entry)]));
}

function addOwn<Entry>(
  words: Words,
  kind: string,
  core: Map<string, Entry>,
  own: Map<string, Entry>,
): Map<string, Entry> {
  for (const id of own.keys()) {
    if (core.has(id))
      words.report([kind, id], `"${id}" is the core's already: use it as it is, or choose another name`);
  }
  return new Map([...core, ...own]);
}

function listNames(entries: object): string {
  return `it is one of: ${Object.keys(entries).join(', ')}`;
}

function failUnread(file: { file: string }): never {
  throw new Error(`${file.file} was not read`);
}

function compileFact(id: string, text: FactText, words: Words): Fact {
  const range = text.number;
  return {
    id,
    from: text.from,
    asked: text.asked ?? 'always',
    question: text.question,
    hint: text.hint ?? null,
    means: text.means,
    values: compileValues(id, text, words),
    number:
      range === undefined
        ? null
        : {
            unit: range.unit,
            bands: Object.entries(text.bands ?? {}).map(([band, { from, below }]) => ({ band, from, below })),
          },
  };
}

function compileValues(id: string, text: FactText, words: Words): Value[] {
  if (text.yes !== undefined && text.no !== undefined) {
    return [
      makeValue('yes', { label: 'Yes', said: text.yes }),
      makeValue('no', { label: 'No', said: text.no }),
    ];
  }
  if (text.number !== undefined) return compileBands(id, text, words);
  const values = Object.entries(text.values ?? {});
  if (values.length < 2)
    words.report(['facts', id], `"${id}" needs at least two values, or yes and no, or a number with bands`);
  return values.map(([value, entry]) => makeValue(value, entry));
}

function makeValue(
  id: string,
  text: {
    label: string;
    said: string;
    'only-rules-that-name-it'?: 'yes' | undefined;
    'counts-as'?: string | undefined;
  },
): Value {
  const { label, said } = text;
  return {
    id,
    label,
    said,
    countsAs: text['counts-as'] ?? null,
    onlyRulesThatNameIt: text['only-rules-that-name-it'] === 'yes',
  };
}

/** Bands must meet and cover the range, so that every number has exactly one. */
function compileBands(id: string, text: FactText, words: Words): Value[] {
  const at: Path = ['facts', id, 'bands'];
  const bands = Object.entries(text.bands ?? {});
  let reached = text.number?.from;
  for (const [band, { from, below }] of bands) {
    if (from !== reached)
      words.report([...at, band], `"${band}" begins at ${from}, but the bands before it end at ${reached}`);
    if (below <= from)
      words.report([...at, band], `"${band}" is empty: it goes from ${from} to below ${below}`);
    reached = below;
  }
  if (reached !== text.number?.below) {
    words.report(at, `the bands of "${id}" end at ${reached}, and its range at ${text.number?.below}`);
  }
  return bands.map(([band, entry]) => makeValue(band, entry));
}

/** A council's own value of an open fact says which of the core's it counts as. */
function addValues(facts: Map<string, Fact>, words: Words, core: CoreText): Map<string, Fact> {
  const all = new Map(facts);
  for (const [id, values] of Object.entries(words.parsed?.values ?? {})) {
    const fact = all.get(id);
    if (fact === undefined || core.facts[id]?.open !== 'yes') {
      words.report(['values', id], `"${id}" takes no new values: only an open fact of the core does`);
      continue;
    }
    for (const [value, text] of Object.entries(values)) checkValue(fact, value, text['counts-as'], words);
    all.set(id, {
      ...fact,
      values: [...fact.values, ...Object.entries(values).map(([value, text]) => makeValue(value, text))],
    });
  }
  return all;
}

function checkValue(fact: Fact, value: string, countsAs: string | undefined, words: Words): void {
  const at: Path = ['values', fact.id, value];
  const known = fact.values.map(({ id }) => id);
  if (known.includes(value)) words.report(at, `"${value}" is a value of "${fact.id}" already`);
  if (countsAs === undefined || !known.includes(countsAs)) {
    words.report(at, `"${value}" must say which value of "${fact.id}" it counts-as: ${known.join(', ')}`);
  }
}

/** A council's services with their conditions still as text: `serves` is compiled with the rules. */
export function describeService(id: string, text: WordsText['services'][string]): Omit<Service, 'serves'> {
  return { id, label: text.label, means: text.means, phone: text.phone ?? null };
}
