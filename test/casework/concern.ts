import { sql } from 'kysely';
import { recordEvent } from '../../src/audit/index.ts';
import { choosePolicy, type Facts } from '../../src/pathway/index.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Viewer } from '../../src/platform/http/index.ts';
import { makeId } from '../../src/platform/ids.ts';
import { makeTasks } from '../../src/work/index.ts';
import type { Partnership } from './partnership.ts';
import type { Desk, Visitor } from './recording-desk.ts';

/** A concern as recording leaves it: its row, its advice, its step on the way, and its tasks. */
export async function recordConcern(
  {
    started,
    keys,
    policies,
    clock,
  }: Pick<Partnership, 'keys' | 'policies'> & {
    started: Pick<Partnership['started'], 'database'>;
    clock: Clock;
  },
  recorder: Viewer,
  facts: Facts,
): Promise<string> {
  const caseId = makeId<'case'>(clock);
  const adviceId = makeId<'advice'>(clock);
  const now = clock.now();
  await keys.makeKey('case', caseId);
  const chosen = choosePolicy(policies, recorder.council, '2026-11-22');
  if (!chosen.ok) throw new Error(chosen.message);
  const { policy } = chosen;
  const advice = policy.advisor.advise(facts);
  const danger = facts['immediateDanger'] === 'yes' ? true : null;
  const { organisationId, staffId } = recorder;
  await started.database.actAs(
    staffId,
    (tx) => recordEvent(tx, { verb: 'concern.recorded', caseId, reference: 'TEST-0001' }),
    async (tx) => {
      await sql`insert into case_record
        (case_id, organisation_id, recorded_by, recorded_at, service, situation, danger, idempotency)
        values (${caseId}, ${organisationId}, ${staffId}, ${now}, ${facts['service'] ?? 'general'},
          ${facts['situation'] ?? 'concern'}, ${danger}, ${makeId(clock)})`.execute(tx);
      await sql`insert into advice
        (advice_id, case_id, given_at, given_to, facts, result, trace, policy_version, content_hash)
        values (${adviceId}, ${caseId}, ${now}, ${staffId}, ${JSON.stringify(facts)},
          ${JSON.stringify(advice)}, '[]', ${policy.version}, ${policy.contentHash})`.execute(tx);
      await sql`insert into concern_step (concern_step_id, case_id, kind, by_staff, at)
        values (${makeId(clock)}, ${caseId}, 'sent', ${staffId}, ${now})`.execute(tx);
      const hands = { viewer: recorder, clock, reference: 'TEST-0001' };
      await makeTasks(tx, { caseId, adviceId, advice, policy }, hands);
    },
  );
  return caseId;
}

export const disclosure: Facts = { situation: 'disclosure', service: 'general', safeToTalk: 'yes' };

/** A case that Mo recorded, and that Frankie took up and gave to Hana to lead. */
export async function openCase({ scene }: Desk, frankie: Visitor, facts = disclosure): Promise<string> {
  const caseId = await recordConcern(scene, scene.staff.mo, facts);
  const lead = scene.staff.hana.staffId;
  await frankie.post(`/cases/${caseId}/receiving/acceptance`, { lead });
  return caseId;
}
