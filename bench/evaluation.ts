import { groupRulesByAction, judgeRule, settleAction } from '../src/pathway/engine/index.ts';
import { type Facts, loadPolicies } from '../src/pathway/index.ts';
import { compare, type Measurement } from './measure.ts';
import { drawSituations } from './random-situations.ts';

const situations = 20_000;
const passes = 3;

interface Trial {
  readonly facts: Facts;
  advise(facts: Facts): unknown;
  /** The same rules, without what is to be asked, why, and the clauses. */
  settle(facts: Facts): unknown;
}

/** One evaluation with `ask`, all packs loaded and warm, beside a plain loop over the same rules. */
export function measureEvaluation(): Measurement[] {
  const trials = makeTrials();
  for (const { facts, advise, settle } of trials.slice(0, trials.length / 4)) {
    advise(facts);
    settle(facts);
  }
  const all = { rowan: [] as number[], peer: [] as number[] };
  const least = { rowan: [] as number[], peer: [] as number[] };
  for (let pass = 0; pass < passes; pass += 1) {
    trials.forEach(({ facts, advise, settle }, index) => {
      const rowan = time(() => advise(facts));
      const peer = time(() => settle(facts));
      if (pass === 0) {
        all.rowan.push(rowan);
        all.peer.push(peer);
      }
      least.rowan[index] = Math.min(least.rowan[index] ?? rowan, rowan);
      least.peer[index] = Math.min(least.peer[index] ?? peer, peer);
    });
  }
  const peer = 'the same rules, no ask';
  return [
    ...withGoal(compare('one evaluation with ask, once', peer, all, [0.5, 0.99])),
    // What a busy machine adds is not Rowan's.
    ...withGoal(compare(`one evaluation with ask, best of ${passes}`, peer, least, [0.5, 0.99])),
  ];
}

function withGoal(measured: readonly Measurement[]): Measurement[] {
  return measured.map((one) => (one.figure.startsWith('p99') ? { ...one, goal: 1 } : one));
}

function makeTrials(): Trial[] {
  const { policies } = loadPolicies();
  const each = Math.ceil(situations / policies.length);
  const lists = policies.map(({ policy, advisor }, index) => {
    const groups = groupRulesByAction(policy);
    const settle = (facts: Facts) => [
      ...groups.map((group) => settleAction(group, facts)),
      ...policy.neverRules.map((rule) => judgeRule(rule, facts)),
    ];
    const advise = (facts: Facts) => advisor.advise(facts);
    return drawSituations(policy, each, index + 1).map((facts): Trial => ({ facts, advise, settle }));
  });
  // Turn about, so that one council's policy does not stay the warmer.
  return Array.from({ length: each }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
}

function time(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}
