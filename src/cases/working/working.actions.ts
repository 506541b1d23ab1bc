import type { Hands } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { tell } from '../../messages/index.ts';
import { commitToWords, open, seal } from '../../platform/crypto/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
import { makeId } from '../../platform/ids.ts';
import {
  insertExclusion,
  insertLead,
  insertMember,
  insertOpening,
  liftExclusion,
  readLead,
  readMayBeAdded,
  readMayLead,
  readWorking,
  removeMember,
} from './working.store.ts';

/**
 * Opens a case with its lead and its team: the concern becomes one. Whoever is named for the team and may not
 * join it is left out.
 *
 * @param named whoever asks for it has found that the lead may lead it
 */
export async function openCase(
  tx: ActTx,
  caseId: string,
  { leadId, team }: { readonly leadId: string; readonly team: readonly string[] },
  hands: Hands,
): Promise<void> {
  const { viewer, clock, reference } = hands;
  await insertOpening(tx, caseId, viewer.staffId, clock.now());
  await recordEvent(tx, { verb: 'case.opened', caseId, reference });
  const members = team.length === 0 ? [] : await readMayBeAdded(tx, caseId, team);
  for (const memberId of members) await addMember(tx, caseId, memberId, hands);
  // The lead comes last: who opened a case steers it until it has one.
  await nameLead(tx, caseId, { leadId, before: undefined }, hands);
}

/**
 * Names the lead. They are told, and so is whoever led the case until now.
 *
 * @returns false for somebody who may not lead: of a team that never does, or shut out
 */
export async function assignLead(tx: ActTx, caseId: string, leadId: string, hands: Hands): Promise<boolean> {
  const [mayLead] = await readMayLead(tx, caseId, [leadId]);
  if (mayLead === undefined) return false;
  const before = await readLead(tx, caseId);
  if (before !== leadId) await nameLead(tx, caseId, { leadId, before }, hands);
  return true;
}

async function nameLead(
  tx: ActTx,
  caseId: string,
  { leadId, before }: { readonly leadId: string; readonly before: string | undefined },
  hands: Hands,
): Promise<void> {
  const { viewer, clock, reference } = hands;
  // Told and on record first: whoever hands their own case over may lose sight of it.
  await recordEvent(tx, { verb: 'lead.assigned', caseId, reference });
  await tell(tx, hands, { to: [leadId], kind: 'lead-given', caseId });
  if (before !== undefined) await tell(tx, hands, { to: [before], kind: 'lead-taken', caseId });
  await insertLead(tx, caseId, { leadId, setBy: viewer.staffId, at: clock.now() });
}

/** Adds a colleague by name; false for one who is shut out or has left, and for oneself by cover alone. */
export async function addToTeam(tx: ActTx, caseId: string, memberId: string, hands: Hands): Promise<boolean> {
  const [mayBeAdded] = await readMayBeAdded(tx, caseId, [memberId]);
  if (mayBeAdded === undefined) return false;
  await addMember(tx, caseId, memberId, hands);
  return true;
}

async function addMember(
  tx: ActTx,
  caseId: string,
  memberId: string,
  { viewer, clock, reference }: Hands,
): Promise<void> {
  const isNew = await insertMember(tx, caseId, { memberId, addedBy: viewer.staffId, at: clock.now() });
  if (isNew) await recordEvent(tx, { verb: 'team-member.added', caseId, reference });
}

/** Takes a colleague out of the team; false when they were not in it. */
export async function takeFromTeam(
  tx: ActTx,
  caseId: string,
  memberId: string,
  { clock, reference }: Hands,
): Promise<boolean> {
  const isRemoved = await removeMember(tx, caseId, memberId, clock.now());
  if (isRemoved) await recordEvent(tx, { verb: 'team-member.removed', caseId, reference });
  return isRemoved;
}

/** Whether a colleague was shut out for this very reason already: a form that was sent twice. */
export async function isShutOut(
  tx: ViewerTx,
  caseId: string,
  { staffId, why }: { readonly staffId: string; readonly why: string },
  { keys }: Pick<Hands, 'keys'>,
): Promise<boolean> {
  const { exclusions } = await readWorking(tx, caseId);
  const key = await keys.keyFor(caseId);
  return exclusions.some(
    (each) => each.staffId === staffId && open(key, placeOfWhy(each.exclusionId), each.whyCipher) === why,
  );
}

/** Where the reason of an exclusion is sealed. */
export const placeOfWhy = (exclusionId: string) => ({
  table: 'exclusion',
  column: 'why_cipher',
  row: exclusionId,
});

/**
 * Shuts a colleague out of a case, whatever their role, with the reason. Whoever answers for it and
 * information governance are told, by the database.
 */
export async function shutOut(
  tx: ActTx,
  caseId: string,
  { staffId, why }: { readonly staffId: string; readonly why: string },
  { viewer, keys, clock, reference }: Hands,
): Promise<void> {
  const exclusionId = makeId<'exclusion'>(clock);
  const key = await keys.keyFor(caseId);
  await insertExclusion(tx, {
    exclusionId,
    organisationId: viewer.organisationId,
    caseId,
    staffId,
    setBy: viewer.staffId,
    at: clock.now(),
    whyCipher: seal(key, placeOfWhy(exclusionId), why),
  });
  const reasonCommitment = commitToWords(key, exclusionId, why);
  await recordEvent(tx, { verb: 'exclusion.set', caseId, reasonCommitment, reference });
}

/** Lifts an exclusion; false when there was none to lift. */
export async function letIn(
  tx: ActTx,
  caseId: string,
  exclusionId: string,
  { viewer, clock, reference }: Hands,
): Promise<boolean> {
  const isLifted = await liftExclusion(tx, caseId, exclusionId, { by: viewer.staffId, at: clock.now() });
  if (isLifted) await recordEvent(tx, { verb: 'exclusion.lifted', caseId, reference });
  return isLifted;
}
