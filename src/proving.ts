import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { LoadedPolicies, LoadedPolicy } from './pathway/packs/index.ts';
import type { PolicyDiff, ProofReport } from './pathway/proofs/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/index.ts';
import { describeDefect, type Log } from './platform/log.ts';
import { readLatestProofs, recordPolicyVersions, storeProof } from './policy-library/index.ts';

export interface ProvingOptions {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Proving {
  /** Whether a policy, by its content hash, is being proved or waits its turn. */
  isProving(contentHash: string): boolean;
  /**
   * What two policies do not have in common. Undefined while it is not known: to ask is to have it found
   * out, in a few seconds and once for as long as Rowan runs.
   */
  findDiff(one: string, other: string): PolicyDiff | undefined;
  /**
   * Keeps which versions are loaded, and proves every policy that was never proved, one after another,
   * beside the server and behind it. Ends when all are done or it is stopped; what goes wrong is logged,
   * and tried again at the next start.
   */
  run(): Promise<void>;
  /** Ends what is under way, and begins no other. */
  stop(): Promise<void>;
}

/** Prepares the proofs. Nothing runs yet. */
export function prepareProving(options: ProvingOptions): Proving {
  const { database, log } = options;
  const { root, policies } = options.policies;
  const waiting = new Set<string>();
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const proveAll = async () => {
    if (stopped.signal.aborted) return;
    await recordPolicyVersions(database, policies);
    const proofs = await readLatestProofs(database);
    const unproved = policies.filter(({ contentHash }) => proofs?.has(contentHash) === false);
    for (const { contentHash } of unproved) waiting.add(contentHash);
    for (const policy of unproved) {
      if (stopped.signal.aborted) return;
      await proveOne(policy, options, stopped.signal);
      waiting.delete(policy.contentHash);
    }
  };
  const comparisons = prepareComparisons(root, log, stopped.signal);
  return {
    isProving: (contentHash) => waiting.has(contentHash),
    findDiff: comparisons.find,
    run() {
      running = proveAll()
        .catch((error: unknown) => log.alarm('policy.proving-failed', describeDefect(error)))
        .finally(() => waiting.clear());
      return running;
    },
    async stop() {
      stopped.abort();
      await Promise.all([running, comparisons.finish()]);
    },
  };
}

/** One comparison after another, each when it is first asked for. */
function prepareComparisons(
  root: string,
  log: Log,
  signal: AbortSignal,
): { find: Proving['findDiff']; finish: () => Promise<void> } {
  const found = new Map<string, PolicyDiff>();
  const asked = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  const compare = async (one: string, other: string, pair: string) => {
    const diff = signal.aborted ? undefined : await workBeside<PolicyDiff>([root, one, other], signal);
    if (diff === undefined) asked.delete(pair);
    else found.set(pair, diff);
  };
  const find = (one: string, other: string) => {
    const pair = `${one} ${other}`;
    if (!asked.has(pair)) {
      asked.add(pair);
      queue = queue
        .then(() => compare(one, other, pair))
        .catch((error: unknown) => log.alarm('policy.comparing-failed', describeDefect(error)));
    }
    return found.get(pair);
  };
  return { find, finish: () => queue };
}

async function proveOne(
  { council, contentHash }: LoadedPolicy,
  { policies, database, clock, log }: ProvingOptions,
  signal: AbortSignal,
): Promise<void> {
  const report = await workBeside<ProofReport>([policies.root, contentHash], signal);
  if (signal.aborted) return;
  if (report === undefined) {
    log.alarm('policy.proof-not-finished', { council });
    return;
  }
  await storeProof(database, { contentHash, report, finishedAt: clock.now() });
  const { failed, seconds } = report;
  log.info('policy.proved', { council, failed, seconds });
  if (failed > 0) log.alarm('policy.does-not-hold', { council, failed });
}

/**
 * What `prove-policy.ts` sends for one policy, or for two; undefined where it ended without. The
 * environment, with its passwords, stays here.
 */
function workBeside<Result>(
  rootAndHashes: readonly string[],
  signal: AbortSignal,
): Promise<Result | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<Result | undefined>();
  const program = fileURLToPath(new URL('./prove-policy.ts', import.meta.url));
  const child = fork(program, [...rootAndHashes], { env: {}, execArgv: [], stdio: 'ignore', signal });
  giveWay(child);
  let result: Result | undefined;
  child.once('message', (message) => {
    result = message as Result;
  });
  child.once('error', (error) => (signal.aborted ? resolve(undefined) : reject(error)));
  child.once('exit', () => resolve(result));
  return promise;
}

/**
 * Whoever asks for advice comes first. Where the system does not let us say so, the proof runs all the
 * same.
 */
function giveWay({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
