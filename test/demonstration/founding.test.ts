/** The demonstration partnership, made on a real database of its own. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type pg from 'pg';
import { findSession, listColleagues, readOwnOrganisation } from '../../src/councils/index.ts';
import { signIn } from '../../src/councils/sign-in.actions.ts';
import {
  BEGUN,
  type DemonstrationNeeds,
  openDemonstration,
} from '../../src/demonstration/demonstration.actions.ts';
import { PASSWORD } from '../../src/demonstration/found-councils.actions.ts';
import { describeSignIns } from '../../src/demonstration/sign-ins.ts';
import { loadPolicies } from '../../src/pathway/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { type OpenedKeys, openKeys } from '../../src/platform/crypto/index.ts';
import { type StartedDatabase, startDatabase } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { openLog } from '../../src/platform/log.ts';
import { StartUpRefusal } from '../../src/platform/refusal.ts';
import { addressOf, ask, makeDataFolder } from '../start-up/rowan.ts';

const policies = loadPolicies();
const clock = systemClock;
const log = openLog(clock, () => {});

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
  const { database } = started;
  return {
    started,
    keys,
    said,
    open: (changed) =>
      openDemonstration({ choice: embedded, database, keys, policies, clock, tell, ...changed }),
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
    const addresses = { url: 'x', migrationUrl: undefined, keysUrl: 'x', keysMigrationUrl: undefined };
    assert.equal(await place.open({ choice: { kind: 'server', ...addresses } }), undefined);
    assert.deepEqual(place.said, []);
  });

  test('the partnership is made once, says how long it takes, and is found again', async () => {
    const made = await place.open();
    assert.deepEqual(
      made?.map(({ council }) => council),
      ['ashfield', 'mansfield'],
    );
    assert.match(place.said.join('\n'), /^Making the demonstration partnership: about \d+ seconds, once\.$/);
    assert.deepEqual(await place.open(), made);
    assert.equal(place.said.length, 1);
  });

  test('everybody who is listed can sign in, and works where the list says', async () => {
    const said = describeSignIns((await place.open()) ?? []);
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
    const names = ((await place.open()) ?? []).flatMap(({ people }) => people.map(({ name }) => name));
    assert.equal(names.length, 40);
    assert.equal(new Set(names).size, 40);
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
  const attempt = { signIn: name, password: PASSWORD, address: '127.0.0.1', reference: 'TEST-TEST' };
  const outcome = await signIn(started.database, keys, attempt);
  const viewer = outcome.kind === 'accepted' ? await findSession(started.database, outcome.token) : undefined;
  assert.ok(viewer, `${name} signs in`);
  return viewer;
}
