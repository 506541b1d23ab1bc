import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedPolicies, loadPolicies } from '../src/pathway/index.ts';

const policies = fileURLToPath(new URL('../policies', import.meta.url));
const fictional = fileURLToPath(new URL('packs', import.meta.url));
const shared = ['core.yaml', 'baseline.yaml', 'baseline-clauses.yaml'];

/** The fictional councils, over the core and the baseline that every council has. */
export function loadFictionalCouncils(): LoadedPolicies {
  const root = mkdtempSync(join(tmpdir(), 'fictional-councils-'));
  try {
    for (const file of shared) cpSync(join(policies, file), join(root, file));
    cpSync(fictional, root, { recursive: true });
    const loaded = loadPolicies(root);
    const [problem] = loaded.problems;
    if (problem !== undefined) throw new Error(`${problem.file}, line ${problem.line}: ${problem.message}`);
    return loaded;
  } finally {
    rmSync(root, { recursive: true });
  }
}
