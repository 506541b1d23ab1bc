import type { Draw } from '../draw.ts';
import { inventAgreement, withdrawn } from '../invented/contact.ts';
import { writeLaterNote, writeReason } from '../invented/notes.ts';
import { type InventedPerson, inventMove, inventRelative } from '../invented/people.ts';
import type { CouncilPlan } from '../staff-plan.ts';
import type { Told } from './choose-facts.ts';
import { findOfficeTime } from './office-hours.ts';
import { pick, pickLead } from './pick.ts';

type Agreement = ReturnType<typeof inventAgreement>;

/** What happens later. */
export type Event =
  | { readonly kind: 'asked' | 'answered' | 'waited' | 'corrected' | 'reopened-task' }
  | { readonly kind: 'handed-on'; readonly to: string }
  | { readonly kind: 'accepted'; readonly lead: string; readonly team: readonly string[] }
  | { readonly kind: 'noted'; readonly body: string }
  | { readonly kind: 'agreed'; readonly agreement: Agreement }
  | { readonly kind: 'moved'; readonly words: InventedPerson['words'] }
  | { readonly kind: 'joined'; readonly person: InventedPerson }
  | { readonly kind: 'shut-out'; readonly who: string; readonly why: string }
  | { readonly kind: 'worked'; readonly leaves: number }
  | { readonly kind: 'task-handed'; readonly to: string }
  | { readonly kind: 'learnt'; readonly fact: string; readonly value: string }
  | { readonly kind: 'closed' | 'opened-again'; readonly why: string };

export type Chapter = Event & { readonly at: Date };

/** An event, so many hours after the one before. */
type Later = readonly [hours: number, event: Event];

interface Beginning {
  readonly told: Told;
  readonly recorder: string;
  readonly excluded: readonly string[];
  readonly isLater: boolean;
  readonly people: readonly InventedPerson[];
  readonly recordedAt: Date;
  readonly until: Date;
}

const HOUR_MS = 3_600_000;
const DAY = 24;
/** Younger than that, a concern may well be nobody's yet. */
const FRESH = 30;
const SOON = 60 * DAY;

/** What came of a concern, until now. */
export function drawChapters(draw: Draw, plan: CouncilPlan, beginning: Beginning): readonly Chapter[] {
  const { recordedAt, until } = beginning;
  const age = (until.getTime() - recordedAt.getTime()) / HOUR_MS;
  if (!beginning.isLater && age < FRESH && draw.isSo(55)) return [];
  const events: readonly Later[] = [
    ...drawTakingUp(draw, plan, beginning),
    [3, { kind: 'worked', leaves: 1 + draw.below(3) }],
    ...drawContact(draw, beginning),
    ...drawWork(draw, plan, beginning),
    ...drawLearnt(draw, beginning),
    [20, { kind: 'worked', leaves: draw.below(3) }],
    ...drawEnd(draw, age, beginning.isLater),
  ];
  let at = recordedAt;
  return events
    .map(([hours, event]) => {
      at = findOfficeTime(new Date(at.getTime() + hours * HOUR_MS), draw);
      return { ...event, at };
    })
    .filter((chapter) => chapter.at < until);
}

function drawTakingUp(draw: Draw, plan: CouncilPlan, { recorder, excluded }: Beginning): Later[] {
  const lead = pickLead(draw, plan, excluded);
  const asks: Later[] = draw.isSo(15)
    ? [[2, { kind: 'asked' }], ...(draw.isSo(80) ? [[3, { kind: 'answered' }] as const] : [])]
    : [];
  const passed: Later[] = draw.isSo(8)
    ? [[2, { kind: 'handed-on', to: pick(draw, plan, listServices(plan), [recorder, ...excluded]) }]]
    : [];
  const waited: Later[] = draw.isSo(6) ? [[4 * DAY, { kind: 'waited' }]] : [];
  const team = draw.isSo(40) ? [recorder] : [];
  return [...asks, ...passed, ...waited, [1 + draw.below(12), { kind: 'accepted', lead, team }]];
}

/** What the survivor says is safe, and, of some, that it is not any more. */
function drawContact(draw: Draw, { told, people: [survivor] }: Beginning): Later[] {
  const isReached = survivor?.words.fullName !== undefined && told.facts['situation'] !== 'caller';
  if (!isReached || !draw.isSo(60)) return [];
  const agreed: Later = [5, { kind: 'agreed', agreement: inventAgreement(draw) }];
  return draw.isSo(15) ? [agreed, [6 * DAY, { kind: 'agreed', agreement: withdrawn }]] : [agreed];
}

function drawWork(draw: Draw, plan: CouncilPlan, { people, recorder, excluded }: Beginning): Later[] {
  const services = listServices(plan);
  const some = (percent: number, hours: number, make: () => Event): Later[] =>
    draw.isSo(percent) ? [[hours, make()]] : [];
  const notes = Array.from({ length: draw.below(4) }, (): Later => {
    return [DAY * (1 + draw.below(10)), { kind: 'noted', body: writeLaterNote(draw) }];
  });
  const isKnown = people[0]?.words.fullName !== undefined;
  return [
    ...some(20, 2, () => ({ kind: 'task-handed', to: pick(draw, plan, services, excluded) })),
    ...some(4, 4, () => ({
      kind: 'shut-out',
      who: pick(draw, plan, services, [recorder, ...excluded]),
      why: writeReason(draw, 'shut-out'),
    })),
    ...notes,
    ...(notes.length > 0 ? some(12, 1, () => ({ kind: 'corrected' })) : []),
    ...(isKnown ? some(15, 30, () => ({ kind: 'moved', words: inventMove(draw) })) : []),
    ...some(10, 20, () => ({ kind: 'joined', person: inventRelative(draw) })),
    ...some(8, 30, () => ({ kind: 'reopened-task' })),
  ];
}

const listServices = ({ teams }: CouncilPlan) => teams.map(({ service }) => service);

/** What is found out once the case is open: a level of risk, or that it is looked at again. */
function drawLearnt(draw: Draw, { told: { facts }, isLater }: Beginning): Later[] {
  if (isLater)
    return [[60 * DAY, { kind: 'learnt', fact: 'situation', value: facts['situation'] ?? 'review' }]];
  if (facts['dash'] !== undefined || !draw.isSo(20)) return [];
  return [[48, { kind: 'learnt', fact: 'dash', value: draw.oneOf(['high', 'medium', 'standard']) }]];
}

/** Most cases are closed after some weeks; a few are opened again. */
function drawEnd(draw: Draw, age: number, isLater: boolean): Later[] {
  if (age < SOON || !draw.isSo(isLater ? 30 : 82)) return [];
  const weeks = 3 + draw.below(6);
  const closed: Later = [weeks * 7 * DAY, { kind: 'closed', why: writeReason(draw, 'closed') }];
  if (!draw.isSo(10)) return [closed];
  return [
    closed,
    [(1 + draw.below(5)) * 7 * DAY, { kind: 'opened-again', why: writeReason(draw, 'opened-again') }],
    [2, { kind: 'noted', body: writeLaterNote(draw) }],
  ];
}
