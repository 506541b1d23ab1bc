import { parseArgs } from 'node:util';
import {
  choosePolicy,
  describeProblem,
  type LoadedPolicies,
  type LoadedPolicy,
  listCouncils,
} from '../packs/index.ts';
import {
  checkPolicy,
  diffPolicies,
  evaluateWithEngine,
  type ProofReport,
  withSolver,
  writeDiff,
  writeReport,
} from '../proofs/index.ts';

/** What the proofs may touch of the terminal. */
export interface ProofLine {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Today, where the councils are: YYYY-MM-DD. */
  readonly today: string;
  /** Milliseconds that only ever grow. */
  readonly readMilliseconds: () => number;
}

const policyCheckUsage = 'rowan policy check [council, or council@version, …] [--json]';
const policyDiffUsage = 'rowan policy diff <council[@version]> <council[@version]> [--json]';

/**
 * `rowan policy check`: proves every version of every council named, or of all.
 *
 * @returns the exit status: 0 when everything is proved, 1 when something is not, 2 for what cannot be read
 */
export async function runPolicyCheck(
  args: readonly string[],
  load: () => LoadedPolicies,
  line: ProofLine,
): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') return refuse(line, [asked, policyCheckUsage]);
  const loaded = load();
  const problems = loaded.problems.map(describeProblem);
  if (problems.length > 0 && !asked.json) return refuse(line, problems);
  const chosen: LoadedPolicy[] = [];
  for (const name of asked.names) {
    const named = loaded.policies.filter(({ council, version }) =>
      [council, `${council}@${version}`].includes(name),
    );
    if (named.length === 0 && problems.length === 0) return refuse(line, [describeMissing(name, loaded)]);
    chosen.push(...named);
  }
  const reports = await proveAll(asked.names.length === 0 ? loaded.policies : chosen, line, asked.json);
  if (asked.json) line.out(`${JSON.stringify({ problems, reports }, null, 2)}\n`);
  return problems.length === 0 && reports.every(({ failed }) => failed === 0) ? 0 : 1;
}

async function proveAll(
  policies: readonly LoadedPolicy[],
  line: ProofLine,
  asJson: boolean,
): Promise<ProofReport[]> {
  const reports: ProofReport[] = [];
  for (const policy of policies) {
    const report = await provePolicy(policy, line.readMilliseconds);
    if (!asJson) line.out(`${writeReport(report, policy.policy.name)}\n`);
    reports.push(report);
  }
  return reports;
}

/** Everything that is to be proved of one version of a council's policy, with a solver of its own. */
function provePolicy(policy: LoadedPolicy, readMilliseconds: () => number): Promise<ProofReport> {
  return withSolver((z3) => checkPolicy(policy, { z3, evaluate: evaluateWithEngine, readMilliseconds }));
}

/**
 * `rowan policy diff`: what changes between two councils, or two versions.
 *
 * @returns the exit status: 0, whether or not they differ, or 2 for what cannot be read
 */
export async function runPolicyDiff(
  args: readonly string[],
  load: () => LoadedPolicies,
  line: ProofLine,
): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') return refuse(line, [asked, policyDiffUsage]);
  const [first, second, ...more] = asked.names;
  if (first === undefined || second === undefined || more.length > 0) {
    return refuse(line, ['two policies are compared', policyDiffUsage]);
  }
  const loaded = load();
  if (loaded.problems.length > 0) return refuse(line, loaded.problems.map(describeProblem));
  const [a, b] = [findOne(first, loaded, line.today), findOne(second, loaded, line.today)];
  if (typeof a === 'string') return refuse(line, [a]);
  if (typeof b === 'string') return refuse(line, [b]);
  const diff = await withSolver((z3) =>
    diffPolicies(a.policy, b.policy, { z3, evaluate: evaluateWithEngine }),
  );
  line.out(asked.json ? `${JSON.stringify(diff, null, 2)}\n` : writeDiff(diff, a.policy, b.policy));
  return 0;
}

/** A version that is named, or the one in force today; otherwise a sentence. */
function findOne(name: string, loaded: LoadedPolicies, today: string): LoadedPolicy | string {
  const [council = '', version] = name.split('@');
  if (version === undefined) {
    const chosen = choosePolicy(loaded, council, today);
    return chosen.ok ? chosen.policy : chosen.message;
  }
  const found = loaded.policies.find((policy) => policy.council === council && policy.version === version);
  return found ?? describeMissing(name, loaded);
}

function describeMissing(name: string, { policies }: LoadedPolicies): string {
  const [council] = name.split('@');
  const versions = policies.filter((policy) => policy.council === council).map(({ version }) => version);
  if (versions.length > 0) return `there is no "${name}"; ${council} has: ${versions.join(', ')}`;
  return `there is no council "${council}"; there is: ${listCouncils(policies).join(', ')}`;
}

function readArguments(args: readonly string[]): { names: string[]; json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' } },
      strict: true,
      allowPositionals: true,
    });
    return { names: positionals, json: values.json === true };
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

function refuse(line: ProofLine, sentences: readonly string[]): number {
  for (const sentence of sentences) line.err(`${sentence}\n`);
  return 2;
}
