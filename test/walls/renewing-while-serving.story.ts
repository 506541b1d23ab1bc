/** Keys are renewed again and again while people save, read and throw away, and while renewals are killed. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { beginDraft, changeDraft, type DraftId, readDraft, throwDraftAway } from '../../src/drafts/index.ts';
import { listNotes, writeNote } from '../../src/notes/index.ts';
import {
  addPerson,
  changePerson,
  type PersonId,
  preparePerson,
  readPeopleOfCase,
} from '../../src/people/index.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { renewKeys } from '../../src/platform/crypto/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { fc } from '../property.ts';
import { addressOf, ask } from '../start-up/rowan.ts';
import { needsOf, renewAlone, verifyAudit } from './renewing.ts';
import { insertCase } from './scene.ts';
import { given } from './stage.ts';
import { makeUuid, reference, type World, writeAs } from './world.ts';

/** Something that one person saves and reads, and that is as they saved it last. */
interface Thing {
  readonly owner: string;
  save(words: string): Promise<void>;
  read(): Promise<string>;
}

const nothing = async () => {};

async function openNotes(world: World): Promise<Thing> {
  const { leo } = world.staff;
  const caseId = makeUuid();
  await world.keys.makeKey('case', caseId);
  await writeAs(world, leo, insertCase(leo, caseId));
  const by = { caseId, staffId: leo.staffId, reference };
  const written: string[] = [];
  return {
    owner: caseId,
    save: async (body) => {
      const typed = { noteId: makeUuid(), corrects: null, seen: null, body, prompts: {} };
      await world.database.actAs(leo.staffId, nothing, (tx) =>
        writeNote(tx, { keys: world.keys, clock: systemClock }, typed, by),
      );
      written.push(body);
    },
    read: async () => {
      const notes = await world.database.readAs(leo.staffId, (tx) =>
        listNotes(tx, world.keys, caseId, { before: null, limit: 10_000 }),
      );
      assert.deepEqual(notes.map(({ body }) => body).sort(), written.toSorted());
      return written.at(-1) ?? '';
    },
  };
}

async function openPerson(world: World): Promise<Thing> {
  const { leo } = world.staff;
  const [caseId, personId] = [makeUuid(), makeUuid() as PersonId];
  await writeAs(world, leo, insertCase(leo, caseId));
  const prepare = (fullName: string) =>
    preparePerson(world.keys, leo, { personId, kind: 'survivor', words: { fullName, needs: fullName } });
  const first = await prepare('nobody');
  const where = { caseId, part: 'survivor', at: systemClock.now(), reference } as const;
  await world.database.actAs(leo.staffId, nothing, (tx) => addPerson(tx, leo, first, where));
  const read = async () => {
    const [person] = await world.database.readAs(leo.staffId, (tx) =>
      readPeopleOfCase(tx, world.keys, caseId, { withAddress: true }),
    );
    assert.equal(person?.fullName, person?.needs);
    return { version: person?.version ?? 0, words: person?.fullName ?? '' };
  };
  return {
    owner: personId,
    save: async (words) => {
      const { version } = await read();
      const ready = await prepare(words);
      const isDone = await world.database.actAs(leo.staffId, nothing, (tx) =>
        changePerson(tx, leo, ready, { version, forgetsAddress: false }, { caseId, reference }),
      );
      assert.equal(isDone, true, 'a renewal is no change of what is known');
    },
    read: async () => (await read()).words.replace('nobody', ''),
  };
}

async function openDraft(world: World): Promise<Thing> {
  const { leo } = world.staff;
  const draftId = makeId<'draft'>(systemClock) as DraftId;
  const rooms = { database: world.database, keys: world.keys };
  await beginDraft(rooms, leo, { draftId, kind: 'concern', body: '', danger: false, reference });
  return {
    owner: draftId,
    save: async (body) => {
      const next = { body, danger: false };
      const done = await changeDraft(rooms, leo, { draftId, reference }, async () => ({ next, value: 0 }));
      assert.equal(done.kind, 'changed');
    },
    read: async () =>
      (await world.database.readAs(leo.staffId, (tx) => readDraft(tx, world.keys, draftId)))?.body ?? 'gone',
  };
}

const RENEWS = `import(process.argv[1]).then(
  (module) => module.${renewAlone.name}(...process.argv.slice(2)),
)`;

const steps = fc.array(fc.record({ saves: fc.boolean(), waitMs: fc.integer({ min: 0, max: 60 }) }), {
  minLength: 60,
  maxLength: 60,
});

describe('while keys are renewed', () => {
  test('whatever is saved is read, and nothing is lost, in any order', async () => {
    const { world } = given();
    const open = [openNotes, openNotes, openPerson, openPerson, openDraft, openDraft];
    const things = await Promise.all(open.map((each) => each(world)));
    const owners = things.map(({ owner }) => owner);
    const saved = new Map<Thing, string>();
    const live = async (
      thing: Thing,
      way: readonly { saves: boolean; waitMs: number }[],
      isOver: () => boolean,
    ) => {
      for (let turn = 0; !isOver(); turn += 1) {
        const { saves, waitMs } = way[turn % way.length] ?? { saves: true, waitMs: 1 };
        const words = `${turn} ${makeUuid()}`;
        if (saves) await thing.save(words).then(() => saved.set(thing, words));
        else assert.equal(await thing.read(), saved.get(thing) ?? '');
        await pause(waitMs);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.tuple(...things.map(() => steps)), async (ways) => {
        let isOver = false;
        const renewing = renewKeys(needsOf(world), { owners }).finally(() => {
          isOver = true;
        });
        const living = things.map((thing, index) => live(thing, ways[index] ?? [], () => isOver));
        const thrown = await openDraft(world);
        await Promise.all([...living, verifyAudit(world), throwAway(world, thrown.owner)]);
        assert.deepEqual(await renewing, { renewed: owners.length, spoilt: 0, wasUnfinished: false });
        assert.equal(await thrown.read(), 'gone');
        await verifyAudit(world);
      }),
      { numRuns: 1, endOnFailure: true },
    );
    for (const thing of things) assert.equal(await thing.read(), saved.get(thing) ?? '');
  });

  test('a renewal that is killed anywhere leaves all readable, and is ended by doing it again', async () => {
    const { world } = given();
    const things = await Promise.all([openNotes, openPerson, openDraft].map((each) => each(world)));
    const owners = things.map(({ owner }) => owner);
    for (const thing of things) await thing.save('before');
    const wait = 250;
    for (const afterMs of fc.sample(fc.integer({ min: 0, max: 5 * wait }), 3)) {
      const child = spawn(
        process.execPath,
        ['--eval', RENEWS, path.join(import.meta.dirname, 'renewing.ts'), world.data, `${wait}`, ...owners],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const closed = once(child, 'close');
      await Promise.race([once(child.stdout, 'data'), closed]);
      await pause(afterMs);
      child.kill('SIGKILL');
      await closed;
      await pause(wait);
      for (const thing of things) {
        assert.equal(await thing.read(), 'before');
        await thing.save('before');
      }
    }
    await renewKeys({ ...needsOf(world), knownEverywhereMs: wait }, { owners });
    for (const thing of things) assert.equal(await thing.read(), 'before');
    const keeper = addressOf(world.data, 'rowan_administrator', 'rowan_keys');
    const left = `select from rowan_keys.data_key where owner_id = any($1) and stage <> 'in-use'`;
    assert.deepEqual(await ask(keeper, left, [owners]), []);
    await verifyAudit(world);
  });
});

async function throwAway(world: World, draftId: string): Promise<void> {
  const rooms = { database: world.database, keys: world.keys };
  await throwDraftAway(rooms, world.staff.leo, draftId, reference);
}
