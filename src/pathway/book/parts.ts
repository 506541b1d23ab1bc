import type { LoadedPolicies } from '../packs/index.ts';
import { readSharedFiles } from '../packs/load-pack.ts';

/** The parts of Rowan that a clause may wait for, by their names in the core: "Case notes". */
export function readParts({ root }: LoadedPolicies): ReadonlyMap<string, string> {
  const parts = readSharedFiles(root).core.parsed?.parts ?? {};
  return new Map(Object.entries(parts).map(([id, { label }]) => [id, label]));
}
