import type pg from 'pg';
import type { Ask } from '../../src/audit/asking.ts';
import { readOpenKey } from '../../src/audit/seals/seal-key.ts';
import { readDatabase } from '../../src/audit/verifying/read-database.ts';
import type { Fault } from '../../src/audit/verifying/stored.ts';
import { verifyAudit } from '../../src/audit/verifying/verify.ts';
import { withFolder } from '../../src/audit/verifying/with-folder.ts';
import type { World } from './world.ts';

/** A row that was sealed, with others of its chain before and after it, which a seal has seen too. */
export interface Spot {
  readonly chain: string;
  readonly seq: number;
  /** Of the newest row of the chain; a seal has seen it. */
  readonly last: number;
  /** The seals there are. */
  readonly seals: number;
}

/** What the verifier has to name: the first row, or a seal. */
export type Named = { readonly row: number } | { readonly seal: number };

export type Tamper = (client: pg.PoolClient, spot: Spot) => Promise<Named>;

const exactly = (row: number): Named => ({ row });
const rehash = `update audit_event as e set hash = rowan_private.hash_event(e) where chain = $1 and seq = $2`;
const remove = 'delete from audit_event where chain = $1 and seq = $2';
const setHead = `update audit_head set (seq, hash) =
  (select seq, hash from audit_event where chain = $1 order by seq desc limit 1) where chain = $1`;

async function renumber(client: pg.PoolClient, chain: string, from: number, to: number, by: 1 | -1) {
  const numbers = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  for (const seq of by === 1 ? numbers.toReversed() : numbers)
    await client.query('update audit_event set seq = $3 where chain = $1 and seq = $2', [
      chain,
      seq,
      seq + by,
    ]);
}

/** A copy of a row, under a new id and another number. */
const copy = `insert into audit_event (event_id, organisation_id, chain, seq, previous_hash, hash, case_id,
    staff_id, acting_as, verb, reason_commitment, at, reference, cases_shown)
  select gen_random_uuid(), organisation_id, chain, $3, hash, sha256(hash), case_id, staff_id, acting_as,
    verb, reason_commitment, at, reference, cases_shown
  from audit_event where chain = $1 and seq = $2`;

/** Writes the chain anew from a row on, as whoever holds the whole server could. */
async function relink(client: pg.PoolClient, { chain, seq, last }: Spot) {
  for (let place = seq; place <= last; place += 1) {
    await client.query(
      `update audit_event set previous_hash =
         (select hash from audit_event where chain = $1 and seq = $2::bigint - 1)
       where chain = $1 and seq = $2 and $2 > 1`,
      [chain, place],
    );
    await client.query(rehash, [chain, place]);
  }
  await client.query(setHead, [chain]);
}

/** What somebody with every right on the server may do to an audit, triggers and all out of the way. */
export const tampers: Readonly<Record<string, Tamper>> = {
  'a field changed': async (client, { chain, seq }) => {
    await client.query(`update audit_event set verb = 'home.shown' where chain = $1 and seq = $2`, [
      chain,
      seq,
    ]);
    return exactly(seq);
  },
  'a value changed and its hash made anew': async (client, { chain, seq }) => {
    await client.query('update audit_event set staff_id = null where chain = $1 and seq = $2', [chain, seq]);
    await client.query(rehash, [chain, seq]);
    return exactly(seq);
  },
  'the last row removed': async (client, { chain, last }) => {
    await client.query(remove, [chain, last]);
    return exactly(last);
  },
  'a row removed between others': async (client, { chain, seq }) => {
    await client.query(remove, [chain, seq]);
    return exactly(seq);
  },
  'a row removed and the others numbered anew': async (client, { chain, seq, last }) => {
    await client.query(remove, [chain, seq]);
    await renumber(client, chain, seq + 1, last, -1);
    await client.query(setHead, [chain]);
    return exactly(seq);
  },
  'two rows that changed their places': async (client, { chain, seq, last }) => {
    const move = 'update audit_event set seq = $3 where chain = $1 and seq = $2';
    await client.query(move, [chain, seq, last + 1000]);
    await client.query(move, [chain, last, seq]);
    await client.query(move, [chain, last + 1000, last]);
    return exactly(seq);
  },
  'two rows that changed their words': async (client, { chain, seq, last }) => {
    await client.query(
      `update audit_event as one set event_id = gen_random_uuid(), verb = other.verb,
         staff_id = other.staff_id, at = other.at, acting_as = other.acting_as, reference = other.reference
       from audit_event as other
       where one.chain = $1 and other.chain = $1
         and ((one.seq = $2 and other.seq = $3) or (one.seq = $3 and other.seq = $2))`,
      [chain, seq, last],
    );
    return exactly(seq);
  },
  'a row put in between others': async (client, { chain, seq, last }) => {
    await renumber(client, chain, seq, last, 1);
    await client.query(copy, [chain, seq - 1, seq]);
    await client.query(rehash, [chain, seq]);
    await client.query(setHead, [chain]);
    return exactly(seq);
  },
  'a row put in after the end': async (client, { chain, last }) => {
    await client.query(copy, [chain, last, last + 1]);
    await client.query(rehash, [chain, last + 1]);
    return exactly(last + 1);
  },
  'a row of long ago put in after the end, with its head': async (client, { chain, last }) => {
    await client.query(copy, [chain, last, last + 1]);
    await client.query(
      `update audit_event set at = at - interval '30 minutes' where chain = $1 and seq = $2`,
      [chain, last + 1],
    );
    await client.query(rehash, [chain, last + 1]);
    await client.query(setHead, [chain]);
    return exactly(last + 1);
  },
  'the end cut off, with its head': async (client, { chain, seq }) => {
    await client.query('delete from audit_event where chain = $1 and seq >= $2', [chain, seq]);
    await client.query(setHead, [chain]);
    return exactly(seq);
  },
  'the whole chain removed, with its head': async (client, { chain }) => {
    await client.query('delete from audit_event where chain = $1', [chain]);
    await client.query('delete from audit_head where chain = $1', [chain]);
    return exactly(1);
  },
  'the head replaced': async (client, { chain, last }) => {
    await client.query('update audit_head set hash = sha256(hash) where chain = $1', [chain]);
    return exactly(last);
  },
  'the chain written anew from a row on': async (client, spot) => {
    await client.query(`update audit_event set verb = 'home.shown' where chain = $1 and seq = $2`, [
      spot.chain,
      spot.seq,
    ]);
    await relink(client, spot);
    return exactly(spot.seq);
  },
  'an earlier seal for the newest': async (client, { seals }) => {
    await client.query('delete from audit_seal_head where number = $1', [seals]);
    await client.query('delete from audit_seal where number = $1', [seals]);
    return { seal: seals };
  },
  'a seal changed': async (client, { chain, seals }) => {
    await client.query('update audit_seal_head set hash = sha256(hash) where chain = $1 and number = $2', [
      chain,
      seals,
    ]);
    return { seal: seals };
  },
  'all put back to an earlier state': async (client, { seals }) => {
    await client.query('delete from audit_seal_head where number = $1', [seals]);
    await client.query('delete from audit_seal where number = $1', [seals]);
    await client.query(
      `delete from audit_event as e where e.seq > coalesce(
         (select max(s.seq) from audit_seal_head as s where s.chain = e.chain), 0)`,
    );
    await client.query(`update audit_head as h set (seq, hash) = (
      select e.seq, e.hash from audit_event as e where e.chain = h.chain order by e.seq desc limit 1)
      where exists (select from audit_event as e where e.chain = h.chain)`);
    await client.query(
      'delete from audit_head as h where not exists (select from audit_event as e where e.chain = h.chain)',
    );
    return { seal: seals };
  },
};

/** Tampers, verifies what is then there, and puts all back. */
export async function tamperAndVerify(
  { administrator }: World,
  tamper: Tamper,
  spot: Spot,
  folders: { readonly seals: string; readonly key: string },
): Promise<{ readonly named: Named; readonly faults: readonly Fault[] }> {
  const client = await administrator.connect();
  try {
    await client.query(
      `begin; set local session_replication_role = replica; set local search_path = rowan, pg_temp`,
    );
    const named = await tamper(client, spot);
    return { named, faults: await verifyHere(client, folders) };
  } finally {
    await client.query('rollback');
    client.release();
  }
}

export async function verifyHere(
  client: Pick<pg.PoolClient, 'query'>,
  { seals, key }: { readonly seals: string; readonly key: string },
): Promise<readonly Fault[]> {
  const ask: Ask = async (statement, values) => (await client.query(statement, [...values])).rows;
  const source = withFolder(readDatabase(ask), seals);
  const { faults } = await verifyAudit(source, readOpenKey(key));
  return [...source.differences, ...faults];
}

/** Whether it was named: the row itself, and no other chain with it. */
export function isNamed({ chain }: Spot, named: Named, faults: readonly Fault[]): boolean {
  const ofSeals = faults.filter(({ kind }) => kind === 'seal');
  if ('seal' in named) return ofSeals.some(({ at }) => at === named.seal);
  const [first, ...others] = faults;
  if (first === undefined || others.length > 0 || first.chain !== chain) return false;
  return first.at <= named.row && named.row <= (first.to ?? first.at);
}

/** Sealed rows with at least two before them and two after. */
export async function listSpots({ administrator }: World): Promise<readonly Spot[]> {
  const { rows } = await administrator.query<{ chain: string; last: string; seals: string }>(
    `select h.chain, h.seq as last, (select max(number) from rowan.audit_seal) as seals
     from rowan.audit_head as h
     join rowan.audit_seal_head as s on s.chain = h.chain and s.seq = h.seq
       and s.number = (select max(number) from rowan.audit_seal)
     where h.seq >= 6 order by h.chain`,
  );
  return rows.flatMap(({ chain, last, seals }) =>
    Array.from({ length: Number(last) - 4 }, (_, place) => ({
      chain,
      seq: place + 3,
      last: Number(last),
      seals: Number(seals),
    })),
  );
}
