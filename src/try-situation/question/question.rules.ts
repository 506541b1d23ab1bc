import type { Fact } from '../../pathway/engine/index.ts';
import { addressAfterSkipping, addressOf, placeOf } from '../addresses.rules.ts';
import { writeCode } from '../code.rules.ts';
import { findValue, notKnown, type Situation } from '../situation.rules.ts';
import type { Question } from './asking.rules.ts';

/** One question as a page puts it. */
export interface QuestionModel {
  readonly code: string;
  readonly showsChart: boolean;
  readonly place: number;
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
  /** Leaves the question for later; or, while an answer is being changed, leaves it as it is. */
  readonly leave: { readonly text: string; readonly href: string };
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

export function describeQuestion({ situation, question, typed, error }: QuestionNeeds): QuestionModel {
  const { fact, decides } = question;
  const given = situation.said.get(fact.id);
  const isChange = given !== undefined;
  return {
    code: writeCode(situation),
    showsChart: situation.showsChart,
    place: placeOf(situation, fact.id),
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
    leave: isChange
      ? { text: 'Leave it as it is', href: addressOf(situation) }
      : { text: 'Skip for now', href: addressAfterSkipping(situation, fact.id) },
  };
}

export function labelActions({ councils }: Situation, ids: readonly string[]): string[] {
  const actions = councils.flatMap(({ policy }) => policy.actions);
  return ids.flatMap((id) => actions.find((action) => action.id === id)?.label ?? []);
}

function describeNumber({ number, ...fact }: Fact, given: string | undefined): QuestionModel['number'] {
  if (number === null) return null;
  const value = findValue({ number, ...fact }, given);
  return { unit: number.unit, range: describeRange(number), given: value?.label ?? null };
}

/** "a number of days: 0 or more, and less than 3650". */
export function describeRange({ unit, bands }: NonNullable<Fact['number']>): string {
  return `a number of ${unit}: ${bands[0]?.from} or more, and less than ${bands.at(-1)?.below}`;
}

/** The band that a typed number falls into; undefined where it is no number, or falls outside. */
export function findBand({ number }: Fact, typed: string): string | undefined {
  if (number === null || !/^-?\d{1,9}(\.\d{1,6})?$/.test(typed)) return undefined;
  const amount = Number(typed);
  return number.bands.find(({ from, below }) => amount >= from && amount < below)?.band;
}
