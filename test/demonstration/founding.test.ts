/** The demonstration partnership, made on a real database of its own. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { listColleagues, readOwnOrganisation } from '../../src/councils/index.ts';
import {
  BEGUN,
  type DemonstrationNeeds,
  openDemonstration,
} from '../../src/demonstration/demonstration.actions.ts';
import { PASSWORD } from '../../src/demonstration/found-councils.actions.ts';
import { describeSignIns } from '../../src/demonstration/sign-ins.ts';
import { loadPolicies } from '../../src/pathway/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { readDemonstration } from '../../src/platform/config-demonstration.ts';
import { type OpenedKeys, openKeys } from '../../src/platform/crypto/index.ts';
import { type Database, type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { StartUpRefusal } from '../../src/platform/refusal.ts';
import { findSession, signIn } from '../../src/signing-in/sign-in.actions.ts';
import { addressOf, ask, makeDataFolder } from '../start-up/rowan.ts';

const policies = loadPolicies();
const clock = systemClock;
const log = openLog(clock, () => {});

/** In the middle of a story. */
const ACTS_UNTIL_KILLED = 151;

/** A database that is not there any more after so many acts, as when the server is killed. */
function breakOff(database: Database, acts: number): Database {
  let left = acts;
  return {
    ...database,
    actAs: async (...given) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return database.actAs(...given);
    },
  };
}

/** Enough for every action; the start makes 300. */
const RECORDS = 48;

interface Place {
  readonly started: StartedDatabase;
  readonly keys: OpenedKeys;
  readonly said: string[];
  /** Opens the demonstration as the start does, but for what is changed. */
  open(changed?: Partial<DemonstrationNeeds>): ReturnType<typeof openDemonstration>;
  /** Asks past every wall. */
  ask<Row extends pg.QueryResultRow>(statement: string): Promise<readonly Row[]>;
  stop(): Promise<void>;
}

async function openPlace(): Promise<Place> {
  const dataFolder = makeDataFolder();
  const embedded = { kind: 'embedded' } as const;
  const options = { dataFolder, clock, log, tell: () => {}, use: 'command' } as const;
  const started = await startDatabase({ ...options, choice: embedded });
  const keys = openKeys({ connection: started.keys, dataFolder, clock, log });
  await keys.unlock();
  const said: string[] = [];
  const tell = (sentence: string) => void said.push(sentence);
  const { database, worker } = started;
  return {
    started,
    keys,
    said,
    open: (changed) =>
      openDemonstration({
        choice: embedded,
        database,
        worker,
        keys,
        policies,
        clock,
        tell,
        isWanted: true,
        ...changed,
      }),
    ask: (statement) => ask(addressOf(dataFolder, 'rowan_administrator'), statement),
    stop: async () => {
      await keys.close();
      await started.stop();
      fs.rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

let place: Place;
before(async () => {
  place = await openPlace();
});
after(() => place?.stop());

describe('somebody starts Rowan for the first time', () => {
  test('never on a database of one’s own', async () => {
    const addresses = {
      url: 'x',
      migrationUrl: undefined,
      keysUrl: 'x',
      keysMigrationUrl: undefined,
      workerUrl: '',
    };
    assert.equal(await place.open({ choice: { kind: 'server', ...addresses } }), undefined);
    assert.deepEqual(place.said, []);
  });

  test('never where it is not wanted, and a setting that says neither is refused', () => {
    assert.equal(readDemonstration(undefined, {}), 'whole');
    for (const wish of ['staff', 'none'])
      assert.equal(readDemonstration(undefined, { DEMONSTRATION: wish }), wish);
    assert.throws(() => readDemonstration(undefined, { DEMONSTRATION: 'yes' }), /to staff or to none/);
  });

  test('never where others can reach it, unless it is asked for', () => {
    assert.equal(readDemonstration('https://rowan.example.org', {}), 'none');
    assert.equal(readDemonstration('https://rowan.example.org', { DEMONSTRATION: 'whole' }), 'whole');
    assert.equal(readDemonstration('http://localhost:3000', {}), 'whole');
  });

  test('the partnership is made once, says how far it has come, and is found again', async () => {
    assert.equal(await place.open({ isWanted: false }), undefined);
    const made = await place.open();
    assert.deepEqual(
      made?.councils.map(({ council }) => council),
      ['ashfield', 'mansfield'],
    );
    assert.match(place.said.join('\n'), /^Making the demonstration partnership: two councils .* once\.$/);
    const killed = await place.open({ database: breakOff(place.started.database, ACTS_UNTIL_KILLED) });
    await assert.rejects(async () => killed?.tellStories({ records: RECORDS }), /killed/);
    place.said.splice(0);
    await made?.tellStories({ records: RECORDS });
    const [before = 0, ...along] = place.said.map((line) => Number(/(\d+) of/.exec(line)?.[1]));
    assert.match(place.said[0] ?? '', /^Demonstration: going on after/);
    assert.ok(before > 5 && before < 40, `${before} were told before the kill`);
    const all = [10, 20, 30, 40, 48].filter((count) => count > before);
    assert.deepEqual(along, all);
    assert.match(place.said.at(-1) ?? '', /48 of 48 concerns and cases, from the seed \d+\.$/);
    for (const isWanted of [true, false]) {
      const found = await place.open({ isWanted });
      assert.deepEqual(found?.councils, made?.councils);
      await found?.tellStories({ records: RECORDS });
    }
    assert.equal(place.said.length, 1 + along.length);
    await assert.rejects(
      place.open({ isWanted: false, isPublic: true }),
      (error) => error instanceof StartUpRefusal && /whose password everybody knows/.test(error.message),
    );
    assert.ok(await place.open({ isWanted: true, isPublic: true }));
  });

  test('everybody who is listed can sign in, and works where the list says', async () => {
    const said = describeSignIns((await place.open())?.councils ?? []);
    const listed = [...said.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name ?? '');
    assert.equal(listed.length, 12);
    for (const name of listed) assert.equal((await signInAs(name)).council, name.split('.')[1], name);
    assert.match(said, /lead\.mansfield +Safeguarding lead, who receives concerns/);
  });

  test('each council has a team for every service, and 20 people in every role', async () => {
    for (const loaded of policies.policies) {
      const { organisation, teams, colleagues } = await readCouncil(`policy.${loaded.council}`);
      assert.equal(organisation.receivesRole, loaded.words['receives-concerns']);
      assert.deepEqual(organisation.opensServices, ['housing', 'homelessness']);
      assert.deepEqual(organisation.neverLeadsServices, ['anti-social-behaviour']);
      assert.equal(teams.length, 4);
      assert.equal(colleagues.length, 20);
      const held = new Set(colleagues.flatMap(({ roles }) => roles));
      const wanted = Object.keys(loaded.words.roles).filter(
        (role) => !['staff-member', 'specialist-service'].includes(role),
      );
      for (const role of [...wanted, 'administrator', 'information-governance', 'policy-owner']) {
        assert.ok(held.has(role), `${loaded.council}: ${role}`);
      }
      assert.equal(colleagues.filter(({ managerId }) => managerId === null).length, 2);
    }
  });

  test('no two people share a name', async () => {
    const names = ((await place.open())?.councils ?? []).flatMap(({ people }) =>
      people.map(({ name }) => name),
    );
    assert.equal(names.length, 40);
    assert.equal(new Set(names).size, 40);
  });
});

describe('the concerns and cases of two years', () => {
  test('are as many as were asked for, half of them at each council, and older than today', async () => {
    const counts = await place.ask<{ council: string; records: number; late: number }>(
      `select council, count(*)::int as records,
         count(*) filter (where recorded_at > now())::int as late
       from rowan.case_record join rowan.organisation using (organisation_id) group by council
       order by council`,
    );
    assert.deepEqual(counts, [
      { council: 'ashfield', records: RECORDS / 2, late: 0 },
      { council: 'mansfield', records: RECORDS / 2, late: 0 },
    ]);
  });

  test('hold every action that either policy has', async () => {
    for (const { council, policy } of policies.policies) {
      const rows = await place.ask<{ action: string }>(
        `select distinct step ->> 'action' as action from rowan.advice
         join rowan.case_record using (case_id) join rowan.organisation using (organisation_id),
         jsonb_array_elements(result -> 'actions') as step where council = '${council}'`,
      );
      assert.deepEqual(
        new Set(rows.map(({ action }) => action)),
        new Set(policy.rules.map(({ action }) => action)),
        council,
      );
    }
  });

  test('were made by the acts of the pages, which the audit holds, each on its case', async () => {
    const rows = await place.ask<{ verb: string }>(
      'select distinct verb from rowan.audit_event where case_id is not null',
    );
    const verbs = new Set(rows.map(({ verb }) => verb));
    for (const verb of [
      'concern.recorded',
      'concern.accepted',
      'concern.asked-back',
      'case.opened',
      'note.written',
      'note.corrected',
      'task.done',
      'task.reopened',
      'task.handed-on',
      'facts.added',
      'person.created',
      'concern.handed-on',
      'concern.climbed',
      'person.changed',
      'contact.agreed',
      'exclusion.set',
      'case.closed',
      'case.reopened',
    ]) {
      assert.ok(verbs.has(verb), verb);
    }
  });

  test('were told once each, although they were cut off in the middle', async () => {
    const twice = await place.ask(
      `select case_id, verb from rowan.audit_event
       where verb in ('concern.recorded', 'concern.accepted', 'case.closed', 'lead.assigned')
       group by case_id, verb having count(*) > 1`,
    );
    assert.deepEqual(twice, []);
  });

  test('beside them somebody was away, numbers were wrong, and something was begun and left', async () => {
    const rows = await place.ask<{ what: string; found: number }>(
      `select 'cover that ended' as what, count(*)::int as found from rowan.cover where ends_at < now()
       union all select 'cover that lasts', count(*)::int from rowan.cover
         where starts_at < now() and ends_at > now()
       union all select 'wrong numbers', count(*)::int from rowan.directory_report
       union all select 'seen to', count(*)::int from rowan.directory_report_step
       union all select 'asked about', count(*)::int from rowan.directory_confirmation
       union all select 'drafts', count(*)::int from rowan.draft where closed_at is null`,
    );
    assert.deepEqual(Object.fromEntries(rows.map(({ what, found }) => [what, found])), {
      ...{ 'cover that ended': 2, 'cover that lasts': 2, 'wrong numbers': 6 },
      ...{ 'seen to': 2, 'asked about': 12, drafts: 4 },
    });
  });

  test('what was told in the past is seen, so that the outbox and the first pages hold little', async () => {
    const rows = await place.ask<{ unseen: number }>(
      `select count(*)::int as unseen from rowan.message as m where read_at is null and not exists (
         select from rowan.exclusion as e where e.case_id = m.about_case and e.staff_id = m.to_staff
       ) group by to_staff`,
    );
    assert.ok(rows.length > 0);
    for (const { unseen } of rows) assert.ok(unseen <= 3, `${unseen} are unseen`);
  });

  test('what was sent, opened and written stands at the time of the story', async () => {
    const rows = await place.ask<{ kind: string; early: number }>(
      `select 'opened' as kind, count(*) filter (where opened_at < recorded_at)::int as early
         from rowan.case_opening join rowan.case_record using (case_id)
       union all select 'weeks later',
         count(*) filter (where opened_at > recorded_at + interval '2 weeks')::int
         from rowan.case_opening join rowan.case_record using (case_id)
       union all select 'sent', count(*) filter (where at <> recorded_at)::int
         from rowan.concern_step join rowan.case_record using (case_id) where kind = 'sent'
       union all select 'written', count(*) filter (where written_at > now())::int from rowan.note`,
    );
    for (const { kind, early } of rows) assert.equal(early, 0, kind);
  });

  test('nobody of an anti-social behaviour team leads', async () => {
    const rows = await place.ask(
      `select from rowan.case_lead join rowan.staff using (staff_id) join rowan.team using (team_id)
       where service = 'anti-social-behaviour'`,
    );
    assert.equal(rows.length, 0);
  });
});

describe('a database that somebody works with', () => {
  test('gets no demonstration, and is told so', async () => {
    const sizes = () => place.ask<{ staff: string }>('select count(*) as staff from rowan.staff');
    const before = await sizes();
    // The same database, beside keys that know of no demonstration.
    const keys = { ...place.keys, keysFor: async () => new Map() };
    assert.equal(await place.open({ keys }), undefined);
    assert.match(place.said.join('\n'), /holds something else, so no demonstration is made/);
    assert.deepEqual(await sizes(), before);
  });

  test('and what was begun and not finished is refused, with what to do', async () => {
    const begun = [...(await place.keys.keysFor([BEGUN]))];
    await assert.rejects(
      place.open({ keys: { ...place.keys, keysFor: async () => new Map(begun) } }),
      (error) => error instanceof StartUpRefusal && /remove the data folder/.test(error.message),
    );
  });
});

/** A council as one of its people sees it. */
async function readCouncil(name: string) {
  const { database } = place.started;
  const viewer = await signInAs(name);
  return database.readAs(viewer.staffId, async (tx) => ({
    ...(await readOwnOrganisation(tx)),
    colleagues: await listColleagues(tx, place.keys, viewer.organisationId),
  }));
}

async function signInAs(name: string): Promise<Viewer> {
  const { started, keys } = place;
  const from = { address: '127.0.0.1', userAgent: undefined, reference: 'TEST-TEST' };
  const attempt = { signIn: name, password: PASSWORD, ...from };
  const outcome = await signIn({ database: started.database, keys }, attempt);
  const viewer = outcome.kind === 'accepted' ? await findSession(started.database, outcome.token) : undefined;
  assert.ok(viewer, `${name} signs in`);
  return viewer;
}
