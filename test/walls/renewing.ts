import assert from 'node:assert/strict';
import { askIn } from '../../src/audit/asking.ts';
import { runAuditCommand, sealHeads } from '../../src/audit/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import {
  openKeys,
  openSealedRecords,
  type RenewalNeeds,
  renewKeys,
} from '../../src/platform/crypto/index.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { openLog } from '../../src/platform/log.ts';
import { addressOf, ask } from '../start-up/rowan.ts';
import { insertCase, insertNote, insertOpening, insertPart, insertPerson } from './scene.ts';
import { makeUuid, quickClock, type World, writeAs } from './world.ts';

/** Longer than a key is remembered in this world, and what is begun with it then takes. */
const KNOWN_EVERYWHERE_MS = 2500;

export function needsOf({ data, worker }: Pick<World, 'data' | 'worker'>): RenewalNeeds {
  return {
    connection: { connectionString: addressOf(data, 'rowan_keeper', 'rowan_keys') },
    dataFolder: data,
    records: openSealedRecords(worker),
    clock: quickClock,
    tell: () => {},
    knownEverywhereMs: KNOWN_EVERYWHERE_MS,
  };
}

/** As the command does it, in a process that a story kills. */
export async function renewAlone(data: string, wait: string, ...owners: readonly string[]): Promise<void> {
  const log = openLog(systemClock, () => {});
  const worker = openDatabase({ connectionString: addressOf(data, 'rowan_worker') }, log);
  process.stdout.write('begun\n');
  await renewKeys({ ...needsOf({ data, worker }), knownEverywhereMs: Number(wait) }, { owners });
  await worker.close();
}

/** Renews keys while nobody else does anything. */
export function renewQuietly(world: World, owners: readonly string[], wait = 250) {
  return renewKeys({ ...needsOf(world), knownEverywhereMs: wait }, { owners });
}

/** Also while keys are renewed: the audit is as it was written. */
export async function verifyAudit(world: World): Promise<void> {
  const said: string[] = [];
  await sealHeads({ worker: world.worker, dataFolder: world.data });
  const status = await runAuditCommand(['verify'], {
    dataFolder: world.data,
    say: (line) => said.push(line),
    withDatabase: (work) => world.worker.withReferenceTx((tx) => work(askIn(tx))),
  });
  assert.equal(status, 0, said.join('\n'));
}

export const keysAt = ({ data }: World) => addressOf(data, 'rowan_administrator', 'rowan_keys');
export const readKeys = (world: World, owner: string) =>
  ask<{ key_id: string; stage: string }>(
    keysAt(world),
    'select key_id, stage from rowan_keys.data_key where owner_id = $1 order by made_at',
    [owner],
  );
/** As another process opens the keys. */
export const openElsewhere = ({ data }: World) =>
  openKeys({
    connection: { connectionString: addressOf(data, 'rowan_keeper', 'rowan_keys') },
    dataFolder: data,
    clock: systemClock,
    log: openLog(systemClock, () => {}),
  });

export type Furnished = Awaited<ReturnType<typeof furnish>>;

/** A case with a note and a person in it, whose words are sealed as Rowan does. */
export async function furnish(world: World) {
  const { leo, rosa } = world.staff;
  const [caseId, noteId, personId] = [makeUuid(), makeUuid(), makeUuid()];
  await world.keys.makeKeys([
    { kind: 'case', ownerId: caseId },
    { kind: 'person', ownerId: personId },
  ]);
  await writeAs(
    world,
    leo,
    insertCase(leo, caseId),
    insertPerson(leo, personId),
    insertPart(leo, caseId, personId),
    insertNote(leo, caseId, noteId),
  );
  await writeAs(world, rosa, insertOpening(rosa, caseId));
  return { caseId, noteId, personId };
}

export const notePlace = (noteId: string) => ({ table: 'note', column: 'body_cipher', row: noteId });

/** Past every wall and trigger: what stands there is put right, or wrong. */
export async function asAdministrator(world: World, statement: string, values: readonly unknown[] = []) {
  const client = await world.administrator.connect();
  try {
    await client.query(`set search_path = rowan, pg_temp; set session_replication_role = replica`);
    return (await client.query(statement, [...values])).rows;
  } finally {
    client.release(true);
  }
}

export async function writeSealed(world: World, noteId: string, cipher: Buffer) {
  await asAdministrator(world, 'update note set body_cipher = $2 where note_id = $1', [noteId, cipher]);
}
