import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { KEY_COLUMNS, type KeyRow } from '../wrapping.ts';
import type { Pair } from './sealed-records.ts';

/** Which keys are renewed: of all things of these kinds, or of these things. */
export type Wanted = { readonly kinds: readonly string[] } | { readonly owners: readonly string[] };
/** Of the key that is not in use. */
export type StageBeside = 'coming' | 'leaving' | 'spent';

export const AT_ONCE = 200;
/** Of two that renew at once, one is refused. */
const RENEWING = 7_269_605;
/** Whoever makes a back-up holds it with others: no key is destroyed between its records and its keys. */
export const BACKING_UP = 7_269_606;

/** @returns whether nobody else renews keys now */
export async function enter(client: pg.Client): Promise<boolean> {
  // Whoever serves never waits for long, and is never the one whom a deadlock ends.
  await client.query(`set lock_timeout = '200ms'`);
  const { rows } = await client.query('select pg_try_advisory_lock($1) as is_ours', [RENEWING]);
  return rows[0]?.is_ours === true;
}

/** Keys in use that nothing takes the place of yet. */
export async function listToRenew(
  client: pg.Client,
  wanted: Wanted,
  after: string,
): Promise<readonly KeyRow[]> {
  const [column, values] = 'kinds' in wanted ? ['kind', wanted.kinds] : ['owner_id::text', wanted.owners];
  const { rows } = await client.query<KeyRow>(
    `select ${KEY_COLUMNS} from data_key as k
      where ${column} = any($1) and stage = 'in-use' and key_id > $2
        and not exists (select from data_key as o where o.owner_id = k.owner_id and o.stage <> 'in-use')
      order by key_id limit ${AT_ONCE}`,
    [values, after],
  );
  return rows;
}

export async function readKeys(client: pg.Client, pairs: readonly Pair[]): Promise<readonly KeyRow[]> {
  const { rows } = await client.query<KeyRow>(
    `select ${KEY_COLUMNS} from data_key where owner_id = any($1)`,
    [pairs.map(({ ownerId }) => ownerId)],
  );
  return rows;
}

/** What takes whose place, in the order of the keys that are in the stage. */
export async function listPairs(client: pg.Client, stage: StageBeside, after: string) {
  const [old, next] = stage === 'coming' ? ['used', 'named'] : ['named', 'used'];
  const { rows } = await client.query<Pair & { readonly named: string }>(
    `select named.owner_id as "ownerId", ${old}.key_id as "oldKey", ${next}.key_id as "newKey",
        named.key_id as named
      from data_key as named
      join data_key as used on used.owner_id = named.owner_id and used.stage = 'in-use'
      where named.stage = $1 and named.key_id > $2 order by named.key_id limit ${AT_ONCE}`,
    [stage, after],
  );
  return rows;
}

/** How many are in a stage, and how long the newest of them has been, by the database's clock. */
export async function lookAtStage(client: pg.Client, stage: StageBeside) {
  const { rows } = await client.query<{ count: number; age: number }>(
    `select count(*)::integer as count,
        coalesce(extract(epoch from clock_timestamp() - max(stage_since)) * 1000, 0)::float8 as age
      from data_key where stage = $1`,
    [stage],
  );
  return { count: rows[0]?.count ?? 0, ageMs: rows[0]?.age ?? 0 };
}

/** From now on the new keys seal, and the old ones open alone. */
export async function use(client: pg.Client, pairs: readonly Pair[]): Promise<void> {
  const owners = pairs.map(({ ownerId }) => ownerId);
  await client.query('begin');
  try {
    await client.query(LEAVE, [owners]);
    await client.query(TAKE_PLACE, [owners]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const LEAVE = `update data_key as old set stage = 'leaving', stage_since = clock_timestamp()
  from data_key as next where next.owner_id = old.owner_id and next.stage = 'coming'
    and old.stage = 'in-use' and old.owner_id = any($1)`;
const TAKE_PLACE = `update data_key as next set stage = 'in-use', stage_since = clock_timestamp()
  from data_key as old where old.owner_id = next.owner_id and old.stage = 'leaving'
    and next.stage = 'coming' and next.owner_id = any($1)`;

export async function moveOld(
  client: pg.Client,
  pairs: readonly Pair[],
  stage: 'leaving' | 'spent',
): Promise<void> {
  await client.query(
    `update data_key set stage = $2, stage_since = clock_timestamp()
      where key_id = any($1) and stage in ('leaving', 'spent')`,
    [pairs.map(({ oldKey }) => oldKey), stage],
  );
}

/** @returns how many there were */
export async function destroySpent(client: pg.Client, pairs: readonly Pair[]): Promise<number> {
  await client.query('select pg_advisory_lock($1)', [BACKING_UP]);
  try {
    const { rowCount } = await client.query(
      `delete from data_key where key_id = any($1) and stage = 'spent'`,
      [pairs.map(({ oldKey }) => oldKey)],
    );
    return rowCount ?? 0;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [BACKING_UP]);
  }
}

const PAUSE_MS = 100;
const GIVEN_WAY = new Set(['55P03', '40P01']);

/** Does it again for as long as somebody else who writes is in the way, who goes first. */
export async function givingWay<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (!GIVEN_WAY.has(code)) throw error;
      await pause(PAUSE_MS);
    }
  }
}
