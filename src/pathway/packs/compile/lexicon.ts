import type { Action, Fact, Named, Never, Service } from '../../engine/index.ts';
import { findEntry, hasName, suggestName } from '../names.ts';
import type { ParsedFile } from '../parse-file.ts';
import type { CoreText, WordsText } from '../schema/words.schema.ts';
import type { Path } from '../yaml-file.ts';
import { compileFact, makeValue } from './facts.ts';
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
export function joinWords(coreFile: ParsedFile<CoreText>, words: Words): Lexicon {
  const core = coreFile.parsed ?? failUnread(coreFile);
  const text = words.parsed ?? failUnread(words);
  const own = <Entry>(
    kind: 'facts' | 'actions' | 'nevers' | 'bases',
    ours: Map<string, Entry>,
    theirs: Map<string, Entry>,
  ) => addOwn(words, kind, ours, theirs);
  const facts = own(
    'facts',
    mapValues(core.facts, (id, fact) => compileFact(id, fact, coreFile)),
    mapValues(text.facts, (id, fact) => compileFact(id, fact, words)),
  );
  const actions = own('actions', mapValues(core.actions, withId), mapValues(text.actions, withId));
  for (const file of [coreFile, words]) checkSteps(file, core);
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

function checkSteps(file: ParsedFile<Pick<CoreText, 'actions'>>, { steps }: CoreText): void {
  for (const [id, { step }] of Object.entries(file.parsed?.actions ?? {})) {
    if (hasName(steps, step)) continue;
    const message = `"${step}" is not a step of the pathway${suggestName(step, Object.keys(steps))}`;
    file.report(['actions', id, 'step'], message);
  }
}

function failUnread(file: { file: string }): never {
  throw new Error(`${file.file} was not read`);
}

/** A council's own value of an open fact says which of the core's it counts as. */
function addValues(facts: Map<string, Fact>, words: Words, core: CoreText): Map<string, Fact> {
  const all = new Map(facts);
  for (const [id, values] of Object.entries(words.parsed?.values ?? {})) {
    const fact = all.get(id);
    if (fact === undefined || findEntry(core.facts, id)?.open !== 'yes') {
      const open = Object.keys(core.facts).filter((one) => findEntry(core.facts, one)?.open === 'yes');
      words.report(['values', id], `"${id}" takes no new values${suggestName(id, open)}`);
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
  if (countsAs === undefined) {
    words.report(at, `"${value}" must say which value of "${fact.id}" it counts-as: ${known.join(', ')}`);
  } else if (!known.includes(countsAs)) {
    const message = `"${countsAs}" is not a value of "${fact.id}" in the core${suggestName(countsAs, known)}`;
    words.report([...at, 'counts-as'], message);
  }
}

/** A council's services with their conditions still as text: `serves` is compiled with the rules. */
export function describeService(id: string, text: WordsText['services'][string]): Omit<Service, 'serves'> {
  return { id, label: text.label, means: text.means, phone: text.phone ?? null };
}
