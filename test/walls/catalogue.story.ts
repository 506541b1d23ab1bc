import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findBreaches, uniqueIndexes } from './catalogue.ts';
import { given } from './stage.ts';
import { tryAs } from './world.ts';

/** Each made in a transaction that is rolled back, and seen by the check as what it is. */
const planted: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a table with row security that is not forced': [
    'create table rowan.planted (case_id uuid); alter table rowan.planted enable row level security',
    /table without forced row security: planted/,
  ],
  'a table of a case without a restrictive policy': [
    `create table rowan.planted (case_id uuid); alter table rowan.planted enable row level security;
     alter table rowan.planted force row level security`,
    /table of a case that an exclusion does not shut: planted/,
  ],
  'a plain view': ['create view rowan.planted as select * from rowan.note', /owner’s rights: planted/],
  'a materialised view': [
    'create materialized view rowan.planted as select * from rowan.policy_proof',
    /materialised view, .* planted/,
  ],
  'a function for everybody': [
    `create function rowan_private.planted() returns int language sql as 'select 1';
     grant execute on function rowan_private.planted to public`,
    /function for everybody: planted/,
  ],
  'a function of the definer without a search path': [
    `grant create on schema rowan_private to rowan_definer; reset role; set local role rowan_definer;
     create function rowan_private.planted() returns int language sql security definer as 'select 1'`,
    /no search path, .* planted/,
  ],
  'a function with the owner’s rights': [
    `create function rowan_private.planted() returns int language sql security definer
       set search_path = rowan, pg_temp as 'select 1'`,
    /not the definer’s: planted/,
  ],
  'a policy for everybody': [
    'create policy planted on rowan.note using (true)',
    /more than one role: planted on rowan\.note/,
  ],
  'deleting notes': ['grant delete on rowan.note to rowan_app', /DELETE on note for rowan_app/],
  'truncating notes': ['grant truncate on rowan.note to rowan_app', /TRUNCATE on note/],
  'changing whole notes': ['grant update on rowan.note to rowan_app', /whole row: UPDATE on note/],
  'a unique index on tokens': [
    'create unique index planted on rowan.person_token (person_id, token)',
    /nobody weighed: planted/,
  ],
  'a sealed column that nobody named': [
    'alter table rowan.task add column label_cipher bytea',
    /sealed_column does not name, and so is not renewed: task\.label_cipher/,
  ],
  'a sealed column that is named and not guarded': [
    `alter table rowan.task add column label_cipher bytea;
     insert into rowan.sealed_column values ('task', 'label_cipher', 't.case_id', 'task', 'task_id')`,
    /into which a retired key may write: task\.label_cipher/,
  ],
  'a sealed column whose guard was put to sleep': [
    'alter table rowan.note disable trigger seal_with_live_key',
    /into which a retired key may write: note\.body_cipher/,
  ],
  'sealed words without their keeper': [
    'drop trigger keep_words on rowan.person',
    /the definer may change to anything: person\.address_cipher/,
  ],
  'making tables': ['grant create on schema rowan to rowan_app', /make things: rowan_app in rowan/],
};

describe('the catalogue of the database', () => {
  test('holds no breach of the walls', async () => {
    assert.deepEqual(await findBreaches(given().world.administrator), []);
  });

  for (const [name, [statements, says]] of Object.entries(planted)) {
    test(`shows a breach that was planted: ${name}`, async () => {
      const client = await given().world.administrator.connect();
      try {
        await client.query(`begin; set local role rowan_owner; ${statements}; reset role`);
        assert.match((await findBreaches(client)).join('\n'), says);
      } finally {
        await client.query('rollback');
        client.release();
      }
    });
  }

  test('has every unique index that the list weighs', async () => {
    const { rows } = await given().world.administrator.query<{ name: string }>(
      `select c.relname as name from pg_index as i join pg_class as c on c.oid = i.indexrelid
       where i.indisunique and c.relnamespace = 'rowan'::regnamespace`,
    );
    const names = new Set(rows.map(({ name }) => name));
    assert.deepEqual(
      Object.keys(uniqueIndexes).filter((name) => !names.has(name)),
      [],
    );
  });
});

describe('rows that are kept as they were written', () => {
  test('are changed by nobody, not even by the administrator of the server', async () => {
    const { administrator } = given().world;
    for (const table of ['audit_event', 'note', 'advice', 'case_lead', 'concern_step']) {
      await assert.rejects(administrator.query(`delete from rowan.${table}`), /kept as they were written/);
      await assert.rejects(administrator.query(`truncate rowan.${table} cascade`), /kept as they were/);
    }
  });

  test('and the application cannot even try', async () => {
    const { world } = given();
    for (const statement of ['delete from note', 'update note set written_at = now()', 'truncate note']) {
      assert.equal(await tryAs(world, world.staff.leo.staffId, statement), 0, statement);
    }
  });

  test('passwords, sessions and the heads of the audit are read by nobody', async () => {
    const { world } = given();
    const reads = [
      'select password_hash from staff',
      'table session',
      'select public_key from passkey',
      'table audit_head',
      'table sign_in_failure',
    ];
    for (const statement of reads) {
      assert.equal(await tryAs(world, world.staff.ada.staffId, statement), 0, statement);
    }
  });
});
