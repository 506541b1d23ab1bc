import assert from 'node:assert/strict';
import type pg from 'pg';
import { fc } from '../property.ts';
import { type Happening, type History, type People, relationOf } from './relation-model.ts';
import * as scene from './scene.ts';
import { makeUuid, type Name, type World } from './world.ts';

const cast = ['mona', 'rosa', 'leo', 'rita', 'tara', 'cleo', 'noor', 'bea', 'olga', 'frank'] as const;
const colleagues = cast.filter((name) => name !== 'frank' && name !== 'olga');
const people: People = {
  managerOf: { leo: 'mona', rita: 'mona', abel: 'mona' },
  receivers: ['rosa', 'erin', 'olga', 'frank'],
  administrators: ['olga', 'ada'],
  foreigners: ['frank'],
};

const someone = fc.constantFrom(...colleagues);
const anyone = fc.constantFrom(...cast.slice(0, 9));
const two = fc.uniqueArray(someone, { minLength: 2, maxLength: 2 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constant({ kind: 'opened' } as const),
  someone.map((by) => ({ kind: 'led', by }) as const),
  someone.map((who) => ({ kind: 'joined', who }) as const),
  someone.map((who) => ({ kind: 'left-team', who }) as const),
  anyone.map((who) => ({ kind: 'shut-out', who }) as const),
  someone.map((who) => ({ kind: 'let-in', who }) as const),
  fc
    .tuple(two, fc.boolean())
    .map(([[absent = '', who = ''], isNow]) => ({ kind: 'covers', absent, who, isNow }) as const),
  fc.tuple(anyone, fc.boolean()).map(([who, isNow]) => ({ kind: 'broke-glass', who, isNow }) as const),
  anyone.map((who) => ({ kind: 'ended-emergency', who }) as const),
  someone.map((who) => ({ kind: 'left-council', who }) as const),
  someone.map((who) => ({ kind: 'will-leave', who }) as const),
  fc.constant({ kind: 'closed' } as const),
  fc.constant({ kind: 'reopened' } as const),
);

/** What may become of a case, in any order in which it can. */
export const histories: fc.Arbitrary<History> = fc
  .record({ recorder: someone, events: fc.array(happening, { maxLength: 12 }) })
  .map(({ recorder, events }) => ({ recorder, events: makePossible(events) }));

/** Where two of its rules meet, or a rule meets its exception: always tried, whatever chance brings. */
const meetings: readonly (readonly [string, ...Happening[]])[] = [
  ...['rita', 'mona', 'tara', 'leo', 'rosa'].flatMap((who) => {
    const broke = { kind: 'broke-glass', who, isNow: true } as const;
    const [joined, led] = [{ kind: 'joined', who: 'tara' } as const, { kind: 'led', by: 'leo' } as const];
    return [['rita', joined, broke] as const, ['rita', { kind: 'opened' }, led, joined, broke] as const];
  }),
  ...(['shut-out', 'let-in', 'left-council', 'will-leave'] as const).map(
    (kind) =>
      [
        ...(['rita', { kind: 'joined', who: 'tara' }] as const),
        { kind: 'covers', absent: 'tara', who: 'noor', isNow: true },
        ...(kind === 'let-in' ? [{ kind: 'shut-out', who: 'tara' } as const] : []),
        { kind, who: 'tara' },
      ] as const,
  ),
  ['noor', { kind: 'opened' }, { kind: 'led', by: 'leo' }, { kind: 'led', by: 'tara' }],
  ['rita', { kind: 'broke-glass', who: 'noor', isNow: true }, { kind: 'ended-emergency', who: 'noor' }],
  ['rita', { kind: 'covers', absent: 'tara', who: 'rita', isNow: true }],
  ['rita', { kind: 'covers', absent: 'tara', who: 'rita', isNow: true }, { kind: 'opened' }],
];
export const examples: [History][] = meetings.map(([recorder, ...events]) => [{ recorder, events }]);

/** Nobody leads or closes what is not open, and nothing is opened twice. */
function makePossible(events: readonly Happening[]): readonly Happening[] {
  const opened = events.findIndex(({ kind }) => kind === 'opened');
  return events.filter(({ kind }, place) => {
    if (kind === 'opened') return place === opened;
    return !['led', 'closed', 'reopened'].includes(kind) || (opened >= 0 && place > opened);
  });
}

/** Lives a history in a transaction that is undone, and asks about everybody, in every way of asking. */
export async function compare(world: World, history: History): Promise<void> {
  const client = await world.administrator.connect();
  try {
    await client.query('begin');
    // Cover and emergencies of the scene would lend relations that the history does not know.
    await client.query('update rowan.cover set ends_at = starts_at');
    await client.query(endEmergencies);
    await client.query(`set local search_path = rowan; ${scene.otherCouncil}`);
    const caseId = makeUuid();
    await live(client, world, caseId, history);
    for (const name of cast) {
      const expected = relationOf(name, history, people);
      const seen = await askAs(client, world.staff[name].staffId, caseId);
      const isWhole = expected !== undefined && !(expected === 'recorder' && isOpen(history));
      const sees = expected !== undefined;
      const owed = sees && (expected !== 'emergency' || name === history.recorder);
      assert.deepEqual(
        seen,
        { relation: expected ?? null, sees, whole: isWhole, listed: sees, owed, row: sees },
        name,
      );
    }
  } finally {
    await client.query('rollback');
    client.release();
  }
}

/** Nothing that was done is ever rewritten, but for this. */
const endEmergencies = `
  set local session_replication_role = replica;
  update rowan.break_glass set ends_at = broken_at + interval '1 second' where ends_at > now();
  set local session_replication_role = origin`;

const isOpen = ({ events }: History) => events.some(({ kind }) => kind === 'opened');

async function live(
  client: pg.PoolClient,
  { staff }: World,
  caseId: string,
  history: History,
): Promise<void> {
  const by = (name: string) => staff[name as Name];
  const run = (statement: string) => client.query(`set local search_path = rowan; ${statement}`);
  await run(scene.insertCase(by(history.recorder), caseId));
  await run(scene.insertTask(by(history.recorder), caseId, makeUuid()));
  for (const event of history.events) await run(tell(event, by, caseId));
}

/** What happens, as a statement; rows that belong to nobody are nobody's. */
function tell(event: Happening, by: (name: string) => World['staff'][Name], caseId: string): string {
  const rosa = by('rosa');
  switch (event.kind) {
    case 'opened':
      return scene.insertOpening(rosa, caseId);
    case 'led':
      return scene.insertLead(rosa, caseId, by(event.by));
    case 'joined':
      return scene.insertMember(rosa, caseId, by(event.who));
    case 'left-team':
      return `update case_team set removed_at = now()
        where case_id = '${caseId}' and staff_id = '${by(event.who).staffId}'`;
    case 'shut-out':
      return scene.insertExclusion(rosa, caseId, by(event.who));
    case 'let-in':
      return `update exclusion set lifted_at = now(), lifted_by = set_by
        where case_id = '${caseId}' and staff_id = '${by(event.who).staffId}' and lifted_at is null`;
    case 'covers': {
      const [from, to] = event.isNow ? ['-1 hour', '1 hour'] : ['-2 hours', '-1 hour'];
      return scene.insertCover(rosa, by(event.absent), by(event.who), from, to);
    }
    case 'broke-glass':
      return scene.insertBreak(by(event.who), caseId, event.isNow);
    case 'ended-emergency':
      return scene.endBreaks(by(event.who), caseId);
    case 'left-council':
      return `update staff set left_on = greatest(joined_on, current_date)
        where staff_id = '${by(event.who).staffId}'`;
    case 'will-leave':
      return `update staff set left_on = current_date + 7
        where staff_id = '${by(event.who).staffId}' and left_on is null`;
    case 'closed':
    case 'reopened':
      return scene.insertClosing(rosa, caseId, event.kind);
  }
}

/** The ways in which the database is asked, and the table itself under its policies. */
async function askAs(client: pg.PoolClient, viewer: string, caseId: string) {
  await client.query(`set local role rowan_app`);
  await client.query(`select set_config('rowan.viewer', $1, true)`, [viewer]);
  const { rows } = await client.query(
    `select rowan_private.relation_to($1) as relation, rowan_private.sees_case($1) as sees,
       rowan_private.sees_whole_case($1) as whole,
       exists (
         select from rowan_private.my_case_ids() as mine (id) where mine.id = $1
         union all select from rowan_private.my_emergencies() as mine (id) where mine.id = $1
       ) as listed,
       exists (
         select from rowan_private.my_owed_case_ids(array['lead', 'receiver', 'manager', 'team', 'recorder'])
           as mine (id) where mine.id = $1
       ) as owed,
       exists (select from rowan.case_record where case_id = $1) as row`,
    [caseId],
  );
  await client.query('reset role');
  return rows[0];
}
