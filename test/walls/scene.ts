import type { Viewer } from '../../src/platform/http/index.ts';
import { makeUuid, type World, writeAs } from './world.ts';

/** A concern and a case that are alike but for the opening, with a row of everything that hangs on a case. */
export interface Place {
  readonly caseId: string;
  readonly reference: string;
  readonly noteId: string;
  readonly taskId: string;
  readonly personId: string;
  readonly exclusionId: string;
}

export interface Scene {
  readonly concern: Place;
  readonly case: Place;
}

/** Stands in every sealed column of the scene: it may not reach anybody who is not to see it. */
export const canary = 'kanarienvogel';
const sealed = `'${canary}'::bytea`;
const recordedAt = '2026-03-01T10:00:00Z';

/** What another council has settled otherwise changes nothing in this one. */
export const otherCouncil = `
  update organisation
  set receives_role = 'duty-desk', opens_services = '{general}', never_leads_services = '{}'
  where council = 'oddborough'`;

export const insertCase = (by: Viewer, caseId: string, situation = 'concern') => `
  insert into case_record
    (case_id, organisation_id, recorded_by, recorded_at, service, situation, danger, idempotency)
  values ('${caseId}', '${by.organisationId}', '${by.staffId}', '${recordedAt}', 'general', '${situation}',
    null, '${makeUuid()}')`;
export const insertOpening = (by: Viewer, caseId: string) =>
  `insert into case_opening (case_id, opened_by) values ('${caseId}', '${by.staffId}')`;
export const insertLead = (by: Viewer, caseId: string, lead: Viewer) =>
  `insert into case_lead (case_id, staff_id, set_by)
    values ('${caseId}', '${lead.staffId}', '${by.staffId}')`;
export const insertMember = (by: Viewer, caseId: string, member: Viewer) =>
  `insert into case_team (case_id, staff_id, added_by)
   values ('${caseId}', '${member.staffId}', '${by.staffId}')`;
export const insertNote = (by: Viewer, caseId: string, noteId: string, corrects?: string) =>
  `insert into note (note_id, case_id, written_by, corrects, body_cipher)
   values ('${noteId}', '${caseId}', '${by.staffId}', ${corrects ? `'${corrects}'` : 'null'}, ${sealed})`;
export const insertAdvice = (by: Viewer, caseId: string, adviceId: string) =>
  `insert into advice (advice_id, case_id, given_to, facts, result, trace, policy_version, content_hash)
   values ('${adviceId}', '${caseId}', '${by.staffId}', '{"${canary}": "yes"}', '{}', '{}', '1',
     repeat('a', 64))`;
export const insertSign = (by: Viewer, caseId: string, sign: string = canary) =>
  `insert into sign_seen (case_id, sign, seen_by) values ('${caseId}', '${sign}', '${by.staffId}')`;
export const insertTask = (by: Viewer, caseId: string, taskId: string, owner?: Viewer) =>
  `insert into task (task_id, organisation_id, case_id, action, label, owner_role, owner_id, timing)
   values ('${taskId}', '${by.organisationId}', '${caseId}', '${canary}', '${canary}', 'manager',
     ${owner ? `'${owner.staffId}'` : 'null'}, 'now')`;
export const insertTaskStep = (by: Viewer, caseId: string, taskId: string) =>
  `insert into task_step (task_step_id, task_id, case_id, kind, by_staff, why_cipher)
   values ('${makeUuid()}', '${taskId}', '${caseId}', 'done', '${by.staffId}', ${sealed})`;
export const insertStep = (by: Viewer, caseId: string, kind: string) =>
  `insert into concern_step (concern_step_id, case_id, kind, by_staff, words_cipher)
   values ('${makeUuid()}', '${caseId}', '${kind}', '${by.staffId}', ${sealed})`;
export const insertExclusion = (by: Viewer, caseId: string, who: Viewer, id = makeUuid()) =>
  `insert into exclusion (exclusion_id, organisation_id, case_id, staff_id, set_by, why_cipher)
   values ('${id}', '${by.organisationId}', '${caseId}', '${who.staffId}', '${by.staffId}', ${sealed})`;
export const insertSafeContact = (by: Viewer, caseId: string, told = false) =>
  `insert into safe_contact (safe_contact_id, case_id, written_by, ways_cipher, told)
   values ('${makeUuid()}', '${caseId}', '${by.staffId}', ${sealed}, ${told})`;
export const insertClosing = (by: Viewer, caseId: string, kind: 'closed' | 'reopened') =>
  `insert into case_closing (case_closing_id, case_id, kind, by_staff, at, why_cipher)
   values ('${makeUuid()}', '${caseId}', '${kind}', '${by.staffId}', clock_timestamp(), ${sealed})`;
export const insertPerson = (by: Viewer, personId: string) =>
  `insert into person (person_id, organisation_id, kind, full_name_cipher, address_cipher, created_by)
   values ('${personId}', '${by.organisationId}', 'survivor', ${sealed}, ${sealed}, '${by.staffId}')`;
export const insertPart = (by: Viewer, caseId: string, personId: string) =>
  `insert into case_person (organisation_id, case_id, person_id, part, added_by)
   values ('${by.organisationId}', '${caseId}', '${personId}', 'survivor', '${by.staffId}')`;
export const insertToken = (by: Viewer, personId: string, word: string = canary, purpose = 'name') =>
  `insert into person_token (person_id, organisation_id, purpose, token)
   values ('${personId}', '${by.organisationId}', '${purpose}', sha256('${word}'))`;
export const insertCover = (by: Viewer, absent: Viewer, covering: Viewer, from: string, to: string) =>
  `insert into cover
     (cover_id, organisation_id, absent_staff_id, covering_staff_id, starts_at, ends_at, set_by)
   values ('${makeUuid()}', '${by.organisationId}', '${absent.staffId}', '${covering.staffId}',
     now() + interval '${from}', now() + interval '${to}', '${by.staffId}')`;
export const insertBreak = (by: Viewer, caseId: string, isNow: boolean, id = makeUuid()) =>
  `insert into break_glass
     (break_glass_id, organisation_id, case_id, staff_id, why_cipher, broken_at, ends_at)
   select '${id}', organisation_id, case_id, '${by.staffId}', ${sealed},
     now() - interval '${isNow ? 1 : 5} hours', now() + interval '${isNow ? 3 : -1} hours'
   from case_record where case_id = '${caseId}' and organisation_id = '${by.organisationId}'`;
/** Whoever opened it in an emergency ends that. */
export const endBreaks = (by: Viewer, caseId: string) =>
  `insert into break_glass_step (break_glass_step_id, break_glass_id, case_id, kind, by_staff)
   select uuidv7(), break_glass_id, case_id, 'ended', staff_id from break_glass
   where case_id = '${caseId}' and staff_id = '${by.staffId}'`;
/** Bea has broken the glass; Ben's time is over, once by the clock and once because he said so. */
async function breakGlasses({ administrator, staff }: World, caseId: string): Promise<void> {
  const { bea, ben } = staff;
  const statements = [
    insertBreak(bea, caseId, true),
    insertBreak(ben, caseId, true),
    endBreaks(ben, caseId),
    insertBreak(ben, caseId, false),
  ];
  const client = await administrator.connect();
  await client.query(`set search_path = rowan, pg_temp; ${statements.join('; ')}; reset search_path`);
  client.release();
}
const audit = (caseId: string) =>
  `select rowan_private.append_audit('${canary}', '${caseId}', null, null, 'TEST-TEST', '{}')`;

/**
 * Fills the world with the scene. Rita records, Rosa opens, Leo leads, Tara is in the team of both, Erin is
 * kept out.
 */
export async function setScene(world: World): Promise<Scene> {
  const { rita, rosa, leo, mona, tara, cleo, colin } = world.staff;
  const concern = await furnish(world, makeUuid(), [rita, rita]);
  await writeAs(world, rosa, insertMember(rosa, concern.caseId, tara));
  const opened = makeUuid();
  await writeAs(world, rita, insertCase(rita, opened), insertStep(rita, opened, 'sent'));
  await writeAs(
    world,
    rosa,
    insertOpening(rosa, opened),
    insertMember(rosa, opened, tara),
    insertMember(rosa, opened, world.staff.erin),
    insertLead(rosa, opened, leo),
  );
  const whole = await furnish(world, opened, [undefined, leo]);
  await shutOutElsewhere(world);
  await writeAs(world, leo, insertCover(leo, leo, cleo, '-1 hour', '1 day'));
  await writeAs(world, leo, insertCover(leo, leo, colin, '-2 days', '-1 day'));
  await writeAs(world, mona, insertCover(mona, rita, cleo, '-1 hour', '1 day'));
  return { concern, case: whole };
}

/** Being kept out of one case takes nothing away in another. */
async function shutOutElsewhere(world: World): Promise<void> {
  const { rosa, rita, leo, mona, tara, cleo, bea, erin } = world.staff;
  const caseId = makeUuid();
  const out = [rita, leo, mona, tara, cleo, bea, erin].map((who) => insertExclusion(rosa, caseId, who));
  await writeAs(world, rosa, insertCase(rosa, caseId), ...out);
}

/** A row of everything. */
async function furnish(
  world: World,
  caseId: string,
  [recorder, writer]: readonly [Viewer | undefined, Viewer],
): Promise<Place> {
  const [noteId, taskId, personId, exclusionId] = [makeUuid(), makeUuid(), makeUuid(), makeUuid()];
  const { erin } = world.staff;
  const by = writer;
  await writeAs(
    world,
    by,
    ...(recorder === undefined ? [] : [insertCase(recorder, caseId), insertStep(recorder, caseId, 'sent')]),
    insertNote(by, caseId, noteId),
    insertAdvice(by, caseId, makeUuid()),
    insertSign(by, caseId),
    insertTask(by, caseId, taskId),
    insertTaskStep(by, caseId, taskId),
    insertSafeContact(by, caseId),
    insertPerson(by, personId),
    insertToken(by, personId),
    insertPart(by, caseId, personId),
    `update person set version = version + 1 where person_id = '${personId}'`,
    insertExclusion(by, caseId, erin, exclusionId),
    audit(caseId),
  );
  await breakGlasses(world, caseId);
  const { rows } = await world.administrator.query<{ reference: string }>(
    'select reference from rowan.case_record where case_id = $1',
    [caseId],
  );
  return { caseId, reference: rows[0]?.reference ?? '', noteId, taskId, personId, exclusionId };
}
