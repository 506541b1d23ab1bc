import { loadPolicies } from './pathway/packs/index.ts';
import { checkPolicy, evaluateWithEngine, withSolver } from './pathway/proofs/index.ts';
import { systemClock } from './platform/clock.ts';

// Proves one policy, named by its content hash, in a process of its own, and sends what it found to the one that
// started it. Nothing is left running when that one is gone.

process.on('disconnect', () => process.exit());
const [contentHash] = process.argv.slice(2);
const policy = loadPolicies().policies.find((loaded) => loaded.contentHash === contentHash);
if (policy !== undefined) {
  const { readMilliseconds } = systemClock;
  const tools = { evaluate: evaluateWithEngine, readMilliseconds };
  process.send?.(await withSolver((z3) => checkPolicy(policy, { ...tools, z3 })));
}
process.disconnect();
