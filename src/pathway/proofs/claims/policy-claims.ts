import { type Condition, joinInWords, type NeverRule, type Rule } from '../../engine/index.ts';
import { describeFacts, describeOutcome, describeSituation } from '../in-words.ts';
import type { SymbolicOutcome } from '../outcomes.ts';
import type { Symbols } from '../symbols.ts';
import type { Flag } from '../z3.ts';
import type { Claim, Evidence, Outcome } from './claim.ts';
import { gatherFacts, type Part, type Parts, strongestFirst } from './parts.ts';

/** What the whole policy is held to, action by action and never by never. */
export function claimOfPolicy(own: Parts, baseline: Parts): Claim[] {
  const given = gatherParts(own);
  return [
    ...given.map(claimReachable),
    ...given.map((part) => claimLearning(part, own)),
    ...gatherParts(baseline).map((base) => {
      const part = base.gives === 'action' ? own.action(base.id) : own.never(base.id);
      return claimKept(base, part, own);
    }),
  ];
}

/** The actions and nevers that some rule gives. */
export function gatherParts(parts: Parts): Part[] {
  const actions = new Set(parts.policy.rules.map(({ action }) => action));
  const nevers = new Set(parts.policy.neverRules.map(({ never }) => never));
  return [...[...actions].map(parts.action), ...[...nevers].map(parts.never)];
}

function claimReachable(part: Part): Claim {
  return {
    check: 'everything given is reachable',
    subject: part.id,
    holds: 'somewhere',
    facts: part.facts,
    guide: null,
    symbol: (symbols) => symbols.settle(part).stands,
    test: (look) => look.settle(part).standing === 'yes',
    tell: () => `Rules speak of ${part.id}, and no situation gives it.`,
  };
}

/** Learning a fact never takes away what stands, but where an `unless` comes to hold. */
function claimLearning(part: Part, parts: Parts): Claim {
  const holds = [...part.policy.rules, ...part.policy.neverRules].flatMap(findHolds);
  return {
    check: 'learning takes nothing away',
    subject: part.id,
    holds: 'everywhere',
    facts: part.facts,
    guide: null,
    symbol(symbols) {
      const { logic } = symbols;
      const { later, learned } = symbols.learnOne();
      const held = holds.map((condition) =>
        logic.and([later.condition(condition).yes, logic.not(symbols.condition(condition).yes)]),
      );
      const lost = [symbols.settle(part).stands, logic.not(later.settle(part).stands)];
      return logic.and([learned, ...lost, logic.not(logic.or(held))]);
    },
    test(look) {
      if (look.settle(part).standing !== 'yes') return false;
      const before = holds.map((condition) => look.truth(condition));
      const held = () =>
        holds.some((condition, index) => before[index] !== 'yes' && look.truth(condition) === 'yes');
      return look.learnsOne(part.facts, () => look.settle(part).standing !== 'yes' && !held());
    },
    tell: (evidence) => tellLoss(part, parts, evidence),
  };
}

/** What may hold a rule back: its own `unless`, and those of the rules that its condition speaks of. */
function findHolds({ when, unless }: Rule | NeverRule): Condition[] {
  return [...(unless === null ? [] : [unless]), ...findHeldInside(when)];
}

function findHeldInside(condition: Condition): Condition[] {
  switch (condition.kind) {
    case 'always':
    case 'fact':
    case 'unknown':
      return [];
    case 'not':
      return findHeldInside(condition.of);
    case 'not-known':
      return [condition.of];
    case 'all':
    case 'any':
      return condition.of.flatMap(findHeldInside);
  }
}

function tellLoss(part: Part, { policy }: Parts, evidence: Evidence | null): string {
  const facts = evidence?.facts ?? {};
  const learned = policy.facts
    .filter(({ id }) => facts[id] === undefined && part.facts.includes(id))
    .flatMap(({ id, values }) => values.map((value) => ({ [id]: value.id })))
    .find((more) => evidence?.settle(part, { ...facts, ...more }).standing !== 'yes');
  const also = describeFacts(policy, learned ?? {});
  return (
    `Learning a fact takes ${part.id} away: it is there where ${describeSituation(policy, facts)}, ` +
    `and no longer once it is also known that ${joinInWords(also)}.`
  );
}

/** Wherever the baseline alone gives something, the policy gives it at least as strongly and as early. */
function claimKept(base: Part, own: Part, parts: Parts): Claim {
  const { timings } = parts;
  return {
    check: 'the baseline is not weakened',
    subject: base.id,
    holds: 'everywhere',
    facts: gatherFacts(base, own),
    guide: null,
    symbol(symbols) {
      const { logic } = symbols;
      const [first, second] = [symbols.settle(base), symbols.settle(own)];
      const weaker = lessIn(symbols, 'strength', strongestFirst, first, second);
      const later = lessIn(symbols, 'by', timings, first, second);
      return logic.and([first.stands, logic.or([logic.not(second.stands), weaker, later])]);
    },
    test(look) {
      const [first, second] = [look.settle(base), look.settle(own)];
      if (first.standing !== 'yes') return false;
      if (second.standing !== 'yes') return true;
      return isLess('strength', strongestFirst, first, second) || isLess('by', timings, first, second);
    },
    tell: (evidence) =>
      `The baseline's ${base.id} is weakened where ` +
      `${describeSituation(parts.policy, evidence?.facts ?? {})}: ` +
      `in the baseline it ${tell(base, evidence)}, and here it ${tell(own, evidence)}.`,
  };
}

function tell(part: Part, evidence: Evidence | null): string {
  return evidence === null ? 'is there' : describeOutcome(evidence.settle(part, evidence.facts));
}

/** Where the first says one of the words, and the second none that comes as early in their order. */
function lessIn(
  { logic }: Symbols,
  aspect: 'strength' | 'by',
  order: readonly string[],
  first: SymbolicOutcome,
  second: SymbolicOutcome,
): Flag {
  const says = (outcome: SymbolicOutcome, word: string) =>
    outcome.terms[aspect].get(word) ?? logic.always(false);
  return logic.or(
    order.map((word, index) => {
      const asMuch = order.slice(0, index + 1).map((other) => says(second, other));
      return logic.and([says(first, word), logic.not(logic.or(asMuch))]);
    }),
  );
}

function isLess(
  aspect: 'strength' | 'by',
  order: readonly string[],
  first: Outcome,
  second: Outcome,
): boolean {
  const place = (outcome: Outcome) => {
    const [word] = outcome.terms?.[aspect] ?? [];
    return word === undefined ? order.length : order.indexOf(word);
  };
  return place(second) > place(first);
}
