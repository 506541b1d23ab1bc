import assert from 'node:assert/strict';
import type pg from 'pg';
import { fc } from '../property.ts';
import * as scene from './scene.ts';
import { makeUuid, type World } from './world.ts';

/** One way in which Paul comes to a case, and how it is taken from him. */
interface Sight {
  readonly give: (world: World, caseId: string) => string;
  readonly take: (world: World, caseId: string) => string;
}

const paulIs = ({ staff }: World) => `staff_id = '${staff.paul.staffId}'`;

const sights = {
  'of the team, and taken out': {
    give: ({ staff }, caseId) => scene.insertMember(staff.rosa, caseId, staff.paul),
    take: (world, caseId) =>
      `update case_team set removed_at = now() where case_id = '${caseId}' and ${paulIs(world)}`,
  },
  'of the team, and shut out': {
    give: ({ staff }, caseId) => scene.insertMember(staff.rosa, caseId, staff.paul),
    take: ({ staff }, caseId) => scene.insertExclusion(staff.rosa, caseId, staff.paul),
  },
  'an emergency, and ended': {
    give: ({ staff }, caseId) => scene.insertBreak(staff.paul, caseId, true),
    take: ({ staff }, caseId) => scene.endBreaks(staff.paul, caseId),
  },
  'an emergency, and shut out': {
    give: ({ staff }, caseId) => scene.insertBreak(staff.paul, caseId, true),
    take: ({ staff }, caseId) => scene.insertExclusion(staff.rosa, caseId, staff.paul),
  },
  'the lead, and another named': {
    give: ({ staff }, caseId) =>
      `${scene.insertOpening(staff.rosa, caseId)}; ${scene.insertLead(staff.rosa, caseId, staff.paul)}`,
    take: ({ staff }, caseId) => scene.insertLead(staff.rosa, caseId, staff.leo),
  },
  'cover for the recorder’s manager, and its end': {
    give: ({ staff }) => scene.insertCover(staff.mona, staff.mona, staff.paul, '-1 hour', '1 hour'),
    take: ({ staff }) =>
      `update cover set ends_at = starts_at where covering_staff_id = '${staff.paul.staffId}'`,
  },
} as const satisfies Record<string, Sight>;

type Step = 'begin' | 'change' | 'commit' | 'read';

export interface Schedule {
  readonly sight: keyof typeof sights;
  /** What is done, in this order; each reader has a transaction of its own, begun before anything else. */
  readonly steps: readonly { readonly step: Step; readonly reader: number }[];
}

const READERS = 3;

/** Reads of three transactions, before, between and after the three steps of taking sight away. */
export const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    sight: fc.constantFrom(...(Object.keys(sights) as (keyof typeof sights)[])),
    readers: fc.array(fc.nat(READERS - 1), { minLength: 4, maxLength: 14 }),
    places: fc.uniqueArray(fc.nat(20), { minLength: 3, maxLength: 3 }),
  })
  .map(({ sight, readers, places }) => {
    const steps: { step: Step; reader: number }[] = readers.map((reader) => ({ step: 'read', reader }));
    const names = ['begin', 'change', 'commit'] as const;
    const at = places.map((place) => Math.min(place, readers.length)).sort((one, other) => one - other);
    for (const place of [2, 1, 0])
      steps.splice(at[place] ?? 0, 0, { step: names[place] ?? 'begin', reader: 0 });
    return { sight, steps };
  });

/** Goes through a schedule: every read before the commit sees the case, and none after it does. */
export async function interleave(world: World, { sight, steps }: Schedule): Promise<void> {
  const { raw, administrator, staff } = world;
  const caseId = makeUuid();
  const { give, take }: Sight = sights[sight];
  await run(administrator, scene.insertCase(staff.rita, caseId));
  await run(administrator, give(world, caseId));
  const readers = await Promise.all(Array.from({ length: READERS }, () => raw.connect()));
  const taker = await administrator.connect();
  let isTaken = false;
  try {
    for (const reader of readers) {
      await reader.query('begin');
      await reader.query(`select set_config('rowan.viewer', $1, true)`, [staff.paul.staffId]);
    }
    for (const { step, reader } of steps) {
      if (step === 'read') {
        const rows = await readCase(readers[reader], caseId);
        assert.equal(rows, isTaken ? 0 : 1, `${sight}: a read ${isTaken ? 'after' : 'before'} the commit`);
      } else if (step === 'change') await run(taker, take(world, caseId));
      else await taker.query(step);
      isTaken ||= step === 'commit';
    }
    for (const reader of readers) assert.equal(await readCase(reader, caseId), 0, sight);
  } finally {
    for (const client of [...readers, taker]) {
      await client.query('rollback');
      client.release();
    }
    await administrator.query('update rowan.cover set ends_at = starts_at where covering_staff_id = $1', [
      staff.paul.staffId,
    ]);
  }
}

const run = (client: Pick<pg.PoolClient, 'query'>, statement: string) =>
  client.query(`set search_path = rowan, pg_temp; ${statement}; reset search_path`);

async function readCase(client: pg.PoolClient | undefined, caseId: string): Promise<number> {
  const found = await client?.query('select from case_record where case_id = $1', [caseId]);
  return found?.rowCount ?? -1;
}
