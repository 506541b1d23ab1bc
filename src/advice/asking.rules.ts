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

/** The safety facts first, then what decides most. */
function sortQuestions({ councils }: Situation, questions: readonly Question[]): Question[] {
  const first = [...new Set(councils.flatMap(({ policy }) => policy.askFirst))];
  const place = ({ fact }: Question) => (first.includes(fact.id) ? first.indexOf(fact.id) : first.length);
  return questions.toSorted((a, b) => place(a) - place(b) || b.decides.length - a.decides.length);
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
