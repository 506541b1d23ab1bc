import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Facts, Invariant, Policy } from '../engine/index.ts';
import type { CheckName, Claim } from './claims/claim.ts';
import { claimOfInvariant } from './claims/invariant.ts';
import { makeParts } from './claims/parts.ts';
import { claimOfPolicy } from './claims/policy-claims.ts';
import { claimOfRules } from './claims/rule-claims.ts';
import {
  type Enumerated,
  type Enumerator,
  type Evaluate,
  type Limits,
  makeEnumerator,
  usualLimits,
} from './enumerate.ts';
import { describeSituation } from './in-words.ts';
import { makeProver, type Proof, type Prover } from './prove.ts';
import type { Z3 } from './z3.ts';

/** A policy with what it is to be held to. */
export interface Subject {
  readonly policy: Policy;
  /** The baseline alone, in this council's words. */
  readonly baselineOnly: Policy;
  readonly invariants: readonly Invariant[];
}

/** Something that is not so. `facts` is the plainest situation that shows it, where a situation can. */
export interface Failure {
  readonly check: CheckName | 'the two proofs agree';
  readonly subject: string;
  readonly sentence: string;
  readonly facts: Facts | null;
}

/** What was proved of one policy, as the start-up keeps it. */
export interface ProofReport {
  readonly council: string;
  readonly policyVersion: string;
  readonly rules: number;
  readonly invariants: number;
  readonly invariantsProved: number;
  /** Everything that was to be proved, piece by piece, invariants and checks of the rules. */
  readonly claims: number;
  readonly failed: number;
  /** How many situations there are, in digits (more than a number holds): what the solver's proof is over. */
  readonly combinations: string;
  readonly situationsEnumerated: number;
  /** Claims with too many situations to go through, and the random ones on which they were tried. */
  readonly claimsSampled: number;
  readonly situationsSampled: number;
  readonly agreed: boolean;
  readonly failures: readonly Failure[];
  readonly seconds: number;
}

export interface CheckTools {
  readonly z3: Z3;
  readonly evaluate: Evaluate;
  readonly readMilliseconds: () => number;
  readonly limits?: Limits;
}

/** Proves everything of one policy, twice. */
export async function checkPolicy(subject: Subject, tools: CheckTools): Promise<ProofReport> {
  const { policy, baselineOnly, invariants } = subject;
  const begun = tools.readMilliseconds();
  const [own, baseline] = [makeParts(policy), makeParts(baselineOnly)];
  const claims = [
    ...invariants.flatMap((invariant) => claimOfInvariant(invariant, own)),
    ...claimOfRules(own),
    ...claimOfPolicy(own, baseline),
  ];
  const facts = policy.facts.map(({ id, values }) => ({ id, values: values.map((value) => value.id) }));
  const prover = makeProver(tools.z3, facts);
  const enumerator = makeEnumerator(policy, tools.evaluate, tools.limits ?? usualLimits);
  const tried: Tried[] = [];
  for (const claim of claims) {
    // A server that proves its policies at the start still answers between two claims.
    await letOthersRun();
    tried.push(tryTwice(claim, prover, enumerator, policy));
  }
  const failures = tried.flatMap(({ failure }) => failure ?? []);
  const broken = new Set(failures.filter(isOfInvariant).map(({ subject: name }) => name));
  const visited = (exhaustive: boolean) =>
    tried.reduce(
      (sum, { enumerated }) => sum + (enumerated.exhaustive === exhaustive ? enumerated.situations : 0),
      0,
    );
  return {
    council: policy.council,
    policyVersion: policy.policyVersion,
    rules: policy.rules.length + policy.neverRules.length,
    invariants: invariants.length,
    invariantsProved: invariants.filter(({ name }) => !broken.has(name)).length,
    claims: claims.length,
    failed: failures.length,
    combinations: String(facts.reduce((product, { values }) => product * BigInt(values.length + 1), 1n)),
    situationsEnumerated: visited(true),
    claimsSampled: tried.filter(({ enumerated }) => !enumerated.exhaustive).length,
    situationsSampled: visited(false),
    agreed: !failures.some(({ check }) => check === 'the two proofs agree'),
    failures,
    seconds: (tools.readMilliseconds() - begun) / 1000,
  };
}

function isOfInvariant({ check }: Failure): boolean {
  return check === 'invariant' || check === 'invariant says something' || check === 'the two proofs agree';
}

interface Tried {
  readonly enumerated: Enumerated;
  readonly failure: Failure | null;
}

function tryTwice(claim: Claim, prover: Prover, enumerator: Enumerator, policy: Policy): Tried {
  const proof = prover.prove(claim);
  const enumerated = enumerator.tryClaim(claim);
  const complaint = compareProofs(claim, proof, enumerated, enumerator, policy);
  const { check, subject } = claim;
  if (complaint !== null) {
    const failure: Failure = {
      check: 'the two proofs agree',
      subject,
      sentence: complaint,
      facts: proof.facts,
    };
    return { enumerated, failure };
  }
  const holds = proof.found === (claim.holds === 'somewhere');
  if (holds) return { enumerated, failure: null };
  const evidence = claim.holds === 'somewhere' ? null : { facts: proof.facts, settle: enumerator.settle };
  return {
    enumerated,
    failure: { check, subject, sentence: claim.tell(evidence), facts: evidence?.facts ?? null },
  };
}

/** The solver's situation is shown to the engine, and the solver must not rule out what the engine finds. */
function compareProofs(
  { check, subject, ...claim }: Claim,
  proof: Proof,
  enumerated: Enumerated,
  enumerator: Enumerator,
  policy: Policy,
): string | null {
  const about = `The two proofs disagree about "${subject}" (${check})`;
  if (proof.found && !enumerator.tryAt({ check, subject, ...claim }, proof.facts)) {
    const where = describeSituation(policy, proof.facts);
    return `${about}: the engine does not say what the solver says where ${where}.`;
  }
  if (!proof.found && enumerated.found) {
    return `${about}: the engine found a situation that the solver says there is not.`;
  }
  if (proof.found && !enumerated.found && enumerated.exhaustive) {
    return `${about}: the engine went through every situation, and did not find the solver's.`;
  }
  return null;
}
