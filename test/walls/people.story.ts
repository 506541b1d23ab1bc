import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  addPerson,
  changePerson,
  findPeople,
  linkPerson,
  type PersonId,
  type PersonWords,
  preparePerson,
  readPeopleOfCase,
  type Searched,
} from '../../src/people/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { insertCase, insertExclusion, insertLead, insertOpening } from './scene.ts';
import { given } from './stage.ts';
import { makeUuid, type Name, reference, tryAs, type World, writeAs } from './world.ts';

const at = new Date('2026-03-02T09:00:00Z');
const nothing = async () => {};

/** A concern of one's own, with one person in it. */
async function record(world: World, who: Name, words: PersonWords) {
  const viewer = world.staff[who];
  const [caseId, personId] = [makeUuid(), makeUuid() as PersonId];
  await writeAs(world, viewer, insertCase(viewer, caseId));
  await add(world, who, caseId, personId, words);
  return { caseId, personId };
}

async function add(world: World, who: Name, caseId: string, personId: PersonId, words: PersonWords) {
  const viewer = world.staff[who];
  const ready = await preparePerson(world.keys, viewer, { personId, kind: 'survivor', words });
  const where = { caseId, part: 'survivor', at, reference } as const;
  await world.database.actAs(viewer.staffId, nothing, (tx) => addPerson(tx, viewer, ready, where));
}

function find({ database, keys, staff }: World, who: Name, typed: Searched) {
  return database.readAs(staff[who].staffId, (tx) => findPeople(tx, keys, staff[who], typed));
}

async function countRows(world: World, statement: string): Promise<number> {
  const { rowCount } = await world.administrator.query(statement);
  return rowCount ?? 0;
}

describe('a person', () => {
  test('is read back as written, and the address by those alone who ask for it', async () => {
    const { world } = given();
    const words = { fullName: 'Anwen Pryce', address: 'Flat 4, NG18 1ZZ', needs: 'Welsh, a lift' };
    const { caseId } = await record(world, 'tara', words);
    const read = (withAddress: boolean) =>
      world.database.readAs(world.staff.tara.staffId, (tx) =>
        readPeopleOfCase(tx, world.keys, caseId, { withAddress }),
      );
    const [whole] = await read(true);
    assert.equal(whole?.address, words.address);
    assert.equal(whole?.needs, words.needs);
    assert.equal(whole?.dateOfBirth, undefined);
    const [short] = await read(false);
    assert.equal(short?.fullName, words.fullName);
    assert.equal(short?.address, undefined);
  });

  test('stands nowhere in the database in words', async () => {
    const { world } = given();
    await record(world, 'tara', { fullName: 'Xylophonia Quartermain', phone: '07700 900999' });
    const { rows } = await world.administrator.query(
      `select coalesce(string_agg(p::text || t::text, ''), '') as everything
       from rowan.person as p join rowan.person_token as t using (person_id)`,
    );
    for (const word of ['Xylophonia', 'xylophonia', '07700 900999', '7700900999']) {
      const hex = Buffer.from(word).toString('hex');
      assert.ok(!rows[0].everything.includes(word) && !rows[0].everything.includes(hex), word);
    }
  });

  test('that somebody else has changed is not overwritten', async () => {
    const { world } = given();
    const { caseId, personId } = await record(world, 'tara', { fullName: 'Dilys Penn' });
    const viewer = world.staff.tara;
    const change = async (fullName: string) => {
      const person = { personId, kind: 'survivor', words: { fullName } } as const;
      const ready = await preparePerson(world.keys, viewer, person);
      return world.database.actAs(viewer.staffId, nothing, (tx) =>
        changePerson(tx, viewer, ready, { version: 1, forgetsAddress: false }, { caseId, reference }),
      );
    };
    assert.equal(await change('Dilys Penn-Roberts'), true);
    assert.equal(await change('Dilys Other'), false);
    const [found] = await find(world, 'tara', { names: ['dilys penn'] });
    assert.equal(found?.person.fullName, 'Dilys Penn-Roberts');
  });
});

describe('finding a person', () => {
  test('gives the exact first, and says why each is shown', async () => {
    const { world } = given();
    await record(world, 'tara', { fullName: 'Catherine Okafor' });
    await record(world, 'tara', { fullName: 'Katherine Okafor', phone: '07700 900456' });
    await record(world, 'tara', { fullName: 'Kate Okafour' });
    const names = async (typed: Searched) =>
      (await find(world, 'tara', typed)).map(({ person, why, isExact }) => [
        person.fullName,
        isExact,
        ...why,
      ]);
    assert.deepEqual(await names({ names: ['okafor catherine'] }), [
      ['Catherine Okafor', true, 'the same name'],
      ['Katherine Okafor', false, 'the name Okafor', 'Katherine is spelt nearly like Catherine'],
      [
        'Kate Okafour',
        false,
        'Okafour is spelt nearly like Okafor',
        'Catherine may be another form of the name',
      ],
    ]);
    assert.deepEqual(await names({ names: [], phone: '+44 7700 900456' }), [
      ['Katherine Okafor', true, 'the same phone number'],
    ]);
  });

  test('shows nobody of a case that one may not see, or is shut out of', async () => {
    const { world } = given();
    const { caseId } = await record(world, 'tara', { fullName: 'Bronagh Veil' });
    for (const who of ['noor', 'ada', 'olga', 'frank', 'leo'] as const) {
      assert.deepEqual(await find(world, who, { names: ['Bronagh Veil'] }), [], who);
    }
    assert.equal((await find(world, 'rosa', { names: ['Bronagh Veil'] })).length, 1);
    await writeAs(world, world.staff.tara, insertExclusion(world.staff.tara, caseId, world.staff.rosa));
    assert.deepEqual(await find(world, 'rosa', { names: ['Bronagh Veil'] }), []);
  });
});

describe('somebody who is known already, in a case that one may not see', () => {
  test('changes nothing for the recorder, and is told to whoever receives concerns', async () => {
    const { world } = given();
    const known = await record(world, 'tara', { fullName: 'Myfanwy Hidden Rees' });
    const fresh = await record(world, 'noor', { fullName: 'Myfanwy Hidden Rees' });
    const matches = `select from hidden_match where case_id = '${fresh.caseId}'
      and other_case_id = '${known.caseId}'`;
    const told = `select from message where about_case = '${fresh.caseId}' and kind = 'possible-match'`;
    for (const who of ['noor', 'tara', 'ada', 'frank'] as const) {
      assert.equal(await tryAs(world, world.staff[who].staffId, matches), 0, who);
      assert.equal(await tryAs(world, world.staff[who].staffId, told), 0, who);
    }
    assert.equal(await tryAs(world, world.staff.rosa.staffId, matches), 1);
    assert.equal(await tryAs(world, world.staff.rosa.staffId, told), 1);
    const found = await find(world, 'noor', { names: ['Myfanwy Hidden Rees'] });
    assert.deepEqual(
      found.map(({ person, cases }) => [person.personId, cases.length]),
      [[fresh.personId, 1]],
    );
  });

  test('is told to nobody who is shut out of either case', async () => {
    const { world } = given();
    const known = await record(world, 'tara', { fullName: 'Eluned Of Elsewhere' });
    await writeAs(world, world.staff.tara, insertExclusion(world.staff.tara, known.caseId, world.staff.rosa));
    const fresh = await record(world, 'noor', { fullName: 'Eluned Of Elsewhere' });
    const told = `select from rowan.message where about_case = '${fresh.caseId}' and to_staff = `;
    assert.equal(await countRows(world, `${told} '${world.staff.rosa.staffId}'`), 0);
    assert.equal(await countRows(world, `${told} '${world.staff.erin.staffId}'`), 1);
  });

  test('counts as hidden from whoever recorded them, once others have written more', async () => {
    const { world } = given();
    const { noor, rosa, leo } = world.staff;
    const phone = '07700 900417';
    const { caseId, personId } = await record(world, 'noor', { fullName: 'Tegwen Now Known', phone });
    await writeAs(world, rosa, insertOpening(rosa, caseId), insertLead(rosa, caseId, leo));
    const read = () =>
      world.database.readAs(noor.staffId, (tx) =>
        readPeopleOfCase(tx, world.keys, caseId, { withAddress: false }),
      );
    const rewrite = async (viewer: Viewer, version: number, newer: string) => {
      const words = { fullName: 'Tegwen Now Known', phone: newer };
      const ready = await preparePerson(world.keys, viewer, { personId, kind: 'survivor', words });
      return world.database.actAs(viewer.staffId, nothing, (tx) =>
        changePerson(tx, viewer, ready, { version, forgetsAddress: false }, { caseId, reference }),
      );
    };
    assert.equal((await find(world, 'noor', { names: [], phone })).length, 1);
    assert.equal(await rewrite(noor, 1, '07700 900418'), false);
    assert.equal((await read())[0]?.phone, phone);

    assert.equal(await rewrite(leo, 1, '07700 900419'), true);
    const hidden = { personId, kind: 'survivor', part: 'survivor', version: 0, isHidden: true };
    assert.deepEqual(await read(), [hidden]);
    const searched = [
      { names: ['Tegwen Now Known'] },
      { names: [], phone },
      { names: [], phone: '07700 900419' },
    ];
    for (const typed of searched) {
      assert.deepEqual(await find(world, 'noor', typed), []);
      assert.equal((await find(world, 'leo', typed)).length, 1);
    }
    const tokens = `select rowan_private.add_tokens(
      '${personId}', '${noor.organisationId}', '{name}', array['\\x00'::bytea])`;
    await assert.rejects(writeAs(world, noor, tokens), { code: '42501' });
    const fresh = await record(world, 'noor', { fullName: 'The one in flat 4', phone });
    const matches = `select from rowan.hidden_match where case_id = '${fresh.caseId}'
      and other_case_id = '${caseId}'`;
    assert.equal(await countRows(world, matches), 1);
  });

  test('cannot be brought into one’s own case by a guessed id', async () => {
    const { world } = given();
    const known = await record(world, 'tara', { fullName: 'Nesta Guess' });
    const own = await record(world, 'noor', { fullName: 'Somebody Else' });
    const where = { caseId: own.caseId, part: 'other', at, reference } as const;
    const link = world.database.actAs(world.staff.noor.staffId, nothing, (tx) =>
      linkPerson(tx, world.staff.noor, known.personId, where),
    );
    await assert.rejects(link, { code: '42501' });
  });
});
