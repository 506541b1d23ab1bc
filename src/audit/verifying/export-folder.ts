import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { finished } from 'node:stream/promises';
import { z } from 'zod';
import { readJson } from '../../platform/json.ts';
import { StartUpRefusal } from '../../platform/refusal.ts';
import { listSeals, OPEN_KEY_FILE, readSeal, writeSeal, writeWhole } from '../seals/seal-folder.ts';
import { type OpenKey, writeOpenKey } from '../seals/seal-key.ts';
import type { AuditSource, StoredRow } from './stored.ts';

const ROWS = 'rows.jsonl';
const SEALS = 'seals';

const bytes = z.base64().transform((text) => Buffer.from(text, 'base64'));
const rowShape = z.object({
  chain: z.string(),
  caseReference: z.string().nullable(),
  head: z.object({ seq: z.int(), hash: bytes }).nullable(),
  event: z
    .object({
      eventId: z.uuid(),
      organisationId: z.uuid(),
      seq: z.int(),
      previousHash: bytes,
      hash: bytes,
      caseId: z.uuid().nullable(),
      staffId: z.uuid().nullable(),
      actingAs: z.string(),
      verb: z.string(),
      reasonCommitment: bytes.nullable(),
      micros: z.int(),
      reference: z.string(),
      casesShown: z.array(z.uuid()),
    })
    .nullable(),
});

/**
 * Writes a whole audit into a folder, from which it can be verified without the database. It stands there
 * when it is whole, and not before.
 *
 * @throws StartUpRefusal where something is there already
 */
export async function writeExport(source: AuditSource, key: OpenKey, folder: string): Promise<void> {
  if (fs.existsSync(folder)) throw new StartUpRefusal(`${folder} is there already; name a new folder.`);
  const half = `${folder}.half`;
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true, mode: 0o700 });
  for await (const seal of source.seals()) writeSeal(path.join(half, SEALS), seal);
  const rows = fs.createWriteStream(path.join(half, ROWS), { mode: 0o600, flush: true });
  for await (const row of source.rows()) {
    if (!rows.write(`${JSON.stringify(row, writeBytes)}\n`)) await once(rows, 'drain');
  }
  rows.end();
  await finished(rows);
  writeWhole(path.join(half, OPEN_KEY_FILE), writeOpenKey(key));
  fs.renameSync(half, folder);
}

/** @throws StartUpRefusal for what is no export, and in reading, for a line that is no row */
export function readExport(folder: string): AuditSource {
  const file = path.join(folder, ROWS);
  if (!fs.existsSync(file))
    throw new StartUpRefusal(`${folder} is no export of an audit: it has no ${ROWS}.`);
  return {
    seals: function* () {
      const files = [...listSeals(path.join(folder, SEALS))].sort(([one], [other]) => one - other);
      for (const [number, each] of files) yield readSeal(number, each) ?? { number, note: '', heads: [] };
    },
    rows: async function* () {
      let place = 0;
      for await (const line of readline.createInterface({ input: fs.createReadStream(file) })) {
        place += 1;
        yield readRow(line, place);
      }
    },
  };
}

export const openKeyOf = (folder: string): string => path.join(folder, OPEN_KEY_FILE);

function readRow(line: string, place: number): StoredRow {
  const row = readJson(line, rowShape);
  if (row !== undefined) return row;
  throw new StartUpRefusal(`Line ${place} of ${ROWS} is not a row as it was exported: it was changed.`);
}

/** Bytes as base64; a buffer has become an object by the time that it comes here. */
function writeBytes(this: Record<string, unknown>, name: string, value: unknown): unknown {
  const own = this[name];
  return Buffer.isBuffer(own) ? own.toString('base64') : value;
}
