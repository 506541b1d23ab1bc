import { type Guidance, showGuidance, showQuestion } from '../../advice/index.ts';
import type { PutQuestion } from '../../advice/question.rules.ts';
import { html, type PageContent } from '../../platform/html/index.ts';
import { beginning } from './addresses.rules.ts';
import { sheet } from './sheet.examples.ts';
import { drawSheet, type Sheet, skipButton } from './sheet.ts';

export interface QuestionModel {
  readonly sheet: Sheet;
  readonly question: PutQuestion;
  readonly place: number;
  /** What the council's own guidance says beside this question. */
  readonly guidance: readonly Guidance[];
}

export function model(needs: QuestionModel): QuestionModel {
  return needs;
}

const drawPage = ({ sheet: own, question, place, guidance }: QuestionModel): PageContent => ({
  ...drawSheet(own, {
    main: html`${showQuestion(question, {
      action: `${beginning}/${own.draft}/question`,
      hidden: { q: String(place), form: own.form, before: own.before },
      live: '#what-now, #what-now-count',
      leave: skipButton,
    })}
${guidance.map(showGuidance)}`,
  }),
  hasErrors: question.error !== null,
});

export { drawPage as html };

const danger: PutQuestion = {
  text: 'Is anybody in danger right now?',
  hint: 'If somebody may be hurt now, call 999 first and come back to this page after.',
  from: 'For you to judge',
  answers: [
    { value: 'yes', label: 'Yes', isGiven: false },
    { value: 'no', label: 'No', isGiven: false },
    { value: '?', label: 'I don’t know yet', isGiven: false },
  ],
  number: null,
  typed: null,
  error: null,
  decides: ['Call 999'],
};

const typical: QuestionModel = { sheet, question: danger, place: 4, guidance: [] };
const unbroken = 'Gwenllian-Aphrodite-Featherstonehaugh-Cholmondeley-von-Wolfeschlegelsteinhausenbergerdorff';

const guidance: readonly Guidance[] = [
  {
    title: 'Before you ask anything',
    says: 'Find a quiet room where nobody can hear you.',
    words: ['Is now a good time to talk?'],
    points: ['They came alone.'],
  },
];

export const examples: Readonly<Record<string, QuestionModel>> = {
  typical,
  'with guidance': { ...typical, guidance },
  'the essentials are written': { ...typical, sheet: { ...sheet, hasEssentials: true } },
  error: { ...typical, question: { ...danger, error: 'Choose an answer, or “I don’t know yet”' } },
  'long names': { ...typical, question: { ...danger, text: `Has ${unbroken} rung?` } },
};
