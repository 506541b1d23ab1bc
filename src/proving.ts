import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { LoadedPolicy } from './pathway/packs/index.ts';
import type { ProofReport } from './pathway/proofs/index.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database/index.ts';
import { describeDefect, type Log } from './platform/log.ts';
import { readLatestProofs, recordPolicyVersions, storeProof } from './policy-library/index.ts';

export interface ProvingOptions {
  readonly policies: readonly LoadedPolicy[];
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Proving {
  /** Whether a policy, by its content hash, is being proved or waits its turn. */
  isProving(contentHash: string): boolean;
  /**
   * Keeps which versions are loaded, and proves every policy that was never proved, one after another,
   * beside the
   * server and behind it. Ends when all are done or it is stopped; what goes wrong is logged, and tried
   * again at the
   * next start.
   */
  run(): Promise<void>;
  /** Ends the proof that is under way, and begins no other. */
  stop(): Promise<void>;
}

/** Prepares the proofs. Nothing runs yet. */
export function prepareProving(options: ProvingOptions): Proving {
  const { database, log } = options;
  const waiting = new Set<string>();
  const stopped = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const proveAll = async () => {
    if (stopped.signal.aborted) return;
    await recordPolicyVersions(database, options.policies);
    const proofs = await readLatestProofs(database);
    const unproved = options.policies.filter(({ contentHash }) => proofs?.has(contentHash) === false);
    for (const { contentHash } of unproved) waiting.add(contentHash);
    for (const policy of unproved) {
      if (stopped.signal.aborted) return;
      await proveOne(policy, options, stopped.signal);
      waiting.delete(policy.contentHash);
    }
  };
  return {
    isProving: (contentHash) => waiting.has(contentHash),
    run() {
      running = proveAll()
        .catch((error: unknown) => log.alarm('policy.proving-failed', describeDefect(error)))
        .finally(() => waiting.clear());
      return running;
    },
    stop() {
      stopped.abort();
      return running;
    },
  };
}

async function proveOne(
  { council, contentHash }: LoadedPolicy,
  { database, clock, log }: ProvingOptions,
  signal: AbortSignal,
): Promise<void> {
  const report = await proveBeside(contentHash, signal);
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

/** Nothing where the proof ended without a report. The environment, with its passwords, stays here. */
function proveBeside(contentHash: string, signal: AbortSignal): Promise<ProofReport | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<ProofReport | undefined>();
  const program = fileURLToPath(new URL('./prove-policy.ts', import.meta.url));
  const child = fork(program, [contentHash], { env: {}, execArgv: [], stdio: 'ignore', signal });
  giveWay(child);
  let report: ProofReport | undefined;
  child.once('message', (message) => {
    report = message as ProofReport;
  });
  child.once('error', (error) => (signal.aborted ? resolve(undefined) : reject(error)));
  child.once('exit', () => resolve(report));
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
