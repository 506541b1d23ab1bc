import { type Fact, joinInWords, type Policy } from '../engine/index.ts';
import type { ProofReport } from './check.ts';
import type { PolicyDiff, Showing, Side } from './diff.ts';
import { describeOutcome, describeSituation } from './in-words.ts';

const count = (number: number | bigint) => number.toLocaleString('en-GB');

/** What was proved of a policy, for a person. */
export function writeReport(report: ProofReport, name: string): string {
  const { invariants, invariantsProved, claims, claimsSampled, failures } = report;
  const sampled =
    claimsSampled === 0
      ? []
      : [
          `Too many situations to go through for ${count(claimsSampled)} of them: ` +
            `there the engine was tried on ${count(report.situationsSampled)} random ones.`,
        ];
  const combinations = count(BigInt(report.combinations));
  const lines = [
    `${count(report.rules)} rules. ${count(invariantsProved)} of ${count(invariants)} invariants proved.`,
    `${count(claims)} proofs in all, each by the solver over every one of ${combinations} situations,`,
    `and again with the engine: ${count(report.situationsEnumerated)} situations gone through.`,
    ...sampled,
    report.agreed
      ? 'The two ways of proving agree.'
      : 'The two ways of proving do not agree: one of them has a defect.',
    `${report.seconds.toFixed(1)} seconds.`,
    ...(failures.length === 0 ? [] : [`${count(failures.length)} of them failed:`]),
    ...failures.map(({ sentence }) => `- ${sentence}`),
  ];
  return [`${name}, ${report.policyVersion}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

const kinds = {
  presence: 'whether it is there',
  strength: 'how strongly',
  who: 'who',
  to: 'to whom',
  by: 'by when',
  consent: 'consent',
  basis: 'the basis',
  possible: 'whether it is possible',
};

/** What two policies do not have in common, for a person. */
export function writeDiff(diff: PolicyDiff, a: Policy, b: Policy): string {
  const { same, differ } = diff;
  const facts = [...new Map([...b.facts, ...a.facts].map((fact) => [fact.id, fact])).values()];
  const ordered = orderFacts(facts, a, b);
  const names = nameSides(diff);
  const told = differ.map(({ id, gives, showings }) => {
    const situations = showings.flatMap((showing) => writeShowing(showing, gives, ordered, names));
    return [`${id}${gives === 'never' ? ' (never)' : ''}`, ...situations, ''].join('\n');
  });
  const ending = [
    `The same in every situation: ${joinInWords(same.map(({ id }) => id)) || 'nothing'}.`,
    ...tellOwn(diff.a, names[0]),
    ...tellOwn(diff.b, names[1]),
  ];
  const title = `${diff.a.council}, ${diff.a.policyVersion}; and ${diff.b.council}, ${diff.b.policyVersion}`;
  const summary = `${count(differ.length)} differ, ${count(same.length)} are proved the same.`;
  return [title, summary, '', ...told, ...ending, ''].join('\n');
}

function orderFacts(facts: readonly Fact[], a: Policy, b: Policy): Pick<Policy, 'facts'> {
  const order = [...a.facts, ...b.facts].map(({ id }) => id);
  return { facts: facts.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id)) };
}

/** A council's name says enough, unless two of its versions are compared. */
function nameSides({ a, b }: PolicyDiff): [string, string] {
  if (a.council !== b.council) return [a.council, b.council];
  return [a.policyVersion, b.policyVersion];
}

function writeShowing(
  { facts, differs, a, b }: Showing,
  gives: 'action' | 'never',
  policy: Pick<Policy, 'facts'>,
  [first, second]: [string, string],
): string[] {
  const tell = (outcome: Showing['a']) =>
    gives === 'never' && outcome.standing !== 'yes' ? 'is not listed' : describeOutcome(outcome);
  const what = joinInWords(differs.map((kind) => kinds[kind]));
  return [
    `  ${what}: where ${describeSituation(policy, facts)},`,
    `    ${first}: it ${tell(a)}`,
    `    ${second}: it ${tell(b)}`,
  ];
}

function tellOwn({ ownFacts, ownValues }: Side, name: string): string[] {
  return [
    ...(ownFacts.length === 0 ? [] : [`Only ${name} asks about: ${joinInWords(ownFacts)}.`]),
    ...(ownValues.length === 0 ? [] : [`Only ${name} has, and not compared: ${joinInWords(ownValues)}.`]),
  ];
}
