import type { Assertion, Invariant, WantedTerms } from '../../engine/index.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import { suggestName } from '../names.ts';
import type { AssertionText, InvariantText } from '../schema/rules.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';
import type { CompiledPack } from './policy.ts';
import type { Layer, Refusal } from './slots.ts';

/** The baseline's invariants and the council's own, with every name looked up. */
export function compileInvariants(files: PackFiles, shared: SharedFiles, pack: CompiledPack): Invariant[] {
  const compileAll = (texts: readonly InvariantText[] | undefined, file: YamlFile) =>
    (texts ?? []).map((text, index) => compileInvariant(text, file, ['invariants', index], pack));
  return [
    ...compileAll(shared.baseline.parsed?.invariants, shared.baseline),
    ...compileAll(files.invariants.parsed?.invariants, files.invariants),
  ];
}

function compileInvariant(text: InvariantText, file: YamlFile, path: Path, pack: CompiledPack): Invariant {
  const layer = file === pack.baselineFile ? 'baseline' : 'council';
  const { receivers } = pack;
  const resolve = (name: string) =>
    receivers.resolveService(name, layer) ?? receivers.resolveRole(name, layer) ?? name;
  return {
    name: text.invariant,
    says: text.says ?? null,
    where: pack.compileIn(file, text.where, [...path, 'where']),
    assertions: text.then.map((assertion, index) => {
      const at = [...path, 'then', index];
      checkNames(assertion, { file, path: at, layer }, pack);
      return compileAssertion(assertion, resolve);
    }),
  };
}

type Resolve = (name: string) => string;

function compileAssertion(text: AssertionText, resolve: Resolve): Assertion {
  if ('stands' in text)
    return { kind: 'stands', actions: [text.stands].flat(), terms: compileTerms(text, resolve) };
  if ('if-it-stands' in text) {
    return {
      kind: 'if-it-stands',
      actions: [text['if-it-stands']].flat(),
      terms: compileTerms(text, resolve),
    };
  }
  if ('absent' in text) return { kind: 'absent', actions: [text.absent].flat() };
  if ('does-not-stand' in text) return { kind: 'does-not-stand', actions: [text['does-not-stand']].flat() };
  if ('stands-or-possible' in text)
    return { kind: 'stands-or-possible', actions: [text['stands-or-possible']].flat() };
  if ('listed' in text) return { kind: 'listed', nevers: [text.listed].flat() };
  if ('not-listed' in text) return { kind: 'not-listed', nevers: [text['not-listed']].flat() };
  if ('every-override-comes-with' in text) {
    return { kind: 'every-override-comes-with', action: text['every-override-comes-with'] };
  }
  return {
    kind: 'everyone-sent-is-served' in text ? 'everyone-sent-is-served' : 'every-override-has-a-basis',
  };
}

type TermsText = Extract<AssertionText, { stands: unknown } | { 'if-it-stands': unknown }>;

function compileTerms(text: TermsText, resolve: Resolve): WantedTerms {
  const list = (names: string | string[] | undefined) =>
    names === undefined ? [] : [names].flat().map(resolve);
  return {
    strength: text.strength ?? null,
    who: text.who === undefined ? null : resolve(text.who),
    by: text.by ?? null,
    to: text.to === undefined ? null : list(text.to),
    toIncludes: list(text['to-includes']),
    toExcludes: list(text['to-excludes']),
    consent: text.consent === undefined ? null : [text.consent].flat(),
    basis: text.basis ?? null,
  };
}

type Kind = 'action' | 'never' | 'receiver' | 'timing' | 'basis';

const kindOfKey = new Map<string, Kind>([
  ['stands', 'action'],
  ['if-it-stands', 'action'],
  ['absent', 'action'],
  ['does-not-stand', 'action'],
  ['stands-or-possible', 'action'],
  ['every-override-comes-with', 'action'],
  ['listed', 'never'],
  ['not-listed', 'never'],
  ['who', 'receiver'],
  ['to', 'receiver'],
  ['to-includes', 'receiver'],
  ['to-excludes', 'receiver'],
  ['by', 'timing'],
  ['basis', 'basis'],
]);

interface Place {
  readonly file: YamlFile;
  readonly path: Path;
  readonly layer: Layer;
}

function checkNames(
  text: AssertionText,
  { file, path, layer }: Place,
  { lexicon, receivers }: CompiledPack,
): void {
  const kinds = {
    action: { what: 'an action', known: [...lexicon.actions.keys()] },
    never: { what: 'a never', known: [...lexicon.nevers.keys()] },
    timing: { what: 'a timing', known: lexicon.timings.map(({ id }) => id) },
    basis: { what: 'a basis', known: [...lexicon.bases.keys()] },
  };
  const refuse = (name: string, kind: Kind): Refusal | null => {
    if (kind === 'receiver') {
      const found = receivers.resolveService(name, layer) ?? receivers.resolveRole(name, layer);
      return found === null ? receivers.refuseService(name, layer) : null;
    }
    const { what, known } = kinds[kind];
    if (known.includes(name)) return null;
    const message = `"${name}" is not ${what} of the core or of this council${suggestName(name, known)}`;
    return { file: null, path: [], message };
  };
  for (const [key, value] of Object.entries(text)) {
    const kind = kindOfKey.get(key);
    if (kind === undefined) continue;
    for (const name of [value].flat().map(String)) {
      const refusal = refuse(name, kind);
      if (refusal?.file != null) refusal.file.report(refusal.path, refusal.message);
      else if (refusal !== null) file.report([...path, key], refusal.message);
    }
  }
}
