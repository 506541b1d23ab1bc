import { type PutQuestion, putQuestion, type QuestionNeeds } from '../../advice/question.rules.ts';
import { addressAfterSkipping, addressOf, placeOf } from '../addresses.rules.ts';
import { writeCode } from '../code.rules.ts';

/** One question, and the situation in which it is put, as a code. */
export interface QuestionModel extends PutQuestion {
  readonly code: string;
  readonly showsChart: boolean;
  readonly place: number;
  /** Leaves the question for later; or, while an answer is being changed, leaves it as it is. */
  readonly leave: { readonly text: string; readonly href: string };
}

export function describeQuestion(needs: QuestionNeeds): QuestionModel {
  const { situation, question } = needs;
  const { fact } = question;
  return {
    ...putQuestion(needs),
    code: writeCode(situation),
    showsChart: situation.showsChart,
    place: placeOf(situation, fact.id),
    leave: situation.said.has(fact.id)
      ? { text: 'Leave it as it is', href: addressOf(situation) }
      : { text: 'Skip for now', href: addressAfterSkipping(situation, fact.id) },
  };
}
