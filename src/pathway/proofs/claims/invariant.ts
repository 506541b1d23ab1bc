import { type Assertion, type Condition, type Invariant, joinInWords } from '../../engine/index.ts';
import { describeOutcome, describeSituation } from '../in-words.ts';
import type { Symbols } from '../symbols.ts';
import type { Flag } from '../z3.ts';
import type { Claim, Evidence, Outcome } from './claim.ts';
import { demandTerms } from './expected-terms.ts';
import { gatherFacts, type Part, type Parts } from './parts.ts';

/** One part of what an invariant asks, of one action or never, as both proofs read it. */
export interface Demand {
  /** What is to be proved of these. */
  readonly parts: readonly Part[];
  readonly conditions: readonly Condition[];
  symbol(symbols: Symbols): Flag;
  /** Whether it is broken. */
  broken(settle: (part: Part) => Outcome, isNo: (condition: Condition) => boolean): boolean;
  /** "must be absent". */
  readonly asks: string;
}

/** Everything that an invariant asks for, piece by piece, and that there is a situation where it asks it. */
export function claimOfInvariant(invariant: Invariant, parts: Parts): Claim[] {
  const { name, where, assertions } = invariant;
  const demands = assertions.flatMap((assertion) => demandAll(assertion, parts));
  return [claimSomething(name, where), ...demands.map((demand) => claimDemand(name, where, demand, parts))];
}

function claimSomething(name: string, where: Condition): Claim {
  return {
    check: 'invariant says something',
    subject: name,
    holds: 'somewhere',
    facts: gatherFacts(where),
    guide: null,
    symbol: (symbols) => symbols.condition(where).yes,
    test: (look) => look.truth(where) === 'yes',
    tell: () => `"${name}" says nothing: its "where" is never yes.`,
  };
}

function claimDemand(name: string, where: Condition, demand: Demand, parts: Parts): Claim {
  return {
    check: 'invariant',
    subject: name,
    holds: 'everywhere',
    facts: gatherFacts(where, ...demand.parts, ...demand.conditions),
    guide: where,
    symbol: (symbols) => symbols.logic.and([symbols.condition(where).yes, demand.symbol(symbols)]),
    test: (look) =>
      look.truth(where) === 'yes' &&
      demand.broken(look.settle, (condition) => look.truth(condition) === 'no'),
    tell: (evidence) =>
      `"${name}" is not always so: ${demand.asks}; but where ` +
      `${describeSituation(parts.policy, evidence?.facts ?? {})}, ${tellParts(demand.parts, evidence)}.`,
  };
}

function tellParts(parts: readonly Part[], evidence: Evidence | null): string {
  if (evidence === null) return 'it is not';
  const told = parts.map((part) => {
    const outcome = evidence.settle(part, evidence.facts);
    const listed = outcome.standing === 'yes' ? 'is listed' : 'is not listed';
    return `${part.id} ${part.gives === 'never' ? listed : describeOutcome(outcome)}`;
  });
  return joinInWords(told);
}

function demandAll(assertion: Assertion, parts: Parts): Demand[] {
  switch (assertion.kind) {
    case 'stands':
      return assertion.actions.map((id) => demandTerms(parts.action(id), assertion.terms, true));
    case 'if-it-stands':
      return assertion.actions.map((id) => demandTerms(parts.action(id), assertion.terms, false));
    case 'absent':
      return assertion.actions.map((id) => demandAbsent(parts.action(id)));
    case 'does-not-stand':
      return assertion.actions.map((id) => demandStanding(parts.action(id), 'must not stand', false));
    case 'listed':
      return assertion.nevers.map((id) => demandStanding(parts.never(id), 'must be among the nevers', true));
    case 'not-listed':
      return assertion.nevers.map((id) =>
        demandStanding(parts.never(id), 'must not be among the nevers', false),
      );
    case 'stands-or-possible':
      return [demandOneOf(assertion.actions.map(parts.action))];
    case 'every-override-comes-with':
      return findOverridden(parts).map((part) => demandCompany(part, parts.action(assertion.action)));
    case 'every-override-has-a-basis':
      return findOverridden(parts).map(demandBasis);
    case 'everyone-sent-is-served':
      return demandServed(parts);
  }
}

const demandStanding = (part: Part, asks: string, wanted: boolean): Demand => ({
  parts: [part],
  conditions: [],
  symbol: (symbols) =>
    wanted ? symbols.logic.not(symbols.settle(part).stands) : symbols.settle(part).stands,
  broken: (settle) => (settle(part).standing === 'yes') !== wanted,
  asks: `${part.id} ${asks}`,
});

function demandAbsent(part: Part): Demand {
  return {
    parts: [part],
    conditions: [],
    symbol: (symbols) => symbols.logic.or([symbols.settle(part).stands, symbols.settle(part).possible]),
    broken: (settle) => settle(part).standing !== 'no',
    asks: `${part.id} must neither stand nor be possible`,
  };
}

function demandOneOf(parts: readonly Part[]): Demand {
  return {
    parts,
    conditions: [],
    symbol: (symbols) =>
      symbols.logic.not(
        symbols.logic.or(parts.map(symbols.settle).flatMap(({ stands, possible }) => [stands, possible])),
      ),
    broken: (settle) => parts.every((part) => settle(part).standing === 'no'),
    asks: `${joinInWords(
      parts.map(({ id }) => id),
      'or',
    )} must stand or be possible`,
  };
}

function findOverridden({ policy, action }: Parts): Part[] {
  const overridden = policy.rules.filter(({ consent }) => consent?.mayBeOverridden);
  return [...new Set(overridden.map((rule) => rule.action))].map(action);
}

const isOverridden = ({ terms }: Outcome) => terms?.consent.includes('override') === true;

function overrides(symbols: Symbols, part: Part): Flag {
  return symbols.settle(part).terms.consent.get('override') ?? symbols.logic.always(false);
}

function demandCompany(part: Part, company: Part): Demand {
  return {
    parts: [part, company],
    conditions: [],
    symbol: (symbols) =>
      symbols.logic.and([overrides(symbols, part), symbols.logic.not(symbols.settle(company).stands)]),
    broken: (settle) => isOverridden(settle(part)) && settle(company).standing !== 'yes',
    asks: `${company.id} must stand where ${part.id} overrides a refusal`,
  };
}

function demandBasis(part: Part): Demand {
  return {
    parts: [part],
    conditions: [],
    symbol(symbols) {
      const bases = [...symbols.settle(part).terms.basis.values()];
      return symbols.logic.and([overrides(symbols, part), symbols.logic.not(symbols.logic.or(bases))]);
    },
    broken: (settle) => isOverridden(settle(part)) && settle(part).terms?.basis.length === 0,
    asks: `${part.id} must have a basis where it overrides a refusal`,
  };
}

/**
 * A service that serves only some is sent nobody who is known not to be one of them. An action that is a call
 * sends nobody: staff ring, and may ask any service for its advice.
 */
function demandServed({ policy, action }: Parts): Demand[] {
  const sends = new Set(policy.actions.filter(({ does }) => does !== 'call').map(({ id }) => id));
  const sent = (ruled: (typeof policy.rules)[number]) => [
    ...ruled.alsoTo,
    ...ruled.to.flatMap(({ gives }) => gives),
  ];
  return policy.services.flatMap(({ id, serves }) => {
    if (serves === null) return [];
    const actions = new Set(
      policy.rules.flatMap((rule) =>
        sends.has(rule.action) && sent(rule).includes(id) ? [rule.action] : [],
      ),
    );
    return [...actions].map(action).map(
      (part): Demand => ({
        parts: [part],
        conditions: [serves],
        symbol: (symbols) =>
          symbols.logic.and([
            symbols.settle(part).terms.to.get(id) ?? symbols.logic.always(false),
            symbols.condition(serves).no,
          ]),
        broken: (settle, isNo) => isNo(serves) && settle(part).terms?.to.includes(id) === true,
        asks: `${part.id} must not send anybody to ${id} whom it does not serve`,
      }),
    );
  });
}
