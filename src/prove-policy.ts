import { loadPolicies } from './pathway/packs/index.ts';
import { checkPolicy, diffPolicies, evaluateWithEngine, withSolver } from './pathway/proofs/index.ts';
import { systemClock } from './platform/clock.ts';

// Proves one policy of a folder, named by its content hash, or compares two, in a process of its own, and
// sends what it found to
// the one that started it. Nothing is left running when that one is gone.

process.on('disconnect', () => process.exit());
const [root, ...contentHashes] = process.argv.slice(2);
const { policies } = loadPolicies(root);
const [one, other] = contentHashes.map((contentHash) =>
  policies.find((loaded) => loaded.contentHash === contentHash),
);
const evaluate = evaluateWithEngine;
const { readMilliseconds } = systemClock;
if (one !== undefined && other !== undefined) {
  process.send?.(await withSolver((z3) => diffPolicies(one.policy, other.policy, { z3, evaluate })));
} else if (one !== undefined) {
  process.send?.(await withSolver((z3) => checkPolicy(one, { z3, evaluate, readMilliseconds })));
}
process.disconnect();
