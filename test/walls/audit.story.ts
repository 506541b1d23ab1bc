import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { recordEvent } from '../../src/audit/index.ts';
import type { ActTx } from '../../src/platform/database/index.ts';
import { insertNote } from './scene.ts';
import { given } from './stage.ts';
import { makeUuid, reference, type World } from './world.ts';

interface EventRow {
  readonly event_id: string;
  readonly organisation_id: string;
  readonly chain: string;
  readonly seq: string;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly case_id: string | null;
  readonly staff_id: string | null;
  readonly acting_as: string;
  readonly verb: string;
  readonly reason_commitment: Buffer | null;
  readonly micros: string;
  readonly reference: string;
  readonly cases_shown: readonly string[];
}

/** Not proved here: that nobody with the whole server in hand rewrites everything; the seals are for that. */
describe('the audit', () => {
  test('is written with the act, says who, by which relation, and stands in its chain', async () => {
    const { world, scene } = given();
    const { caseId } = scene.case;
    const noteId = makeUuid();
    await actAs(world, 'leo', caseId, (tx) => note(world, tx, caseId, noteId));
    const [last] = (await readEvents(world)).filter(({ case_id }) => case_id === caseId).slice(-1);
    assert.equal(last?.verb, 'note.written');
    assert.equal(last?.acting_as, 'lead');
    assert.equal(last?.staff_id, world.staff.leo.staffId);
    assert.equal(last?.chain, `case:${caseId}`);
    await actAs(world, 'cleo', caseId, async () => {});
    const [cover] = (await readEvents(world)).filter(({ case_id }) => case_id === caseId).slice(-1);
    assert.equal(cover?.acting_as, 'lead, covering');
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
    const events = await readEvents(world);
    assert.ok(events.length > 30);
    const heads = new Map<string, { seq: number; hash: Buffer }>();
    for (const event of events) {
      const before = heads.get(event.chain) ?? { seq: 0, hash: sha256(Buffer.from(event.chain)) };
      assert.equal(Number(event.seq), before.seq + 1, `a gap in ${event.chain}`);
      assert.deepEqual(event.previous_hash, before.hash, `${event.chain} ${event.seq}`);
      assert.deepEqual(event.hash, hashEvent(event), `${event.chain} ${event.seq}`);
      heads.set(event.chain, { seq: Number(event.seq), hash: event.hash });
    }
    const { rows } = await world.administrator.query('select chain, seq, hash from rowan.audit_head');
    const kept = new Map(rows.map(({ chain, seq, hash }) => [chain, { seq: Number(seq), hash }]));
    assert.deepEqual(kept, heads);
  });

  test('shows by its hash when a single field is changed', async () => {
    const [event] = await readEvents(given().world);
    assert.ok(event);
    const changes: Partial<EventRow>[] = [
      { verb: 'note.read' },
      { acting_as: 'team' },
      { reference: 'OTHER' },
      { micros: String(BigInt(event.micros) + 1n) },
      { staff_id: null },
      { cases_shown: [event.event_id] },
      { reason_commitment: Buffer.alloc(32) },
    ];
    for (const change of changes) {
      assert.notDeepEqual(hashEvent({ ...event, ...change }), event.hash, Object.keys(change)[0]);
    }
  });
});

/** The hash as docs and migrations/0009-sessions.sql state it, written a second time. */
function hashEvent(event: EventRow): Buffer {
  const fields: (Buffer | null)[] = [
    uuidBytes(event.event_id),
    uuidBytes(event.organisation_id),
    Buffer.from(event.chain),
    bigBytes(BigInt(event.seq)),
    event.previous_hash,
    event.case_id === null ? null : uuidBytes(event.case_id),
    event.staff_id === null ? null : uuidBytes(event.staff_id),
    Buffer.from(event.acting_as),
    Buffer.from(event.verb),
    event.reason_commitment,
    bigBytes(BigInt(event.micros)),
    Buffer.from(event.reference),
    Buffer.concat(event.cases_shown.map(uuidBytes)),
  ];
  const parts = fields.flatMap((field) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(field === null ? -1 : field.length);
    return field === null ? [length] : [length, field];
  });
  return sha256(Buffer.concat([Buffer.from('rowan audit event 1'), ...parts]));
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const bigBytes = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

async function readEvents({ administrator }: World): Promise<readonly EventRow[]> {
  const { rows } = await administrator.query<EventRow>(
    `select *, (extract(epoch from at) * 1000000)::bigint as micros from rowan.audit_event
     order by chain, audit_event.seq`,
  );
  return rows;
}

async function note(world: World, tx: ActTx, caseId: string, noteId: string): Promise<void> {
  await sql.raw(insertNote(world.staff.leo, caseId, noteId)).execute(tx);
}

function actAs(
  { database, staff }: World,
  who: 'leo' | 'cleo',
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
