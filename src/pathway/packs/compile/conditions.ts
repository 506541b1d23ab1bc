import type { Condition, Fact } from '../../engine/index.ts';
import { suggestName } from '../names.ts';
import type { ConditionMap, ConditionText } from '../schema/condition.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';

/** A named situation as it was written, and the file that it stands in. */
export interface WordText {
  readonly means: string;
  readonly when: ConditionText;
  readonly file: YamlFile;
}

/**
 * Holds where an action whose consent may be overridden stands and its fact is no. Built from the rules
 * themselves.
 */
export const refusalOverridden = 'a-refusal-is-overridden';

/** What a condition may name, and where its mistakes are noted. */
export interface ConditionScope {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly words: ReadonlyMap<string, WordText>;
  readonly file: YamlFile;
  /** The built-in words, compiled already. */
  readonly builtIn: ReadonlyMap<string, Condition>;
}

const neverHolds: Condition = { kind: 'not', of: { kind: 'always' } };

/** Opens up every word and every counts-as. A mistake is noted in the scope's file at `path`. */
export function compileCondition(text: ConditionText, path: Path, scope: ConditionScope): Condition {
  const condition = compileText(text, path, scope, []);
  if (countNests(text) > 1) {
    scope.file.report(
      path,
      'a condition holds one any or all at most: give the inner one a name under words',
    );
  }
  return condition;
}

function countNests(text: unknown): number {
  if (typeof text !== 'object' || text === null) return 0;
  return Object.entries(text).reduce(
    (sum, [key, value]) => sum + (key === 'any' || key === 'all' ? 1 : 0) + countNests(value),
    0,
  );
}

function compileText(
  text: ConditionText,
  path: Path,
  scope: ConditionScope,
  within: readonly string[],
): Condition {
  if (text === 'always') return { kind: 'always' };
  const parts = Object.entries(text).map(([key, value]) =>
    compileEntry(key, value, [...path, key], scope, within),
  );
  const [only] = parts;
  if (only === undefined) {
    scope.file.report(path, 'a condition with nothing in it: write always, if that is what is meant');
    return neverHolds;
  }
  return parts.length === 1 ? only : { kind: 'all', of: parts };
}

type Entry = ConditionMap[string];

function compileEntry(
  key: string,
  value: Entry,
  path: Path,
  scope: ConditionScope,
  within: readonly string[],
): Condition {
  if (key === 'any' || key === 'all') return compileList(key, value, path, scope, within);
  if (key === 'not') {
    if (isMap(value)) return { kind: 'not', of: compileText(value, path, scope, within) };
    return refuse(scope, path, '"not" is followed by a condition: not: { dash: high }');
  }
  if (key === 'unknown') return compileUnknown(value, path, scope);
  const fact = scope.facts.get(key);
  if (fact !== undefined) return compileFactEntry(fact, value, path, scope);
  return compileWord(key, value, path, scope, within);
}

function compileList(
  kind: 'any' | 'all',
  value: Entry,
  path: Path,
  scope: ConditionScope,
  within: readonly string[],
): Condition {
  const shown = `${kind}: [{ dash: high }, { survivorAge: under-16 }]`;
  const listed = `"${kind}" is followed by a list of conditions: ${shown}`;
  if (!Array.isArray(value) || value.length === 0) return refuse(scope, path, listed);
  const of = value.map((part, index) =>
    isMap(part)
      ? compileText(part, [...path, index], scope, within)
      : refuse(scope, [...path, index], listed),
  );
  return { kind, of };
}

function compileUnknown(value: Entry, path: Path, scope: ConditionScope): Condition {
  const facts = [value].flat().map(String);
  const missing = facts.find((fact) => !scope.facts.has(fact));
  if (missing !== undefined)
    return refuse(scope, path, `"${missing}" is not a fact${suggestName(missing, scope.facts.keys())}`);
  return { kind: 'all', of: facts.map((fact) => ({ kind: 'unknown', fact })) };
}

function compileFactEntry(fact: Fact, value: Entry, path: Path, scope: ConditionScope): Condition {
  // Its declaration was refused already.
  if (fact.values.length === 0) return neverHolds;
  const named = [value].flat();
  const values: string[] = [];
  for (const one of named) {
    if (typeof one !== 'string' || !fact.values.some(({ id }) => id === one)) {
      const known = fact.values.map(({ id }) => id);
      const written = typeof one === 'string' ? one : JSON.stringify(one);
      return refuse(scope, path, `"${fact.id}" has no value "${written}"${suggestName(written, known)}`);
    }
    values.push(one, ...fact.values.filter(({ countsAs }) => countsAs === one).map(({ id }) => id));
  }
  return { kind: 'fact', fact: fact.id, values: [...new Set(values)] };
}

function compileWord(
  key: string,
  value: Entry,
  path: Path,
  scope: ConditionScope,
  within: readonly string[],
): Condition {
  if (value !== 'yes' && value !== 'no') {
    if (!isWord(key, scope)) return refuseUnknown(key, path, scope);
    return refuse(scope, path, `"${key}" is a word: write ${key}: yes, or ${key}: no`);
  }
  const condition = openWord(key, path, scope, within);
  return value === 'yes' ? condition : { kind: 'not', of: condition };
}

function openWord(key: string, path: Path, scope: ConditionScope, within: readonly string[]): Condition {
  const builtIn = scope.builtIn.get(key);
  if (builtIn !== undefined) return builtIn;
  const word = scope.words.get(key);
  if (word === undefined) return refuseUnknown(key, path, scope);
  if (within.includes(key)) return refuse(scope, path, `the word "${key}" is explained by itself`);
  const inWordsFile = { ...scope, file: word.file };
  return compileText(word.when, ['words', key, 'when'], inWordsFile, [...within, key]);
}

function isWord(key: string, scope: ConditionScope): boolean {
  return scope.words.has(key) || scope.builtIn.has(key);
}

function refuseUnknown(key: string, path: Path, scope: ConditionScope): Condition {
  if (key === refusalOverridden)
    return refuse(scope, path, `"${key}" can stand in the when of a rule, and nowhere else`);
  const known = [...scope.facts.keys(), ...scope.words.keys()];
  return refuse(scope, path, `"${key}" is neither a fact nor a word${suggestName(key, known)}`);
}

/** The condition of a line of who or to, whose key is a word. */
export function compileLineWord(key: string, path: Path, scope: ConditionScope): Condition {
  return openWord(key, path, scope, []);
}

function refuse(scope: ConditionScope, path: Path, message: string): Condition {
  scope.file.report(path, message);
  return neverHolds;
}

function isMap(value: unknown): value is ConditionMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a condition speaks of a fact in every way in which it can hold, in some of them, or in none. */
export function findNaming(condition: Condition, fact: string): 'all' | 'some' | 'none' {
  switch (condition.kind) {
    case 'always':
      return 'none';
    case 'fact':
    case 'unknown':
      return condition.fact === fact ? 'all' : 'none';
    case 'not':
    case 'not-known':
      return findNaming(condition.of, fact);
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => findNaming(part, fact));
      if (condition.kind === 'all' ? parts.includes('all') : parts.every((part) => part === 'all'))
        return 'all';
      return parts.every((part) => part === 'none') ? 'none' : 'some';
    }
  }
}
