import {
  type Agenda,
  adviseEach,
  chooseNext,
  isPressing,
  planQuestions,
  type Question,
} from '../../advice/asking.rules.ts';
import {
  beginSituation,
  type Council,
  clearOf,
  findValue,
  isAnswer,
  listKnown,
  type Situation,
  sayOf,
} from '../../advice/situation.rules.ts';
import {
  evaluateCondition,
  type Fact,
  findDangerFact,
  findFactsOf,
  readDanger as readDangerOf,
} from '../../pathway/engine/index.ts';
import type { Typed } from '../../platform/typed.pure.ts';

/** How somebody comes to record. The name stands in no address. */
export const starts = ['danger', 'told', 'noticed', 'asked', 'working'] as const;
export type Start = (typeof starts)[number];

/** The pages on which something is typed or ticked, beside the questions of the policy. */
export const pageNames = ['colleagues', 'signs', 'who', 'children', 'other', 'note'] as const;
export type PageName = (typeof pageNames)[number];

/** What a draft holds. */
export interface Recording {
  readonly start: Start;
  /** A fact's id and its answer, in the order in which they were said. */
  readonly said: readonly (readonly [string, string])[];
  readonly typed: Readonly<Partial<Record<PageName, Typed>>>;
  /** Questions and pages in the order in which they were left behind, answered or passed. */
  readonly trail: readonly string[];
  /** Which form wrote each question or page last, so that an older one does not write over it. */
  readonly writers: Readonly<Record<string, string>>;
  /** Steps that were done already, by the ids of their actions. */
  readonly ticked: readonly string[];
}

/** The situations of the pathway that a start may mean. Where there is one, nobody is asked. */
const situationsOf: Readonly<Record<Start, readonly string[]>> = {
  danger: ['disclosure', 'report-by-other', 'concern', 'no-disclosure', 'perpetrator'],
  told: ['disclosure', 'report-by-other'],
  noticed: ['concern'],
  asked: ['caller'],
  working: ['perpetrator'],
};

export function beginRecording(start: Start, council: Council): Recording {
  const [only, ...others] = situationsOf[start];
  const danger = findDangerFact(council.policy);
  const said: [string, string][] = [];
  if (only !== undefined && others.length === 0) said.push(['situation', only]);
  if (start === 'danger' && danger !== undefined) said.push([danger, 'yes']);
  return { start, said, typed: {}, trail: [], writers: {}, ticked: [] };
}

/** Whether somebody is in danger: null is not known, which is not no. */
export function readDanger(situation: Situation): boolean | null {
  const [council] = situation.councils;
  return council === undefined ? null : readDangerOf(council.policy, listKnown(situation));
}

/** What Rowan knows by itself, so that nobody is asked. */
export interface Given {
  /** Of the recorder's team. */
  readonly service: string;
  readonly isOfficeOpen: boolean;
}

/** The fact that the clock tells; whoever knows better says so. */
export const clockFact = 'outOfHours';

/** What has been said, before the recorder's council; what somebody says counts before what is given. */
export function readSituation({ start, said }: Recording, council: Council, given: Given): Situation {
  const { service, isOfficeOpen } = given;
  let situation = beginSituation([council]);
  const answers: (readonly [string, string])[] = [['service', service], ...said];
  if (asksOf(council, clockFact)) answers.unshift([clockFact, isOfficeOpen ? 'no' : 'yes']);
  for (const [id, answer] of answers) {
    const fact = situation.facts.find((each) => each.id === id);
    if (fact !== undefined && isAnswer(fact, answer)) situation = sayOf(situation, id, answer);
  }
  if (findValue(findFact(situation, 'service'), service) === undefined)
    situation = clearOf(situation, 'service');
  return narrowSituation(situation, start);
}

/** Whether a policy has a rule that turns on a fact. */
function asksOf({ policy }: Council, fact: string): boolean {
  return policy.rules.some(({ when, unless }) =>
    [...findFactsOf(when), ...findFactsOf(unless)].includes(fact),
  );
}

/** Of what has happened, only what the start may mean is asked. */
function narrowSituation(situation: Situation, start: Start): Situation {
  const facts = situation.facts.map((fact) => {
    if (fact.id !== 'situation') return fact;
    return { ...fact, values: fact.values.filter(({ id }) => situationsOf[start].includes(id)) };
  });
  return { ...situation, facts };
}

function findFact({ facts }: Situation, id: string): Fact {
  return facts.find((fact) => fact.id === id) ?? { ...emptyFact, id };
}

const emptyFact: Omit<Fact, 'id'> = {
  from: 'staff',
  asked: 'always',
  question: '',
  hint: null,
  means: '',
  values: [],
  number: null,
};

export type Next =
  | { readonly kind: 'question'; readonly question: Question }
  | { readonly kind: 'page'; readonly page: PageName }
  | { readonly kind: 'result' };

/**
 * Safety first; then who must not see it; then what presses of what the policy asks; then who, and a note:
 * whoever is called away has written what matters. What is left of the policy's questions comes last.
 */
export function findNext(recording: Recording, situation: Situation): Next {
  const agenda = planQuestions(situation, adviseEach(situation));
  const opening = listOpening(situation).find(({ id }) => !situation.said.has(id));
  if (opening !== undefined) return { kind: 'question', question: findQuestion(agenda, opening) };
  const early = listPages(recording).early.find((page) => !recording.trail.includes(page));
  if (early !== undefined) return { kind: 'page', page: early };
  const question = chooseNext(situation, agenda);
  const late = listPages(recording).late.find((page) => !recording.trail.includes(page));
  if (question !== undefined && (late === undefined || isPressing(situation, question)))
    return { kind: 'question', question };
  return late === undefined ? { kind: 'result' } : { kind: 'page', page: late };
}

/** Whether every page is behind: what is asked from here on makes the advice more exact. */
export function hasEssentials(recording: Recording): boolean {
  return listPages(recording).late.every((page) => recording.trail.includes(page));
}

/** The pages of a recording, in their order. */
export function listPages({ start }: Pick<Recording, 'start'>): {
  readonly early: readonly PageName[];
  readonly late: readonly PageName[];
} {
  return {
    early: start === 'noticed' ? ['colleagues', 'signs'] : ['colleagues'],
    late: ['who', 'children', 'other', 'note'],
  };
}

/** What has happened, is anybody in danger, is it safe to talk. */
function listOpening(situation: Situation): Fact[] {
  const [council] = situation.councils;
  if (council === undefined) return [];
  const { policy } = council;
  const danger = findDangerFact(policy);
  const wanted = ['situation', ...(danger === undefined ? [] : [danger]), ...findFactsOf(policy.safeToAsk)];
  return wanted.flatMap((id) => situation.facts.find((fact) => fact.id === id) ?? []);
}

/** A question as the policy asks it now; one that decides nothing can still be answered anew. */
export function findQuestion({ questions, waiting, volunteered }: Agenda, fact: Fact): Question {
  const known = [...questions, ...waiting, ...volunteered];
  const found = known.find((question) => question.fact.id === fact.id);
  return { fact, decides: found?.decides ?? [] };
}

/** Until it is known to be safe to talk, nothing is put that only the survivor can answer. */
export function mayBePut(situation: Situation, fact: Fact): boolean {
  if (fact.from !== 'survivor' || situation.said.has(fact.id)) return true;
  const [council] = situation.councils;
  return council !== undefined && evaluateCondition(council.policy.safeToAsk, listKnown(situation)) === 'yes';
}

/** One answer more, or another one. */
export function answerQuestion(recording: Recording, fact: string, answer: string): Recording {
  const said = recording.said.some(([id]) => id === fact)
    ? recording.said.map((pair): readonly [string, string] => (pair[0] === fact ? [fact, answer] : pair))
    : [...recording.said, [fact, answer] as const];
  return leave({ ...recording, said }, `q:${fact}`);
}

/** What was typed on a page, kept as it was typed. */
export function keepTyped(recording: Recording, page: PageName, typed: Typed): Recording {
  return { ...recording, typed: { ...recording.typed, [page]: typed } };
}

/** A page or a question is behind, whether anything was said on it or not. */
export function leave(recording: Recording, place: string): Recording {
  return recording.trail.includes(place) ? recording : { ...recording, trail: [...recording.trail, place] };
}

/** Where somebody was before: a fact's id after "q:", a page, or nothing before the first. */
export function findBefore({ trail }: Recording, place: string | undefined): string | undefined {
  const at = place === undefined ? -1 : trail.indexOf(place);
  return trail[(at < 0 ? trail.length : at) - 1];
}

/** Which form is writing, and which one had written when its page was drawn. */
export interface Writer {
  readonly form: string;
  readonly before: string;
}

/**
 * Whether somebody wrote on this place after the form was drawn: in another window, or on another device.
 * The same form may be sent again.
 */
export function isStale({ writers }: Recording, place: string, { form, before }: Writer): boolean {
  const last = writers[place] ?? '';
  return last !== before && last !== form;
}

export function signBy(recording: Recording, place: string, { form }: Writer): Recording {
  return { ...recording, writers: { ...recording.writers, [place]: form } };
}
