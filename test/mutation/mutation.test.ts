/**
 * One thing of one rule is changed at a time, and some check of the repository must notice. What this does
 * not prove: that the sentences of a rule (`says`, and so the `because` of a result) or its citations are
 * right.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LoadedPolicy, loadPolicies } from '../../src/pathway/index.ts';
import { withSolver, type Z3 } from '../../src/pathway/proofs/z3.ts';
import { tabulate } from '../pathway/systematic.ts';
import type { Council } from '../second-evaluator/evaluate.ts';
import { type Mutant, makeMutants } from './change-rule.ts';
import { type Finding, weighMutant } from './equivalence.ts';
import { mutate } from './mutated.ts';
import { watchInvariants } from './watch-invariants.ts';
import { watchDraws, watchExamples, watchSituations, watchTables } from './watches.ts';

const councils: readonly Council[] = ['mansfield', 'ashfield'];
const { policies, problems } = loadPolicies();

interface Tally {
  readonly noticed: number;
  /** By each kind of check, whatever the others notice. */
  readonly by: ReadonlyMap<string, number>;
  readonly unnoticed: readonly { readonly mutant: Mutant; readonly finding: Finding }[];
}

async function tryMutants(council: Council, loaded: LoadedPolicy, z3: Z3): Promise<Tally> {
  const tabled = tabulate(council);
  const watches = [
    watchExamples(loaded),
    watchSituations(loaded),
    watchInvariants(loaded, tabled),
    watchDraws(loaded, tabled),
    watchTables(tabled),
  ];
  const by = new Map(watches.map(({ name }) => [name, 0]));
  const unnoticed: Tally['unnoticed'][number][] = [];
  const mutants = makeMutants(loaded.policy);
  for (const mutant of mutants) {
    const mutated = mutate(loaded, mutant);
    const noticing = watches.filter((watch) => watch.notices(mutated));
    for (const { name } of noticing) by.set(name, (by.get(name) ?? 0) + 1);
    if (noticing.length > 0) continue;
    const own = tabled.find(({ kind, id }) => kind === mutant.kind && id === mutant.gives);
    if (own === undefined) throw new Error(`the second evaluator does not have ${mutant.gives}`);
    unnoticed.push({ mutant, finding: await weighMutant(loaded, mutant, own, z3) });
  }
  return { noticed: mutants.length - unnoticed.length, by, unnoticed };
}

describe('a policy in which one thing is changed', () => {
  it('is noticed by some test or proof, whatever is changed', async (t) => {
    assert.deepEqual(problems, []);
    const tallies = await withSolver(async (z3) => {
      const tried: Tally[] = [];
      for (const council of councils) {
        const loaded = policies.find((policy) => policy.council === council);
        assert.ok(loaded !== undefined, `no policy of ${council} is loaded`);
        tried.push(await tryMutants(council, loaded, z3));
      }
      return tried;
    });
    for (const line of tell(tallies)) t.diagnostic(line);
    const missed = tallies.flatMap(({ unnoticed }) =>
      unnoticed.flatMap(({ mutant, finding }) =>
        finding.kind === 'missed'
          ? [`${mutant.gives}: "${mutant.of.name}": ${mutant.what}; it shows where ${finding.shown}`]
          : [],
      ),
    );
    assert.deepEqual(missed, [], 'a mutant shows in the advice, and no check fails');
  });
});

describe('a mutant that no check looks at', () => {
  for (const gives of ['explain-marac', 'record-sharing-decision', 'enforce-unsafely']) {
    it(`is told with a situation that shows it: ${gives}`, async () => {
      const [loaded] = policies;
      assert.ok(loaded !== undefined);
      const own = tabulate(loaded.council as Council).find(({ id }) => id === gives);
      const mutant = makeMutants(loaded.policy).find((one) => one.gives === gives);
      assert.ok(own !== undefined && mutant !== undefined);
      const finding = await withSolver((z3) => weighMutant(loaded, mutant, own, z3));
      assert.equal(finding.kind, 'missed');
      assert.match(finding.kind === 'missed' ? finding.shown : '', /^\{.*\}$/);
    });
  }
});

function tell(tallies: readonly Tally[]): string[] {
  const noticed = tallies.reduce((sum, tally) => sum + tally.noticed, 0);
  const found = (kind: Finding['kind']) =>
    tallies.flatMap(({ unnoticed }) => unnoticed).filter(({ finding }) => finding.kind === kind).length;
  const different = noticed + found('missed');
  const clauses = found('equivalent but for its clauses');
  const names = [...(tallies[0]?.by.keys() ?? [])];
  return [
    `mutants: ${write(noticed)} of ${write(different)} noticed ` +
      `(${write(found('equivalent') + clauses)} equivalent, proved; ` +
      `${write(clauses)} of these change only which clauses are named)`,
    ...names.map((name) => {
      const alone = tallies.reduce((sum, { by }) => sum + (by.get(name) ?? 0), 0);
      return `  ${name}: ${write(alone)}, ${((100 * alone) / different).toFixed(1)} %`;
    }),
  ];
}

function write(count: number): string {
  return count.toLocaleString('en-GB');
}
