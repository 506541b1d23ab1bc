import fs from 'node:fs';
import path from 'node:path';
import { BACKING_UP } from '../crypto/index.ts';
import type { Connection } from '../database/connection.ts';
import { withClient } from '../database/connection.ts';
import type { Contents } from './contents.ts';
import { dumpDatabase } from './dump.ts';

export interface BackUp {
  readonly folder: string;
  readonly records: Contents;
  readonly keys: Contents;
}

/**
 * Makes a back-up of both databases while Rowan serves. The keys come last: each record that is in it has its
 * key in it too, unless it was erased meanwhile. Back-ups that stand beside it keep their records and lose
 * their keys, so that what is erased is soon in no back-up; the newest keys open the older records.
 *
 * @param into a folder that holds back-ups and nothing else
 * @param recipient as age writes it: age1…
 */
export async function makeBackUp(
  from: { readonly records: Connection; readonly keys: Connection },
  { into, recipient, now }: { readonly into: string; readonly recipient: string; readonly now: Date },
): Promise<BackUp> {
  const folder = path.join(into, now.toISOString().replaceAll(':', '-').replace(/\.\d+/, ''));
  const making = `${folder}.making`;
  fs.mkdirSync(into, { recursive: true, mode: 0o700 });
  fs.rmSync(making, { recursive: true, force: true });
  const dump = (part: 'records' | 'keys', schema: string) =>
    dumpDatabase(from[part], { schema, folder: path.join(making, part), recipient });
  const { records, keys } = await withClient(from.keys, async (client) => {
    // Until the keys are in it too, no key of these records is destroyed because another took its place.
    await client.query('select pg_advisory_lock_shared($1)', [BACKING_UP]);
    return { records: await dump('records', 'rowan'), keys: await dump('keys', 'rowan_keys') };
  });
  fs.writeFileSync(path.join(making, ERASED), await listErased(from.keys), { mode: 0o600, flush: true });
  fs.renameSync(making, folder);
  for (const older of listBackUps(into).filter((each) => each < folder)) {
    fs.rmSync(path.join(older, 'keys'), { recursive: true, force: true });
  }
  return { folder, records, keys };
}

/** What was erased by then, by the ids of the things: whoever restores anything older erases it again. */
export const ERASED = 'erased.txt';

/** The back-ups of a folder, the oldest first. */
export function listBackUps(into: string): readonly string[] {
  const names = fs.readdirSync(into).filter((name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/.test(name));
  return names.sort().map((name) => path.join(into, name));
}

function listErased(keys: Connection): Promise<string> {
  return withClient(keys, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select owner_id as id from grave order by destroyed_at',
    );
    return rows.map(({ id }) => `${id}\n`).join('');
  });
}
