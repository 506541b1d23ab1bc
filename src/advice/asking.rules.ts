import {
  type Advice,
  evaluateCondition,
  type Fact,
  findFactsOf,
  judgeRule,
  type Policy,
} from '../pathway/engine/index.ts';
import { type Council, listKnown, readForCouncil, type Situation } from './situation.rules.ts';

/** One council, and what its policy says of the situation. */
export interface Advised {
  readonly council: Council;
  readonly advice: Advice;
}

export interface Question {
  readonly fact: Fact;
  /** The ids of the actions that it decides, of either council. */
  readonly decides: readonly string[];
}

export interface Agenda {
  /** In the order in which they are put; those already passed over are among them. */
  readonly questions: readonly Question[];
  /** Only the survivor can answer them, and it is not known to be safe to ask. */
  readonly waiting: readonly Question[];
  /** What they wait for. */
  readonly gate: readonly Fact[];
  /** Not put to anybody: filled in only where somebody has said it of themselves. */
  readonly volunteered: readonly Question[];
}

/** Every policy's timings begin with the core's "now" and "today"; no policy has a hundred. */
const TODAY = 1;
const NO_SET_TIME = 100;

export function adviseEach(situation: Situation): Advised[] {
  return situation.councils.map((council) => ({
    council,
    advice: council.advise(readForCouncil(situation, council)),
  }));
}

/** What may be asked now, what waits until it is safe to ask, and what is never asked. */
export function planQuestions(situation: Situation, advised: readonly Advised[]): Agenda {
  const all = collectQuestions(situation, advised);
  const mayBePut = all.filter(
    ({ fact }) => fact.asked === 'always' || isConsentSought(situation, fact, advised),
  );
  const condition = situation.councils[0]?.policy.safeToAsk ?? { kind: 'always' as const };
  const isSafe = evaluateCondition(condition, listKnown(situation));
  const waiting = isSafe === 'yes' ? [] : mayBePut.filter(({ fact }) => fact.from === 'survivor');
  const gate = situation.facts.filter(({ id }) => waiting.length > 0 && findFactsOf(condition).includes(id));
  const free = mayBePut.filter((question) => !waiting.includes(question));
  const opening =
    isSafe === 'unknown' ? gate.filter(({ id }) => !free.some(({ fact }) => fact.id === id)) : [];
  const decides = [...new Set(waiting.flatMap((question) => question.decides))];
  const questions = [...free, ...opening.map((fact) => ({ fact, decides }))];
  return {
    questions: sortQuestions(situation, questions),
    waiting,
    gate,
    volunteered: all.filter(({ fact }) => fact.asked === 'volunteered'),
  };
}

/** The first question that has not been answered, and was not passed over. */
export function chooseNext(situation: Situation, { questions }: Agenda): Question | undefined {
  return questions.find(({ fact }) => !situation.said.has(fact.id));
}

function collectQuestions(situation: Situation, advised: readonly Advised[]): Question[] {
  const decides = new Map<string, Set<string>>();
  for (const question of advised.flatMap(({ advice }) => advice.ask)) {
    const known = decides.get(question.fact) ?? new Set();
    for (const action of question.decides) known.add(action);
    decides.set(question.fact, known);
  }
  const questions = situation.facts.flatMap((fact) => {
    const actions = decides.get(fact.id);
    return actions === undefined ? [] : [{ fact, decides: [...actions] }];
  });
  return sortQuestions(situation, questions);
}

/** The safety facts first; then what decides the step that is due soonest; then what decides most. */
function sortQuestions(situation: Situation, questions: readonly Question[]): Question[] {
  const first = listFirst(situation);
  const placed = questions.map((question) => {
    const place = first.indexOf(question.fact.id);
    const safety = place < 0 ? first.length : place;
    return { question, safety, soonest: findSoonest(situation, question), many: question.decides.length };
  });
  return placed
    .sort((a, b) => a.safety - b.safety || a.soonest - b.soonest || b.many - a.many)
    .map(({ question }) => question);
}

/** Whether somebody's safety hangs on the answer, or a step that would be due today. */
export function isPressing(situation: Situation, question: Question): boolean {
  return listFirst(situation).includes(question.fact.id) || findSoonest(situation, question) <= TODAY;
}

function listFirst({ councils }: Situation): readonly string[] {
  return [...new Set(councils.flatMap(({ policy }) => policy.askFirst))];
}

/** When the soonest of the steps that a question decides is due: a place among the policy's timings. */
function findSoonest({ councils }: Situation, { decides }: Question): number {
  const places = councils.flatMap(({ policy: { rules, timings } }) =>
    rules.flatMap(({ action, by }) =>
      by !== null && decides.includes(action) ? timings.findIndex(({ id }) => id === by) : [],
    ),
  );
  return Math.min(NO_SET_TIME, ...places);
}

/** Where nobody's agreement is needed they are told, not asked. */
function isConsentSought(situation: Situation, fact: Fact, advised: readonly Advised[]): boolean {
  if (fact.asked !== 'where-consent-is-sought') return false;
  return advised.some(({ council, advice }) => {
    const facts = readForCouncil(situation, council);
    const possible = new Set(advice.possible.map(({ action }) => action));
    const asks = new Set(
      advice.actions.flatMap((each) => (each.consent.state === 'ask' ? [each.action] : [])),
    );
    return seekingRules(council.policy, fact.id).some((rule) => {
      if (asks.has(rule.action)) return judgeRule(rule, facts) === 'yes';
      return possible.has(rule.action) && judgeRule(rule, facts) !== 'no';
    });
  });
}

function seekingRules(policy: Policy, fact: string) {
  return policy.rules.filter(({ consent }) => consent?.fact === fact && consent.unknown === 'ask');
}
