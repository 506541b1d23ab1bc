import type { Condition, ConsentRule, Fact, Line, NeverRule, Rule, Strength } from '../../engine/index.ts';
import type { RuleText } from '../schema/rules.schema.ts';
import type { ConditionText } from '../schema/words.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';
import {
  type ConditionScope,
  compileCondition,
  compileLineWord,
  findNaming,
  refusalOverridden,
} from './conditions.ts';
import type { Lexicon } from './lexicon.ts';

/** A rule as it was written (a refinement joined with the baseline's), with where it stands. */
export interface PlacedRule {
  readonly text: RuleText;
  readonly layer: 'council' | 'baseline';
  readonly file: YamlFile;
  readonly path: Path;
}

/** What the names in rules stand for. A role or service that is not there is noted, and stands for itself. */
export interface RuleScope extends Omit<ConditionScope, 'file' | 'builtIn'> {
  readonly lexicon: Lexicon;
  resolveRole(name: string, layer: PlacedRule['layer']): string | null;
  /** What stands in `to`: a service, or a role of the council's. */
  resolveService(name: string, layer: PlacedRule['layer']): string | null;
  readonly clauses: ReadonlySet<string>;
}

export interface CompiledRules {
  readonly rules: readonly Rule[];
  readonly neverRules: readonly NeverRule[];
}

/**
 * Compiles the rules of a policy; those that speak of overridden refusals last, because they are built from
 * the others.
 */
export function compileRules(placed: readonly PlacedRule[], scope: RuleScope): CompiledRules {
  const speaksOfRefusals = ({ text }: PlacedRule) =>
    JSON.stringify(text.when ?? null).includes(refusalOverridden);
  const first = placed
    .filter((rule) => !speaksOfRefusals(rule))
    .flatMap((rule) => compileRule(rule, scope, new Map()));
  const builtIn = new Map([[refusalOverridden, describeOverriddenRefusals(first)]]);
  const rest = placed.filter(speaksOfRefusals).flatMap((rule) => compileRule(rule, scope, builtIn));
  const all = [...first, ...rest];
  return {
    rules: all.filter((rule): rule is Rule => 'action' in rule),
    neverRules: all.filter((rule): rule is NeverRule => 'never' in rule),
  };
}

function describeOverriddenRefusals(rules: readonly (Rule | NeverRule)[]): Condition {
  const of = rules.flatMap((rule): Condition[] => {
    if (!('action' in rule) || rule.consent === null || !rule.consent.mayBeOverridden) return [];
    const held: Condition[] = rule.unless === null ? [] : [{ kind: 'not-known', of: rule.unless }];
    return [
      { kind: 'all', of: [rule.when, ...held, { kind: 'fact', fact: rule.consent.fact, values: ['no'] }] },
    ];
  });
  return { kind: 'any', of };
}

function compileRule(
  placed: PlacedRule,
  scope: RuleScope,
  builtIn: ReadonlyMap<string, Condition>,
): (Rule | NeverRule)[] {
  const { text, layer, file, path } = placed;
  const inFile: ConditionScope = { facts: scope.facts, words: scope.words, file, builtIn };
  checkCitations(placed, scope);
  const gives = readGiven(placed, scope.lexicon);
  if (gives === null) return [];
  if (text.when === undefined) {
    file.report(path, `"${text.rule}" has no "when"; write always, if it holds every time`);
    return [];
  }
  const when = compileCondition(text.when, [...path, 'when'], inFile);
  const unless = compileUnless(placed, when, inFile);
  const shared = { name: text.rule, layer, says: text.says ?? text.rule, when, unless, cites: text.cites };
  if (gives.strength === 'never') return [{ ...shared, never: gives.id }];
  if (text.who === undefined) file.report(path, `"${text.rule}" does not say who`);
  if (text.by !== undefined && !scope.lexicon.timings.some(({ id }) => id === text.by)) {
    file.report([...path, 'by'], `"${text.by}" is not a timing`);
  }
  return [
    {
      ...shared,
      action: gives.id,
      strength: gives.strength,
      who: compileWho(placed, scope, inFile),
      to: compileTo(placed, scope, inFile),
      alsoTo: resolveServices(placed, scope, text['also-to'] ?? [], 'also-to'),
      by: text.by ?? null,
      consent: compileConsent(placed, scope),
    },
  ];
}

function checkCitations({ text, file, path }: PlacedRule, scope: RuleScope): void {
  text.cites.forEach((clause, index) => {
    if (!scope.clauses.has(clause))
      file.report([...path, 'cites', index], `no register has the clause "${clause}"`);
  });
}

const strengths = ['must', 'offer', 'consider', 'never'] as const;

function readGiven(
  { text, file, path }: PlacedRule,
  lexicon: Lexicon,
): { strength: Strength | 'never'; id: string } | null {
  const given = strengths.filter((strength) => text[strength] !== undefined);
  const [strength] = given;
  const id = strength === undefined ? undefined : text[strength];
  if (strength === undefined || id === undefined || given.length > 1) {
    file.report(path, `"${text.rule}" must give exactly one of: must, offer, consider, never`);
    return null;
  }
  const known = strength === 'never' ? lexicon.nevers.has(id) : lexicon.actions.has(id);
  if (known) return { strength, id };
  file.report(
    [...path, strength],
    `"${id}" is not ${strength === 'never' ? 'a never' : 'an action'} of the core or of this council`,
  );
  return null;
}

/**
 * Beside its own `unless`, a rule that names no situation is held back in one that wants only rules that
 * name it.
 */
function compileUnless(
  { text, file, path }: PlacedRule,
  when: Condition,
  scope: ConditionScope,
): Condition | null {
  const holds: Condition[] = [];
  if (text.unless !== undefined) {
    const { cites: _, ...condition } = text.unless;
    holds.push(compileCondition(condition as ConditionText, [...path, 'unless'], scope));
  }
  for (const fact of scope.facts.values()) {
    const held = findHoldingValues(fact).filter((value) => !text['also-in']?.includes(value));
    if (held.length === 0) continue;
    const naming = findNaming(when, fact.id);
    if (naming === 'some') {
      file.report(
        [...path, 'when'],
        `one way of "${text.rule}" names the ${fact.id} and another does not: write two rules`,
      );
    }
    if (naming === 'none') holds.push({ kind: 'fact', fact: fact.id, values: held });
  }
  const [only] = holds;
  return only === undefined ? null : holds.length === 1 ? only : { kind: 'any', of: holds };
}

function findHoldingValues(fact: Fact): string[] {
  return fact.values.filter((value) => value.onlyRulesThatNameIt).map(({ id }) => id);
}

function compileWho(placed: PlacedRule, scope: RuleScope, inFile: ConditionScope): Line<string>[] {
  const { text, layer } = placed;
  const resolve = (role: string, path: Path) => {
    const resolved = scope.resolveRole(role, layer);
    if (resolved === null) placed.file.report(path, `"${role}" is not a role that this council has`);
    return resolved ?? role;
  };
  const path = [...placed.path, 'who'];
  if (text.who === undefined) return [];
  if (typeof text.who === 'string') return [{ when: null, gives: resolve(text.who, path) }];
  const lines = compileLines(placed, inFile, 'who', text.who).map(({ when, gives, at }) => ({
    when,
    gives: resolve(gives, at),
  }));
  if (lines.at(-1)?.when !== null) placed.file.report(path, 'the last line of who must be the otherwise');
  return lines;
}

function compileTo(placed: PlacedRule, scope: RuleScope, inFile: ConditionScope): Line<readonly string[]>[] {
  const { to } = placed.text;
  if (to === undefined) return [];
  if (typeof to === 'string' || isListOfNames(to))
    return [{ when: null, gives: resolveServices(placed, scope, to, 'to') }];
  return compileLines(placed, inFile, 'to', to).map(({ when, gives }) => ({
    when,
    gives: resolveServices(placed, scope, gives, 'to'),
  }));
}

function isListOfNames(to: readonly unknown[]): to is string[] {
  return to.every((entry) => typeof entry === 'string');
}

function compileLines<Gives>(
  { file, path }: PlacedRule,
  scope: ConditionScope,
  key: 'who' | 'to',
  lines: readonly Record<string, Gives>[],
): { when: Condition | null; gives: Gives; at: Path }[] {
  return lines.flatMap((line, index) =>
    Object.entries(line).map(([word, gives]) => {
      const at = [...path, key, index, word];
      if (word === 'otherwise' && index < lines.length - 1) file.report(at, 'the otherwise comes last');
      return { when: word === 'otherwise' ? null : compileLineWord(word, at, scope), gives, at };
    }),
  );
}

function resolveServices(
  { file, path, layer }: PlacedRule,
  scope: RuleScope,
  names: string | readonly string[],
  key: string,
): string[] {
  return [names].flat().map((service) => {
    const resolved = scope.resolveService(service, layer);
    if (resolved === null)
      file.report([...path, key], `"${service}" is neither a service nor a role that this council has`);
    return resolved ?? service;
  });
}

function compileConsent({ text, file, path }: PlacedRule, scope: RuleScope): ConsentRule | null {
  const { consent } = text;
  if (consent === undefined) return null;
  const at = [...path, 'consent'];
  if (!scope.facts.has(consent.fact)) file.report([...at, 'fact'], `"${consent.fact}" is not a fact`);
  if (consent.basis !== undefined && !scope.lexicon.bases.has(consent.basis)) {
    file.report([...at, 'basis'], `"${consent.basis}" is not a basis`);
  }
  const said = [consent.unknown, consent['if-refused'], consent.basis].filter(
    (part) => part !== undefined,
  ).length;
  if (said !== 0 && said !== 3) {
    file.report(at, 'consent says its fact alone, or all of: fact, unknown, if-refused, basis');
  }
  return {
    fact: consent.fact,
    unknown: consent.unknown ?? 'ask',
    basis: consent.basis ?? null,
    mayBeOverridden: consent['if-refused'] === 'override',
  };
}
