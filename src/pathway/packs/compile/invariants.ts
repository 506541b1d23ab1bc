import type { Assertion, Invariant, WantedTerms } from '../../engine/index.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import type { AssertionText, InvariantText } from '../schema/rules.schema.ts';
import type { ConditionText } from '../schema/words.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';
import type { CompiledPack } from './policy.ts';

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
  const resolve = file === pack.baselineFile ? pack.resolveInBaseline : (name: string) => name;
  return {
    name: text.invariant,
    says: text.says ?? null,
    where: pack.compileIn(file, text.where as ConditionText, [...path, 'where']),
    assertions: text.then.map((assertion, index) => {
      const at = [...path, 'then', index];
      checkNames(assertion, file, at, pack);
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

const actionKeys = [
  'stands',
  'if-it-stands',
  'absent',
  'does-not-stand',
  'stands-or-possible',
  'every-override-comes-with',
];

function checkNames(
  text: AssertionText,
  file: YamlFile,
  path: Path,
  { lexicon, resolveInBaseline }: CompiledPack,
): void {
  const known: Record<string, { what: string; has: (name: string) => boolean }> = {};
  const receivers = (name: string) =>
    [name, resolveInBaseline(name)].some((one) => lexicon.services.has(one) || lexicon.roles.has(one));
  for (const key of actionKeys) known[key] = { what: 'an action', has: (name) => lexicon.actions.has(name) };
  for (const key of ['listed', 'not-listed'])
    known[key] = { what: 'a never', has: (name) => lexicon.nevers.has(name) };
  for (const key of ['who', 'to', 'to-includes', 'to-excludes'])
    known[key] = { what: 'a role or service', has: receivers };
  known.by = { what: 'a timing', has: (name) => lexicon.timings.some(({ id }) => id === name) };
  known.basis = { what: 'a basis', has: (name) => lexicon.bases.has(name) };
  for (const [key, value] of Object.entries(text)) {
    for (const name of [value].flat()) {
      const kind = known[key];
      if (kind !== undefined && !kind.has(String(name)))
        file.report([...path, key], `"${name}" is not ${kind.what} here`);
    }
  }
}
