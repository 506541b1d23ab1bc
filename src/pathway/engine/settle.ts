import type { Consent, ConsentRule, Facts, Line, Policy, Rule, Terms } from './policy.ts';
import { evaluateCondition, type Truth } from './truth.ts';

const strongestFirst = ['must', 'offer', 'consider'];

/** An action's rules, best first: the strongest, then the council's own before the baseline's. */
export interface ActionRules {
  readonly action: string;
  readonly rules: readonly Rule[];
  readonly timings: readonly string[];
}

/** What the policy says of one action in one situation. `terms` is null unless it stands. */
export interface Settled {
  readonly standing: Truth;
  readonly terms: Terms | null;
  readonly fired: readonly Rule[];
}

/** Groups a policy's rules by the action that they give, in the order in which actions are shown. */
export function groupRulesByAction(policy: Policy): ActionRules[] {
  const timings = policy.timings.map((timing) => timing.id);
  return policy.actions
    .map(({ id }) => ({
      action: id,
      rules: rankRules(policy.rules.filter((rule) => rule.action === id)),
      timings,
    }))
    .filter(({ rules }) => rules.length > 0);
}

/**
 * Rank is by strength, layer and name alone, so that the order in which rules are written changes nothing.
 */
function rankRules(rules: readonly Rule[]): Rule[] {
  const rank = (rule: Rule) => strongestFirst.indexOf(rule.strength) * 2 + (rule.layer === 'council' ? 0 : 1);
  return rules.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** `unless` holds back only where it is known to be yes. */
export function judgeRule(rule: Pick<Rule, 'when' | 'unless'>, facts: Facts): Truth {
  if (rule.unless !== null && evaluateCondition(rule.unless, facts) === 'yes') return 'no';
  return evaluateCondition(rule.when, facts);
}

/** One action in one situation: only rules whose condition is yes give its terms. */
export function settleAction({ rules, timings }: ActionRules, facts: Facts): Settled {
  const fired: Rule[] = [];
  let mayStand = false;
  for (const rule of rules) {
    const truth = judgeRule(rule, facts);
    if (truth === 'yes') fired.push(rule);
    if (truth === 'unknown') mayStand = true;
  }
  const [main] = fired;
  if (main === undefined) return { standing: mayStand ? 'unknown' : 'no', terms: null, fired };
  return { standing: 'yes', terms: stateTerms(main, fired, timings, facts), fired };
}

function stateTerms(main: Rule, fired: readonly Rule[], timings: readonly string[], facts: Facts): Terms {
  const consent = fired.find((rule) => rule.consent !== null)?.consent ?? null;
  return {
    strength: main.strength,
    who: chooseWho(main.who, facts),
    to: [...new Set([...listTo(main.to, facts), ...fired.flatMap((rule) => rule.alsoTo)])],
    by: timings.find((timing) => fired.some((rule) => rule.by === timing)) ?? null,
    consent: labelConsent(main.consent ?? consent, facts),
  };
}

/** While no line is yes, the otherwise. */
function chooseWho(lines: readonly Line<string>[], facts: Facts): string {
  const line = lines.find(({ when }) => when === null || evaluateCondition(when, facts) === 'yes');
  if (line === undefined)
    throw new Error('a rule of who has no otherwise: the pack reader lets none through');
  return line.gives;
}

/** The services of every line that is not yet no; the otherwise is no once another line is yes. */
function listTo(lines: readonly Line<readonly string[]>[], facts: Facts): string[] {
  const truths = lines.map(({ when }) => (when === null ? 'unknown' : evaluateCondition(when, facts)));
  const decided = truths.indexOf('yes');
  if (decided >= 0) return [...(lines[decided]?.gives ?? [])];
  return lines.filter((_, index) => truths[index] !== 'no').flatMap(({ gives }) => gives);
}

function labelConsent(rule: ConsentRule | null, facts: Facts): Consent {
  if (rule === null) return { state: 'not-needed', basis: null };
  const answer = facts[rule.fact];
  if (answer === 'yes') return { state: 'given', basis: null };
  if (answer === 'no' && rule.mayBeOverridden) return { state: 'override', basis: rule.basis };
  return rule.unknown === 'not-needed'
    ? { state: 'not-needed', basis: rule.basis }
    : { state: 'ask', basis: null };
}
