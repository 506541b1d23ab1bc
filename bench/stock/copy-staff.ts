import type pg from 'pg';
import { type KeyStore, seal } from '../../src/platform/crypto/index.ts';
import { inventName, makeChance } from './invent.ts';

/** Hires the other groups of colleagues: the same posts and passwords as the pattern's, other names. */
export async function copyStaff(migrator: pg.Client, keys: KeyStore): Promise<void> {
  const { rows } = await migrator.query<{ id: string; old: string; party: number; organisation: string }>(
    `select distinct on (c.new_id) c.new_id as id, c.staff_id as old, c.party,
       s.organisation_id as organisation
     from bench.colleague as c join rowan.staff as s on s.staff_id = c.staff_id
     where c.new_id <> c.staff_id order by c.new_id, c.party`,
  );
  const chance = makeChance(7);
  for (const { id, old, party, organisation } of rows) {
    const key = await keys.keyFor(organisation);
    const name = seal(key, { table: 'staff', column: 'name_cipher', row: id }, inventName(chance).full);
    await migrator.query(
      `insert into rowan.staff (staff_id, organisation_id, team_id, manager_id, name_cipher, sign_in,
         password_hash, joined_on)
       select $1, s.organisation_id, s.team_id, m.new_id, $4, s.sign_in || '.' || $3, s.password_hash,
         s.joined_on
       from rowan.staff as s
       left join bench.colleague as m on m.staff_id = s.manager_id and m.party = $3::int
       where s.staff_id = $2`,
      [id, old, party, name],
    );
    await migrator.query(
      `insert into rowan.staff_role (organisation_id, staff_id, role, given_by)
       select organisation_id, $1, role, given_by from rowan.staff_role where staff_id = $2`,
      [id, old],
    );
  }
}
