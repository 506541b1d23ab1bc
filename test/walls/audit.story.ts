import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Ask, askIn } from '../../src/audit/asking.ts';
import { recordEvent, runAuditCommand, sealHeads } from '../../src/audit/index.ts';
import { sha256 } from '../../src/audit/seals/merkle.ts';
import { listSeals, readSeal, sealFolder } from '../../src/audit/seals/seal-folder.ts';
import { writeHead } from '../../src/audit/seals/seal-note.ts';
import { hashEvent } from '../../src/audit/verifying/hash-event.ts';
import { readDatabase } from '../../src/audit/verifying/read-database.ts';
import type { StoredEvent, StoredRow } from '../../src/audit/verifying/stored.ts';
import type { ActTx } from '../../src/platform/database/index.ts';
import { fc } from '../property.ts';
import { insertNote } from './scene.ts';
import { given } from './stage.ts';
import { isNamed, listSpots, type Spot, tamperAndVerify, tampers, verifyHere } from './tampering.ts';
import { makeUuid, reference, type World } from './world.ts';

/** Not proved here: that nobody with the whole server in hand rewrites everything; the seals are for that. */
describe('the audit', () => {
  test('is written with the act, says who, by which relation, and stands in its chain', async () => {
    const { world, scene } = given();
    const { caseId } = scene.case;
    const noteId = makeUuid();
    await actAs(world, 'leo', caseId, (tx) => note(world, tx, caseId, noteId));
    const last = await readLast(world, `case:${caseId}`);
    assert.equal(last?.verb, 'note.written');
    assert.equal(last?.actingAs, 'lead');
    assert.equal(last?.staffId, world.staff.leo.staffId);
    assert.equal(last?.caseId, caseId);
    await actAs(world, 'cleo', caseId, async () => {});
    assert.equal((await readLast(world, `case:${caseId}`))?.actingAs, 'lead, covering');
  });

  test('that cannot be written undoes the act', async () => {
    const { world, scene } = given();
    const { caseId } = scene.case;
    const noteId = makeUuid();
    const foreign = world.database.actAs(
      world.staff.leo.staffId,
      (tx) => recordEvent(tx, { verb: 'note.written', caseId: makeUuid(), reference }),
      (tx) => note(world, tx, caseId, noteId),
    );
    await assert.rejects(foreign, { code: '42501' });
    assert.equal(await countNotes(world, noteId), 0);
  });

  test('has no act without an actor', async () => {
    const { world } = given();
    for (const staffId of [makeUuid(), '']) {
      const act = world.database.actAs(
        staffId as typeof world.staff.leo.staffId,
        (tx) => recordEvent(tx, { verb: 'home.shown', reference }),
        async () => {},
      );
      await assert.rejects(act, { code: '42501' });
    }
  });

  test('is chained: every hash is that of its row and of the one before it, without a gap', async () => {
    const { world } = given();
    await writeAtOnce(world, given().scene.case.caseId);
    const rows = await readRows(world);
    assert.ok(rows.length > 30);
    const heads = new Map<string, StoredRow['head']>();
    for (const { chain, event } of rows) {
      assert.ok(event);
      const before = heads.get(chain) ?? { seq: 0, hash: sha256(chain) };
      assert.equal(event.seq, before.seq + 1, `a gap in ${chain}`);
      assert.deepEqual(event.previousHash, before.hash, `${chain} ${event.seq}`);
      assert.deepEqual(event.hash, hashEvent(chain, event), `${chain} ${event.seq}`);
      heads.set(chain, { seq: event.seq, hash: event.hash });
    }
    assert.deepEqual(new Map(rows.map(({ chain, head }) => [chain, head])), heads);
  });

  test('shows by its hash when a single field is changed', async () => {
    const [row] = await readRows(given().world);
    assert.ok(row?.event);
    const { chain, event } = row;
    const changes: Partial<StoredEvent>[] = [
      { verb: 'note.read' },
      { actingAs: 'team' },
      { reference: 'OTHER' },
      { micros: event.micros + 1 },
      { staffId: null },
      { casesShown: [event.eventId] },
      { reasonCommitment: Buffer.alloc(32) },
    ];
    for (const change of changes)
      assert.notDeepEqual(hashEvent(chain, { ...event, ...change }), event.hash, Object.keys(change)[0]);
  });
});

/** Not proved here: what somebody writes anew before a seal was made and copied elsewhere. */
describe('the seals of the audit', () => {
  const folders = () => {
    const seals = sealFolder(given().world.data);
    return { seals, key: path.join(seals, 'public-key.pem') };
  };
  const spots: Spot[] = [];

  before(async () => {
    const { world, scene } = given();
    const needs = { worker: world.worker, dataFolder: world.data };
    assert.equal(await sealHeads(needs), 1);
    assert.equal(await sealHeads(needs), 0, 'nothing has happened since');
    for (const { caseId } of [scene.case, scene.concern])
      for (let times = 0; times < 6; times += 1) await actAs(world, 'rosa', caseId, async () => {});
    assert.equal(await sealHeads(needs), 1);
    spots.push(...(await listSpots(world)));
  });

  test('are files that their owner alone reads, without a name of anybody in them', () => {
    const { data } = given().world;
    assert.equal(fs.statSync(path.join(data, 'seal.key')).mode & 0o777, 0o600);
    const files = [...listSeals(folders().seals).values()];
    assert.equal(files.length, 2);
    for (const file of files) {
      assert.equal(fs.statSync(file).mode & 0o777, 0o600);
      assert.match(path.relative(data, file), /^audit-seals\/[\d-]{10}\/seal-\d{9}\.txt$/);
      for (const line of (readSeal(1, file)?.heads ?? []).map(writeHead))
        assert.match(line, /^(case|staff|organisation):[\da-f-]+ \d+ \S{44}$/);
    }
  });

  test('say that all is as it was written, by the command too, and without a database', async () => {
    const { world } = given();
    assert.deepEqual(await verifyHere(world.administrator, folders()), []);
    const said: string[] = [];
    const needs = {
      dataFolder: world.data,
      say: (line: string) => said.push(line),
      withDatabase: <Value>(work: (ask: Ask) => Promise<Value>) =>
        world.worker.withReferenceTx((tx) => work(askIn(tx))),
    };
    assert.equal(await runAuditCommand(['verify'], needs), 0, said.join('\n'));
    const folder = path.join(world.data, 'exported');
    assert.equal(await runAuditCommand(['export', folder], needs), 0);
    const offline = { ...needs, dataFolder: '/nowhere', withDatabase: () => assert.fail('no database') };
    assert.equal(await runAuditCommand(['verify', folder], offline), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', /^As it was written: \d+ rows in \d+ chains, 2 seals\. Sealed until /);
    assert.equal(await runAuditCommand(['verify', folder, 'more'], offline), 2);
    await verifyChangedExport(
      folder,
      async () => void (await runAuditCommand(['verify', folder], offline)),
      said,
    );
  });

  for (const [name, tamper] of Object.entries(tampers))
    test(`name what was done by whoever holds the server: ${name}`, async () => {
      const random = fc.sample(fc.constantFrom(...spots), 4);
      for (const spot of random) {
        const { named, faults } = await tamperAndVerify(given().world, tamper, spot, folders());
        assert.ok(isNamed(spot, named, faults), JSON.stringify({ spot, named, faults }));
      }
    });

  test('stop the sealing when the database is older than they are, or the key is gone', async () => {
    const { world } = given();
    const file = [...listSeals(folders().seals).values()].at(-1);
    assert.ok(file);
    const needs = { worker: world.worker, dataFolder: world.data };
    const newer = file.replace('seal-00000000', 'seal-00000009');
    fs.copyFileSync(file, newer);
    await assert.rejects(sealHeads(needs), /older than the folder/);
    fs.rmSync(newer);
    const key = path.join(world.data, 'seal.key');
    fs.renameSync(key, `${key}.away`);
    await actAs(world, 'rosa', given().scene.case.caseId, async () => {});
    await assert.rejects(sealHeads(needs), /seal\.key is missing; put the file back/);
    fs.renameSync(`${key}.away`, key);
    fs.chmodSync(key, 0o644);
    await assert.rejects(sealHeads(needs), /may be read by others/);
    fs.chmodSync(key, 0o600);
    assert.equal(await sealHeads(needs), 1);
  });
});

/** Lines of an export that were changed, taken out, doubled, or changed about. */
async function verifyChangedExport(
  folder: string,
  verify: () => Promise<void>,
  said: string[],
): Promise<void> {
  const file = path.join(folder, 'rows.jsonl');
  const whole = fs.readFileSync(file, 'utf8');
  const lines = whole.trimEnd().split('\n');
  const place = lines.findIndex((line) => line.includes('"seq":3,') && line.includes('"case:'));
  const [one = '', other = ''] = lines.slice(place);
  const changes: readonly (readonly [readonly string[], RegExp])[] = [
    [[one.replace(/"verb":"[^"]*"/, '"verb":"home.shown"'), other], /^Case \d{6}: row 3 was changed/],
    [[other], /^Case \d{6}: row 3 was removed between others/],
    [[one, one, other], /^Case \d{6}: row 3 stands there twice/],
    [[other, one], /^Case \d{6}: row 3 is out of its order/],
  ];
  for (const [instead, says] of changes) {
    fs.writeFileSync(file, `${lines.toSpliced(place, 2, ...instead).join('\n')}\n`);
    said.length = 0;
    await verify();
    assert.match(said[0] ?? '', says);
    assert.match(said.at(-1) ?? '', /^NOT as it was written: 1 faults? above/);
  }
  fs.writeFileSync(file, whole);
}

async function readRows({ administrator }: World): Promise<readonly StoredRow[]> {
  const ask: Ask = async (statement, values) => (await administrator.query(statement, [...values])).rows;
  const rows: StoredRow[] = [];
  for await (const row of readDatabase(ask).rows()) rows.push(row);
  return rows;
}

async function readLast(world: World, chain: string): Promise<StoredEvent | null | undefined> {
  return (await readRows(world)).findLast((row) => row.chain === chain)?.event;
}

async function note(world: World, tx: ActTx, caseId: string, noteId: string): Promise<void> {
  await sql.raw(insertNote(world.staff.leo, caseId, noteId)).execute(tx);
}

function actAs(
  { database, staff }: World,
  who: 'leo' | 'cleo' | 'rosa',
  caseId: string,
  act: (tx: ActTx) => Promise<void>,
) {
  const record = (tx: ActTx) => recordEvent(tx, { verb: 'note.written', caseId, reference });
  return database.actAs(staff[who].staffId, record, act);
}

/** Twenty at once on one case, as a busy morning would. */
async function writeAtOnce(world: World, caseId: string): Promise<void> {
  await Promise.all(Array.from({ length: 20 }, () => actAs(world, 'leo', caseId, async () => {})));
}

async function countNotes({ administrator }: World, noteId: string): Promise<number> {
  const { rowCount } = await administrator.query('select from rowan.note where note_id = $1', [noteId]);
  return rowCount ?? 0;
}
