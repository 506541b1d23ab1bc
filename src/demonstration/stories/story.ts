import { type Facts, type LoadedPolicy, readDanger } from '../../pathway/index.ts';
import { type Draw, makeDraw } from '../draw.ts';
import { writeFirstNote } from '../invented/notes.ts';
import { type InventedPerson, inventPeople } from '../invented/people.ts';
import type { CouncilPlan } from '../staff-plan.ts';
import { type Chapter, drawChapters } from './chapters.ts';
import { chooseFacts, laterSituations, type Told } from './choose-facts.ts';
import { findOfficeTime } from './office-hours.ts';
import { pick, pickRecorder } from './pick.ts';

/** A concern and what came of it. People of the council stand in it by their sign-ins. */
export interface Story {
  /** Its place among those that were drawn. */
  readonly turn: number;
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

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const TWO_YEARS_OF_HOURS = 730 * 24;
const WEEK_OF_HOURS = 7 * 24;
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
  return told.map((each, turn) => drawStory(draw, loaded, plan, { told: each, turn, until }));
}

function drawStory(
  draw: Draw,
  loaded: LoadedPolicy,
  plan: CouncilPlan,
  { told, turn, until }: { readonly told: Told; readonly turn: number; readonly until: Date },
): Story {
  const { service } = told;
  const isLater = laterSituations.includes(told.facts['situation'] ?? '');
  // One in eight is of the last week.
  const isRecent = draw.isSo(12) && !isLater;
  const recordedAt = drawMoment(draw, until, drawHoursAgo(draw, findSpan(loaded, until), isRecent, isLater));
  const facts = isLater ? { ...told.facts, situation: 'disclosure' } : told.facts;
  const situation = facts['situation'] ?? 'disclosure';
  const recorder = pickRecorder(draw, plan, service);
  const services = plan.teams.map((team) => team.service);
  const excluded = draw.isSo(5) ? [pick(draw, plan, services, [recorder])] : [];
  const people = inventPeople(draw, facts, recordedAt.getUTCFullYear());
  return {
    turn,
    recorder,
    receiver: findReceiver(plan),
    excluded,
    recordedAt,
    service,
    situation,
    danger: readDanger(loaded.policy, facts),
    facts,
    people,
    note: writeFirstNote(draw, situation),
    signs: drawSigns(draw, loaded, situation),
    chapters: drawChapters(draw, plan, { told, recorder, excluded, isLater, people, recordedAt, until }),
  };
}

/** Mostly while people are at work, and never later than now. */
function drawMoment(draw: Draw, until: Date, hoursAgo: number): Date {
  const moment = new Date(until.getTime() - hoursAgo * HOUR_MS - draw.below(60) * MINUTE_MS);
  const inOffice = findOfficeTime(moment, draw);
  return draw.isSo(90) && inOffice < until ? inOffice : moment;
}

/** A case that is looked at again was opened long enough ago for that. */
function drawHoursAgo(draw: Draw, span: number, isRecent: boolean, isLater: boolean): number {
  if (isRecent) return 1 + draw.below(WEEK_OF_HOURS);
  const least = isLater ? LOOKED_AT_AGAIN_AFTER : 2;
  return Math.min(span, least + draw.below(Math.max(1, span - least)));
}

function findSpan({ words }: LoadedPolicy, until: Date): number {
  const inForce = Date.parse(`${words['in-force'].from}T00:00:00Z`);
  const hours = Math.floor((until.getTime() - inForce) / HOUR_MS) - 1;
  return Math.max(2, Math.min(TWO_YEARS_OF_HOURS, hours));
}

function findReceiver({ people, receivesRole }: CouncilPlan): string {
  const receiver = people.find(({ roles }) => roles.includes(receivesRole));
  if (receiver === undefined) throw new Error('Nobody receives concerns.');
  return receiver.signIn;
}

function drawSigns(draw: Draw, { handbook }: LoadedPolicy, situation: string): readonly string[] {
  if (situation !== 'concern' && !draw.isSo(25)) return [];
  const signs = handbook.signs.flatMap((kind) => kind.signs.map(({ id }) => id));
  if (signs.length === 0) return [];
  return [...new Set(Array.from({ length: 1 + draw.below(4) }, () => draw.oneOf(signs)))];
}
