import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type LoadedPolicies, loadPolicies } from '../../src/pathway/index.ts';
import { describeProblem } from '../../src/pathway/packs/index.ts';

const policies = fileURLToPath(new URL('../../policies', import.meta.url));
const fictional = fileURLToPath(new URL('../packs', import.meta.url));
const bad = join(fictional, 'bad');

/** One thing done to a folder of sound policies. Paths are from there; `copy` names a fictional council. */
type Change =
  | { in: string; replace: string; with: string }
  | { write: string; text: string }
  | { remove: string }
  | { copy: string; to: string };

/** One mistake that a policy owner might make, and everything that they are then told, word for word. */
export interface Mistake {
  readonly name: string;
  readonly mistake: string;
  readonly changes: readonly Change[];
  readonly says: readonly string[];
}

/** Every fixture of test/packs/bad, or of a folder in it. */
export function readMistakes(folder = '.'): Mistake[] {
  return readdirSync(join(bad, folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => ({
      name: file.replace('.yaml', ''),
      ...parse(readFileSync(join(bad, folder, file), 'utf8')),
    }));
}

/** Core, baseline and Exampleshire's pack once they are changed. */
export function loadChanged({ changes }: Pick<Mistake, 'changes'>): LoadedPolicies {
  const root = mkdtempSync(join(tmpdir(), 'bad-pack-'));
  try {
    for (const file of ['core.yaml', 'baseline.yaml', 'baseline-clauses.yaml'])
      cpSync(join(policies, file), join(root, file));
    cpSync(join(fictional, 'exampleshire'), join(root, 'exampleshire'), { recursive: true });
    for (const change of changes) apply(change, root);
    return loadPolicies(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What is said of them. */
export function makeMistake(mistake: Pick<Mistake, 'changes'>): string[] {
  return loadChanged(mistake).problems.map(describeProblem);
}

function apply(change: Change, root: string): void {
  if ('remove' in change) rmSync(join(root, change.remove));
  else if ('write' in change) writeFileSync(join(root, change.write), change.text);
  else if ('copy' in change) cpSync(join(fictional, change.copy), join(root, change.to), { recursive: true });
  else {
    const path = join(root, change.in);
    const parts = readFileSync(path, 'utf8').split(change.replace);
    if (parts.length !== 2)
      throw new Error(`${change.in} has ${parts.length - 1} places like this: ${change.replace}`);
    writeFileSync(path, parts.join(change.with));
  }
}
