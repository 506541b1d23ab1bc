import type { Fact } from '../pathway/engine/index.ts';
import type { Question } from './asking.rules.ts';
import { findValue, notKnown, type Situation } from './situation.rules.ts';

/** One question as a page puts it. */
export interface PutQuestion {
  readonly text: string;
  readonly hint: string | null;
  /** Who can know the answer. */
  readonly from: string;
  readonly answers: readonly { readonly value: string; readonly label: string; readonly isGiven: boolean }[];
  /** A number is typed, and not chosen. */
  readonly number: { readonly unit: string; readonly range: string; readonly given: string | null } | null;
  readonly typed: string | null;
  readonly error: string | null;
  /** The labels of the steps that the answer decides. */
  readonly decides: readonly string[];
}

export interface QuestionNeeds {
  readonly situation: Situation;
  readonly question: Question;
  readonly typed: string | null;
  readonly error: string | null;
}

const whoKnows: Readonly<Record<Fact['from'], string>> = {
  staff: 'For you to judge',
  survivor: 'For them to say',
  record: 'Your records may show this',
};

export function putQuestion({ situation, question, typed, error }: QuestionNeeds): PutQuestion {
  const { fact, decides } = question;
  const given = situation.said.get(fact.id);
  return {
    text: fact.question,
    hint: fact.hint,
    from: fact.asked === 'volunteered' ? 'Only if they have told you' : whoKnows[fact.from],
    answers: [...fact.values, { id: notKnown, label: 'I don’t know yet' }].map(({ id, label }) => ({
      value: id,
      label,
      isGiven: id === (typed ?? given),
    })),
    number: describeNumber(fact, given),
    typed,
    error,
    decides: labelActions(situation, decides),
  };
}

function labelActions({ councils }: Situation, ids: readonly string[]): string[] {
  const actions = councils.flatMap(({ policy }) => policy.actions);
  return ids.flatMap((id) => actions.find((action) => action.id === id)?.label ?? []);
}

function describeNumber({ number, ...fact }: Fact, given: string | undefined): PutQuestion['number'] {
  if (number === null) return null;
  const value = findValue({ number, ...fact }, given);
  return { unit: number.unit, range: describeRange(number), given: value?.label ?? null };
}

/** "a number of days: 0 or more, and less than 3650". */
function describeRange({ unit, bands }: NonNullable<Fact['number']>): string {
  return `a number of ${unit}: ${bands[0]?.from} or more, and less than ${bands.at(-1)?.below}`;
}

/** The band that a typed number falls into; undefined where it is no number, or falls outside. */
function findBand({ number }: Fact, typed: string): string | undefined {
  if (number === null || !/^-?\d{1,9}(\.\d{1,6})?$/.test(typed)) return undefined;
  const amount = Number(typed);
  return number.bands.find(({ from, below }) => amount >= from && amount < below)?.band;
}

export type ReadTyped =
  | { readonly ok: true; readonly answer: string }
  | { readonly ok: false; readonly error: string };

/**
 * What was chosen or typed for one question.
 *
 * @returns a value of the fact, or `notKnown`; or what is wrong, in words
 */
export function readTyped(fact: Fact, typed: string): ReadTyped {
  const answer = fact.number === null || typed === notKnown ? typed : (findBand(fact, typed) ?? '');
  if (answer === notKnown || findValue(fact, answer) !== undefined) return { ok: true, answer };
  return { ok: false, error: explainWrong(fact, typed) };
}

function explainWrong({ number }: Fact, typed: string): string {
  if (number === null) {
    return typed === '' ? 'Choose an answer, or “I don’t know yet”' : 'Choose one of the answers on the page';
  }
  const range = describeRange(number);
  return typed === '' ? `Enter ${range}. Or choose “I don’t know yet”` : `Enter ${range}`;
}
