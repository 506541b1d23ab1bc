import type { Assertion, Invariant, WantedTerms } from '../../engine/index.ts';
import type { PackFiles, SharedFiles } from '../load-pack.ts';
import { suggestName } from '../names.ts';
import type { AssertionText, InvariantText } from '../schema/rules.schema.ts';
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
    where: pack.compileIn(file, text.where, [...path, 'where']),
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

const kindOfKey = new Map<string, 'action' | 'never' | 'receiver' | 'timing' | 'basis'>([
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

function checkNames(
  text: AssertionText,
  file: YamlFile,
  path: Path,
  { lexicon, resolveInBaseline }: CompiledPack,
): void {
  const receivers = [...lexicon.services.keys(), ...lexicon.roles.keys()];
  const isReceiver = (name: string) =>
    receivers.includes(name) || receivers.includes(resolveInBaseline(name));
  const kinds = {
    action: { what: 'an action', known: [...lexicon.actions.keys()] },
    never: { what: 'a never', known: [...lexicon.nevers.keys()] },
    receiver: { what: 'a role or service', known: receivers },
    timing: { what: 'a timing', known: lexicon.timings.map(({ id }) => id) },
    basis: { what: 'a basis', known: [...lexicon.bases.keys()] },
  };
  for (const [key, value] of Object.entries(text)) {
    const kind = kindOfKey.get(key);
    if (kind === undefined) continue;
    const { what, known } = kinds[kind];
    for (const name of [value].flat().map(String)) {
      if (known.includes(name) || (kind === 'receiver' && isReceiver(name))) continue;
      file.report([...path, key], `"${name}" is not ${what} here${suggestName(name, known)}`);
    }
  }
}
