import type { Clock } from '../clock.ts';
import { makeId } from '../ids.ts';
import type { Ask, Ring } from './ring.ts';
import { drawSecret } from './sealing.ts';
import { type KeyOwner, type NewKey, wrapNew } from './wrapping.ts';

/**
 * Whoever gave this id gave one that is not theirs to give. Kept under the other thing's key, their words
 * would end it when they end.
 */
export class KeyOfAnother extends Error {}

/** The first key of a thing. */
export function drawKey(clock: Clock, owner: KeyOwner): NewKey {
  return { ...owner, keyId: makeId<'key'>(clock), stage: 'in-use', secret: drawSecret() };
}

/**
 * Keeps new keys, but for those whose owner was erased, or has one already.
 *
 * @returns false where the master key is not the one in use any more: nothing was kept
 * @throws KeyOfAnother where an owner has a key of another kind
 */
export async function insertKeys(ask: Ask, { inUse }: Ring, keys: readonly NewKey[]): Promise<boolean> {
  const rows = await wrapNew(inUse, keys);
  const columns = columnNames.map((name) => rows.map((row) => row[name]));
  const values = [...columns, inUse.commitment];
  const [answer] = await ask<{ is_in_use: boolean; is_of_another: boolean }>(INSERT, values);
  if (answer?.is_of_another) throw new KeyOfAnother('The id names a thing of another kind.');
  return answer?.is_in_use === true;
}

const columnNames = ['key_id', 'kind', 'owner_id', 'stage', 'wrapped', 'commitment'] as const;
/**
 * Nothing is wrapped under a master key any more once another is in use. A key that is to take another's
 * place holds that one: who erases its owner at this moment waits, and takes both.
 */
const INSERT = `with master as (
    select commitment from master_key where commitment = $7 and retired_at is null for share
  ), made as (
    select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::bytea[], $6::bytea[])
      as made (key_id, kind, owner_id, stage, wrapped, commitment)
  ), held as (
    select owner_id from data_key
    where owner_id in (select owner_id from made where made.stage = 'coming') and stage = 'in-use' for share
  ), strange as (
    select from made join data_key as known using (owner_id) where known.kind <> made.kind
  ), inserted as (
    insert into data_key (key_id, kind, owner_id, stage, wrapped, commitment, wrapped_under)
    select made.*, master.commitment from made, master
    where not exists (select from grave where grave.owner_id = made.owner_id)
      and not exists (select from strange)
      and (made.stage = 'in-use' or made.owner_id in (select owner_id from held))
    on conflict (owner_id, stage) do nothing
  )
  select exists (select from master) as is_in_use, exists (select from strange) as is_of_another`;
