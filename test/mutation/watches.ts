import type { LoadedPolicy } from '../../src/pathway/index.ts';
import { tryExamples } from '../../src/pathway/packs/examples.ts';
import { type Said, saysTheSame, type Tabled } from '../pathway/systematic.ts';
import { fc } from '../property.ts';
import {
  agreementRuns,
  councilArbitrary,
  type KnownFacts,
  situationArbitrary,
} from '../second-evaluator/agreement.property.ts';
import { checkExpectation } from '../situations/expectation.ts';
import { readSituations } from '../situations/read-situations.ts';
import { type Mutated, replaceRule } from './mutated.ts';

/** One kind of check that the repository has, and whether it would fail on a mutant. */
export interface Watch {
  readonly name: string;
  notices(mutated: Mutated): boolean;
}

/** The examples that stand beside the rules of the same action or never, as the pack reader tries them. */
export function watchExamples(loaded: LoadedPolicy): Watch {
  const { policy, baselineOnly, placed } = loaded;
  const given = new Map<string, string>([
    ...policy.rules.map((rule): [string, string] => [rule.name, rule.action]),
    ...policy.neverRules.map((rule): [string, string] => [rule.name, rule.never]),
  ]);
  const isBaselines = ({ file }: (typeof placed)[number]) => file.file === 'baseline.yaml';
  const tryOn = (rules: LoadedPolicy['placed'], mutated: Mutated, alone: boolean) => {
    let complaints = 0;
    const counted = rules.map((rule) => ({ ...rule, file: { ...rule.file, report: () => complaints++ } }));
    const { advisor, mutant } = mutated;
    const own = alone ? { ...advisor, policy: replaceRule(baselineOnly, mutant) } : advisor;
    tryExamples(counted, own);
    return complaints > 0;
  };
  return {
    name: 'examples beside the rules',
    notices(mutated) {
      const { gives, of, changed } = mutated.mutant;
      const beside = placed.filter(
        // Whoever takes a rule away takes its examples with it.
        ({ text }) => given.get(text.rule) === gives && (changed !== null || text.rule !== of.name),
      );
      return (
        tryOn(
          beside.filter((rule) => !isBaselines(rule)),
          mutated,
          false,
        ) || tryOn(beside.filter(isBaselines), mutated, true)
      );
    },
  };
}

/** The situations of test/situations. */
export function watchSituations({ council }: LoadedPolicy): Watch {
  const own = readSituations().filter((situation) => situation.council === council);
  return {
    name: 'situations.jsonl',
    notices: ({ advisor }) =>
      own.some(({ facts, expect }) => checkExpectation(advisor.advise(facts), expect).length > 0),
  };
}

/** What one run of the property test draws, by one seed. */
export function watchDraws({ council }: LoadedPolicy, tabled: readonly Tabled[]): Watch {
  const drawn = fc
    .sample(fc.tuple(councilArbitrary(), situationArbitrary()), { numRuns: agreementRuns, seed: 20261122 })
    .flatMap(([drawnFor, facts]) => (drawnFor === council ? [facts] : []));
  return watchSaid(`${agreementRuns} random draws against the second evaluator`, tabled, ({ facts }) => {
    const projected = drawn.map((known) =>
      facts.flatMap((fact) => (known[fact] ? [[fact, known[fact]]] : [])),
    );
    const different = new Map(projected.map((entries) => [JSON.stringify(entries), entries]));
    return [...different.values()].map((entries) => Object.fromEntries(entries));
  });
}

/** The situations in which every action and never is held to the second evaluator. */
export function watchTables(tabled: readonly Tabled[]): Watch {
  return watchSaid(
    'every situation, or every edge, against the second evaluator',
    tabled,
    (one) => one.situations,
  );
}

function watchSaid(
  name: string,
  tabled: readonly Tabled[],
  choose: (tabled: Tabled) => readonly KnownFacts[],
): Watch {
  const expected = new Map(
    tabled.map((one) => [
      `${one.kind} ${one.id}`,
      choose(one).map((facts): [KnownFacts, Said] => [facts, one.say(facts)]),
    ]),
  );
  return {
    name,
    notices({ mutant, say }) {
      const known = expected.get(`${mutant.kind} ${mutant.gives}`);
      if (known === undefined) throw new Error(`the second evaluator does not have ${mutant.gives}`);
      return known.some(([facts, said]) => !saysTheSame(say(facts), said));
    },
  };
}
