import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { loadPolicies, shippedPolicies } from '../src/pathway/index.ts';
import { alternate, compare, type Measurement } from './measure.ts';

/** Reading, checking and compiling every pack, each example tried, beside reading their YAML alone. */
export async function measureLoading(): Promise<Measurement[]> {
  const times = await alternate(5, () => loadPolicies(), readYaml);
  return compare('all packs loaded, each example tried', 'the YAML alone', times);
}

function readYaml(): unknown[] {
  return readdirSync(shippedPolicies, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => parseDocument(readFileSync(join(shippedPolicies, file), 'utf8')).toJS());
}
