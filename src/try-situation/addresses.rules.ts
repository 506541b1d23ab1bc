import { clearOf, putOff, type Situation, sayOf } from '../advice/situation.rules.ts';
import { writeCode } from './code.rules.ts';

/** Where the pages stand. No address holds a word of what was answered. */
export const pages = {
  situation: '/try-a-situation',
  councils: '/try-a-situation/councils',
  questions: '/try-a-situation/questions',
  chart: '/try-a-situation/chart',
} as const;

type Address = `/${string}`;

export function addressOf(situation: Situation, page: keyof typeof pages = 'situation'): Address {
  return `${pages[page]}?s=${writeCode(situation)}${situation.showsChart ? '&c=1' : ''}`;
}

/** The same page with the flow chart on it, or without. */
export function addressWithChart(situation: Situation, showsChart: boolean): Address {
  return addressOf({ ...situation, showsChart });
}

/** Where one question is answered, or answered differently. */
export function addressOfQuestion(situation: Situation, fact: string): Address {
  return `${addressOf(situation)}&q=${placeOf(situation, fact)}`;
}

/** The situation without one answer. */
export function addressWithout(situation: Situation, fact: string): Address {
  return addressOf(clearOf(situation, fact));
}

/** The situation with one question left for later. */
export function addressAfterSkipping(situation: Situation, fact: string): Address {
  return addressOf(sayOf(situation, fact, putOff));
}

/** The number of a question in forms and addresses. */
export function placeOf({ facts }: Situation, fact: string): number {
  return facts.findIndex(({ id }) => id === fact);
}
