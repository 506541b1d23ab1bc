import { type Facts, type LoadedPolicy, readDanger } from '../pathway/index.ts';
import { chooseFacts, laterSituations, type Told } from './choose-facts.ts';
import { type Draw, makeDraw } from './draw.ts';
import { writeFirstNote, writeLaterNote } from './invented-notes.ts';
import { type InventedPerson, inventPeople } from './invented-people.ts';
import type { CouncilPlan } from './staff-plan.ts';

/** What happens later, so many hours after what came before. */
export type Chapter = { readonly hours: number } & (
  | { readonly kind: 'asked' | 'answered' | 'corrected' | 'reopened' }
  | { readonly kind: 'accepted'; readonly lead: string; readonly team: readonly string[] }
  | { readonly kind: 'noted'; readonly body: string }
  | { readonly kind: 'worked'; readonly tasks: number }
  | { readonly kind: 'learnt'; readonly fact: string; readonly value: string }
);

/** A concern and what came of it. People of the council stand in it by their sign-ins. */
export interface Story {
  readonly recorder: string;
  readonly receiver: string;
  readonly excluded: readonly string[];
  readonly recordedAt: Date;
  readonly service: string;
  readonly situation: string;
  readonly danger: boolean | null;
  readonly facts: Facts;
  readonly people: readonly InventedPerson[];
  readonly note: string;
  readonly signs: readonly string[];
  readonly chapters: readonly Chapter[];
}

const HOUR_MS = 3_600_000;
const TWO_YEARS_OF_HOURS = 730 * 24;
const WEEK_OF_HOURS = 7 * 24;
const OLD = 90 * 24;
const ALL_TASKS = 100;
const LOOKED_AT_AGAIN_AFTER = 120 * 24;

/**
 * The stories of a council over the two years before a moment; none is older than the policy that advised on
 * it. The first of them bring up all that the policy has.
 */
export function drawStories(
  loaded: LoadedPolicy,
  plan: CouncilPlan,
  { count, seed, until }: { readonly count: number; readonly seed: number; readonly until: Date },
): readonly Story[] {
  const draw = makeDraw(seed);
  const told = chooseFacts(loaded, count, draw);
  return told.map((each) => drawStory(draw, loaded, plan, each, until));
}

function drawStory(draw: Draw, loaded: LoadedPolicy, plan: CouncilPlan, told: Told, until: Date): Story {
  const { service } = told;
  const isLater = laterSituations.includes(told.facts['situation'] ?? '');
  // One in eight is of the last week, and of those a third is still to be taken up.
  const isRecent = draw.isSo(12) && !isLater;
  const hoursAgo = drawHoursAgo(draw, findSpan(loaded, until), { isRecent, isLater });
  const recordedAt = new Date(until.getTime() - hoursAgo * HOUR_MS);
  const facts = isLater ? { ...told.facts, situation: 'disclosure' } : told.facts;
  const situation = facts['situation'] ?? 'disclosure';
  const recorder = pick(draw, plan, [service]);
  const excluded = draw.isSo(5)
    ? [
        pick(
          draw,
          plan,
          plan.teams.map((team) => team.service),
          [recorder],
        ),
      ]
    : [];
  return {
    recorder,
    receiver: findReceiver(plan),
    excluded,
    recordedAt,
    service,
    situation,
    danger: readDanger(loaded.policy, facts),
    facts,
    people: inventPeople(draw, facts, recordedAt.getUTCFullYear()),
    note: writeFirstNote(draw, situation),
    signs: drawSigns(draw, loaded, situation),
    chapters: keepPast(
      drawChapters(draw, plan, { told, recorder, excluded, isLater, isRecent, isOld: hoursAgo > OLD }),
      hoursAgo,
    ),
  };
}

/** A case that is looked at again was opened long enough ago for that. */
function drawHoursAgo(
  draw: Draw,
  span: number,
  { isRecent, isLater }: { readonly isRecent: boolean; readonly isLater: boolean },
): number {
  if (isRecent) return 2 + draw.below(WEEK_OF_HOURS);
  const least = isLater ? LOOKED_AT_AGAIN_AFTER : 2;
  return Math.min(span, least + draw.below(Math.max(1, span - least)));
}

function findSpan({ words }: LoadedPolicy, until: Date): number {
  const inForce = Date.parse(`${words['in-force'].from}T00:00:00Z`);
  const hours = Math.floor((until.getTime() - inForce) / HOUR_MS);
  return Math.max(2, Math.min(TWO_YEARS_OF_HOURS, hours));
}

function findReceiver({ people, receivesRole }: CouncilPlan): string {
  const receiver = people.find(({ roles }) => roles.includes(receivesRole));
  if (receiver === undefined) throw new Error('Nobody receives concerns.');
  return receiver.signIn;
}

/** Somebody of a service who is neither the administrator nor kept out. */
function pick(
  draw: Draw,
  { people }: CouncilPlan,
  services: readonly string[],
  not: readonly string[] = [],
): string {
  const others = people
    .slice(1)
    .filter(({ service, signIn }) => services.includes(service) && !not.includes(signIn));
  return draw.oneOf(others).signIn;
}

function drawSigns(draw: Draw, { handbook }: LoadedPolicy, situation: string): readonly string[] {
  if (situation !== 'concern' && !draw.isSo(25)) return [];
  const signs = handbook.signs.flatMap((kind) => kind.signs.map(({ id }) => id));
  if (signs.length === 0) return [];
  return [...new Set(Array.from({ length: 1 + draw.below(4) }, () => draw.oneOf(signs)))];
}

interface Beginning {
  readonly told: Told;
  readonly recorder: string;
  readonly excluded: readonly string[];
  readonly isLater: boolean;
  readonly isRecent: boolean;
  /** Long enough ago for nearly everything to be done. */
  readonly isOld: boolean;
}

function drawChapters(
  draw: Draw,
  plan: CouncilPlan,
  { told, recorder, excluded, isLater, isRecent, isOld }: Beginning,
): Chapter[] {
  if (!isLater && draw.isSo(isRecent ? 35 : 3)) return [];
  const leading = plan.teams
    .map(({ service }) => service)
    .filter((each) => !plan.neverLeadsServices.includes(each));
  const lead = pick(draw, plan, leading, excluded);
  const asks: Chapter[] = draw.isSo(15)
    ? [{ kind: 'asked', hours: 2 }, ...(draw.isSo(80) ? [{ kind: 'answered', hours: 3 } as const] : [])]
    : [];
  const notes = Array.from({ length: draw.below(4) }, (): Chapter => {
    return { kind: 'noted', hours: 24 * (1 + draw.below(14)), body: writeLaterNote(draw) };
  });
  return [
    ...asks,
    { kind: 'accepted', hours: 1 + draw.below(20), lead, team: draw.isSo(40) ? [recorder] : [] },
    ...notes,
    ...(draw.isSo(8) ? [{ kind: 'corrected', hours: 1 } as const] : []),
    { kind: 'worked', hours: 20, tasks: isOld && draw.isSo(90) ? ALL_TASKS : draw.below(12) },
    ...(draw.isSo(8) ? [{ kind: 'reopened', hours: 30 } as const] : []),
    ...drawLearnt(draw, told, isLater),
  ];
}

/** What is found out once the case is open: a level of risk, or that it is looked at again. */
function drawLearnt(draw: Draw, { facts }: Told, isLater: boolean): Chapter[] {
  if (isLater)
    return [{ kind: 'learnt', hours: 60 * 24, fact: 'situation', value: facts['situation'] ?? 'review' }];
  if (facts['dash'] !== undefined || !draw.isSo(20)) return [];
  return [{ kind: 'learnt', hours: 48, fact: 'dash', value: draw.oneOf(['high', 'medium', 'standard']) }];
}

/** Nothing happens in the future. */
function keepPast(chapters: readonly Chapter[], hoursAgo: number): readonly Chapter[] {
  let hours = 0;
  return chapters.filter((chapter) => {
    hours += chapter.hours;
    return hours < hoursAgo;
  });
}
