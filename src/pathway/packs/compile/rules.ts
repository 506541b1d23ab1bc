import type { Condition, Fact, NeverRule, Rule, Strength } from '../../engine/index.ts';
import { listUnlessCites, refuseClause } from '../check-register.ts';
import { suggestName } from '../names.ts';
import type { RuleText } from '../schema/rules.schema.ts';
import type { Path, YamlFile } from '../yaml-file.ts';
import { type ConditionScope, compileCondition, findNaming, refusalOverridden } from './conditions.ts';
import type { Lexicon } from './lexicon.ts';
import type { Layer, Receivers } from './slots.ts';
import { compileConsent, compileTo, compileWho, resolveServices } from './terms.ts';

/** A rule as it was written (a refinement joined with the baseline's), with where it stands. */
export interface PlacedRule {
  readonly text: RuleText;
  readonly layer: Layer;
  readonly file: YamlFile;
  readonly path: Path;
}

/** What the names in rules stand for. A role or service that is not there is noted, and stands for itself. */
export interface RuleScope extends Omit<ConditionScope, 'file' | 'builtIn'>, Receivers {
  readonly lexicon: Lexicon;
  /** Null where a register could not be read. */
  readonly clauses: ReadonlySet<string> | null;
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
  if (text.when === undefined)
    file.report(path, `"${text.rule}" has no "when": say where it holds, or write always`);
  if (gives === null || text.when === undefined) return [];
  const when = compileCondition(text.when, [...path, 'when'], inFile);
  const unless = compileUnless(placed, when, inFile);
  const shared = { name: text.rule, layer, says: text.says ?? text.rule, when, unless, cites: text.cites };
  if (gives.strength === 'never') {
    checkNever(placed);
    return [{ ...shared, never: gives.id }];
  }
  const timings = scope.lexicon.timings.map(({ id }) => id);
  if (text.by !== undefined && !timings.includes(text.by))
    file.report([...path, 'by'], `"${text.by}" is not a timing${suggestName(text.by, timings)}`);
  return [
    {
      ...shared,
      action: gives.id,
      strength: gives.strength,
      who: compileWho(placed, scope, inFile),
      to: compileTo(placed, scope, inFile),
      alsoTo: resolveServices(placed, scope, text['also-to'] ?? [], [...path, 'also-to']),
      by: text.by ?? null,
      consent: compileConsent(placed, scope),
    },
  ];
}

function checkCitations({ text, file, path }: PlacedRule, scope: RuleScope): void {
  const { clauses } = scope;
  if (clauses === null) return;
  const check = (cites: readonly string[], at: Path) =>
    cites.forEach((clause, index) => {
      if (!clauses.has(clause)) file.report([...at, index], refuseClause(clause, clauses));
    });
  check(text.cites, [...path, 'cites']);
  check(listUnlessCites(text.unless), [...path, 'unless', 'cites']);
}

/** A never is for everybody, at all times. */
function checkNever({ text, file, path }: PlacedRule): void {
  for (const key of ['who', 'to', 'also-to', 'by', 'consent'] as const) {
    if (text[key] !== undefined)
      file.report([...path, key], `"${text.rule}" is a never, which is for everybody: take its "${key}" out`);
  }
}

const strengths = ['must', 'offer', 'consider', 'never'] as const;

function readGiven(
  { text, file, path }: PlacedRule,
  { actions, nevers }: Lexicon,
): { strength: Strength | 'never'; id: string } | null {
  const given = strengths.filter((strength) => text[strength] !== undefined);
  const [strength] = given;
  const id = strength === undefined ? undefined : text[strength];
  if (strength === undefined || id === undefined || given.length > 1) {
    const found = given.length === 0 ? 'none of them' : given.join(' and ');
    file.report(path, `"${text.rule}" must say one of must, offer, consider and never; it says ${found}`);
    return null;
  }
  const [own, other] = strength === 'never' ? [nevers, actions] : [actions, nevers];
  if (own.has(id)) return { strength, id };
  const as =
    strength === 'never' ? 'an action: give it by must, offer or consider' : `a never: write never: ${id}`;
  const what = strength === 'never' ? 'a never' : 'an action';
  const instead = other.has(id)
    ? `"${id}" is ${as}`
    : `"${id}" is not ${what} of the core or of this council${suggestName(id, own.keys())}`;
  file.report([...path, strength], instead);
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
    holds.push(compileCondition(condition, [...path, 'unless'], scope));
  }
  checkAlsoIn({ text, file, path }, scope);
  for (const fact of scope.facts.values()) {
    const held = findHoldingValues(fact).filter((value) => !text['also-in']?.includes(value));
    if (held.length === 0) continue;
    const naming = findNaming(when, fact.id);
    if (naming === 'some') {
      file.report(
        [...path, 'when'],
        `one way in which "${text.rule}" holds names the ${fact.id}, and another does not: write two rules`,
      );
    }
    if (naming === 'none') holds.push({ kind: 'fact', fact: fact.id, values: held });
  }
  const [only] = holds;
  return only === undefined ? null : holds.length === 1 ? only : { kind: 'any', of: holds };
}

function checkAlsoIn(
  { text, file, path }: Pick<PlacedRule, 'text' | 'file' | 'path'>,
  scope: ConditionScope,
): void {
  const known = [...scope.facts.values()].flatMap(findHoldingValues);
  text['also-in']?.forEach((value, index) => {
    if (known.includes(value)) return;
    const message = `"${value}" is no situation that wants only rules that name it`;
    file.report([...path, 'also-in', index], `${message}${suggestName(value, known)}`);
  });
}

function findHoldingValues(fact: Fact): string[] {
  return fact.values.filter((value) => value.onlyRulesThatNameIt).map(({ id }) => id);
}
