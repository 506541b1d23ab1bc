import type { Invariant } from '../../src/pathway/engine/index.ts';
import { type Condition, evaluateCondition, type Facts, type LoadedPolicy } from '../../src/pathway/index.ts';
import type { Claim, Look, Outcome } from '../../src/pathway/proofs/claims/claim.ts';
import { claimOfInvariant } from '../../src/pathway/proofs/claims/invariant.ts';
import { makeParts } from '../../src/pathway/proofs/claims/parts.ts';
import { evaluateWithEngine } from '../../src/pathway/proofs/index.ts';
import { type Said, saysTheSame, type Tabled } from '../pathway/systematic.ts';
import type { Mutated } from './mutated.ts';
import type { Watch } from './watches.ts';

/** How many of the situations in which a mutant shows are looked at. */
const mostShowings = 20;

/**
 * The invariants that speak of the changed action or never, where `rowan policy check` would find them
 * broken. They are looked at only where the mutant shows, so that a broken one may be missed, and never the
 * other way round.
 */
export function watchInvariants(loaded: LoadedPolicy, tabled: readonly Tabled[]): Watch {
  const parts = makeParts(loaded.policy);
  const held = loaded.invariants.map((invariant) => ({
    about: JSON.stringify(invariant.assertions),
    where: invariant.where,
    claims: claimOfInvariant(invariant, parts).filter(({ check }) => check === 'invariant'),
  }));
  return {
    name: 'invariants',
    notices(mutated) {
      const { kind, gives } = mutated.mutant;
      const own = tabled.find((one) => one.kind === kind && one.id === gives);
      if (own === undefined) throw new Error(`the second evaluator does not have ${gives}`);
      const speaking = held.filter(({ about }) => about.includes(`"${gives}"`) || about.includes('"every'));
      const shown = speaking.length === 0 ? [] : findShowings(mutated, own);
      return speaking.some(({ where, claims }) =>
        shown
          .flatMap((facts) => placeIn(facts, where, own, loaded))
          .some((facts) => isBroken(claims, mutated, facts)),
      );
    },
  };
}

function findShowings(mutated: Mutated, { situations, say }: Tabled): Facts[] {
  const shown: Facts[] = [];
  for (const facts of situations) {
    if (shown.length === mostShowings) break;
    if (!saysTheSame(mutated.say(facts), say(facts))) shown.push(facts);
  }
  return shown;
}

/** The situation as it is, or with those other facts known that bring it under the invariant. */
function placeIn(facts: Facts, where: Invariant['where'], own: Tabled, { policy }: LoadedPolicy): Facts[] {
  const truth = evaluateCondition(where, facts);
  if (truth !== 'unknown') return truth === 'yes' ? [facts] : [];
  const named = namesOf(where);
  const free = policy.facts.filter(({ id }) => named.has(id) && !own.facts.includes(id));
  let placed: Facts[] = [facts];
  for (const { id, values } of free) {
    if (placed.length > 200) break;
    placed = placed.flatMap((known) => [known, ...values.map((value) => ({ ...known, [id]: value.id }))]);
  }
  const found = placed.find((known) => evaluateCondition(where, known) === 'yes');
  return found === undefined ? [] : [found];
}

function namesOf(condition: Condition): Set<string> {
  if ('fact' in condition) return new Set([condition.fact]);
  if (!('of' in condition)) return new Set();
  return new Set([condition.of].flat().flatMap((part) => [...namesOf(part)]));
}

function isBroken(claims: readonly Claim[], { mutant, say }: Mutated, facts: Facts): boolean {
  const look: Look = {
    settle: (part) =>
      listTerms(
        part.gives === mutant.kind && part.id === mutant.gives ? say(facts) : evaluateWithEngine(part, facts),
      ),
    truth: (condition) => evaluateCondition(condition, facts),
    learnsOne: () => false,
  };
  return claims.some((claim) => claim.test(look));
}

function listTerms({ standing, terms }: Said): Outcome {
  if (terms === null) return { standing, terms: null };
  const { strength, who, to, by, consent } = terms;
  return {
    standing,
    terms: {
      strength: [strength],
      who: [who],
      to: to.toSorted(),
      by: by === null ? [] : [by],
      consent: [consent.state],
      basis: consent.basis === null ? [] : [consent.basis],
    },
  };
}
