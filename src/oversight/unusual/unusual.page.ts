import {
  button,
  type FieldError,
  findError,
  type Html,
  html,
  type PageContent,
  showProblems,
  tag,
  textarea,
} from '../../platform/html/index.ts';

export interface UnusualModel {
  /** The reader's own, who is asked; or those of others, which are reviewed. */
  readonly whose: 'own' | 'others';
  /** Information governance may; whoever manages the reader sees it. */
  readonly mayClose: boolean;
  readonly readings: readonly Reading[];
  /** What was sent last, and what is wrong with it. */
  readonly typed: { readonly unusualId: string; readonly words: string } | null;
  readonly errors: readonly FieldError[];
}

export interface Reading {
  readonly unusualId: string;
  readonly action: string;
  readonly says: string;
  readonly who: string | null;
  readonly answer: string | null;
  readonly closing: string | null;
}

/** As it was read, with what was wrong with what was sent. */
export function model(
  read: Pick<UnusualModel, 'whose' | 'mayClose' | 'readings'>,
  sent?: Pick<UnusualModel, 'typed' | 'errors'>,
): UnusualModel {
  return { ...read, typed: sent?.typed ?? null, errors: sent?.errors ?? [] };
}

const words = {
  own: {
    title: 'Reading that you are asked about',
    lead: `Rowan asks everybody who reads at an unusual hour, or unusually much, or about somebody of the same
surname. There is mostly a good reason. Say it in a sentence; information governance reads it.`,
    empty: 'You are asked about nothing.',
    label: 'Why was it needed?',
    verb: 'Keep the reason',
  },
  others: {
    title: 'Unusual reading',
    lead: `Out of the usual is not wrong. Each reader was asked why. Whoever manages them reads the reason
here; information governance looks at what was read as well, and closes it.`,
    empty: `None. Here stands who read many cases in an hour, in the night, or about somebody of their own
surname, and who found no case in one emergency after another.`,
    label: 'What was found',
    verb: 'Close it',
  },
} as const;

const drawPage = ({ whose, mayClose, readings, typed, errors }: UnusualModel): PageContent => ({
  title: words[whose].title,
  hasErrors: errors.length > 0,
  backLink: { href: '/', text: 'Back to the start' },
  body: html`${showProblems(errors.map(({ text }) => ({ text, field: `words-${typed?.unusualId ?? ''}` })))}
<h1 class="govuk-heading-l">${words[whose].title}</h1>
<p class="govuk-body">${words[whose].lead}</p>
${
  readings.length === 0
    ? html`<p class="govuk-body">${words[whose].empty}</p>`
    : readings.map((reading) => showReading({ whose, mayClose, typed, errors }, reading))
}`,
});

function showReading(
  { whose, mayClose, typed, errors }: Omit<UnusualModel, 'readings'>,
  { unusualId, action, says, who, answer, closing }: Reading,
): Html {
  const isSent = typed?.unusualId === unusualId;
  const isUnexplained = closing === null && answer === null;
  const isOpen = closing === null && (whose === 'others' ? mayClose : answer === null);
  return html`<section class="govuk-!-margin-bottom-6">
<h2 class="govuk-heading-m">${says} ${isUnexplained && tag({ text: 'No reason yet' })}</h2>
${who !== null && html`<p class="govuk-body">Who: ${who}</p>`}
${answer !== null && html`<p class="govuk-body">The reason: ${answer}</p>`}
${closing !== null && html`<p class="govuk-body">Closed: ${closing}</p>`}
${
  isOpen &&
  html`<form method="post" action="${action}" novalidate>
  ${textarea({
    id: `words-${unusualId}`,
    name: 'words',
    rows: '2',
    label: {
      html: html`${words[whose].label}<span class="govuk-visually-hidden">: ${says}</span>`,
    },
    value: isSent ? typed.words : '',
    errorMessage: isSent ? findError(errors, 'words') : undefined,
  })}
  ${button({
    html: html`${words[whose].verb}<span class="govuk-visually-hidden">: ${says}</span>`,
    classes: 'govuk-button--secondary',
    preventDoubleClick: true,
  })}
</form>`
}
</section>`;
}

export { drawPage as html };

const one: Reading = {
  unusualId: '1',
  action: '/reading/1/reason',
  says: '24 cases within an hour, from 3pm on 22 November 2026',
  who: null,
  answer: null,
  closing: null,
};
const other: Reading = {
  ...one,
  unusualId: '2',
  says: 'Case 482113, in which somebody has the same surname, on 22 November 2026',
  who: 'Gwenllian Featherstonehaugh-Cholmondeley',
  answer: 'It is a common name. I do not know them.',
};

export const examples: Readonly<Record<string, UnusualModel>> = {
  empty: { whose: 'own', mayClose: false, readings: [], typed: null, errors: [] },
  typical: { whose: 'own', mayClose: false, readings: [one], typed: null, errors: [] },
  error: {
    whose: 'own',
    mayClose: false,
    readings: [one],
    typed: { unusualId: '1', words: '' },
    errors: [{ field: 'words', text: 'Say why in a sentence' }],
  },
  'of others': {
    whose: 'others',
    mayClose: true,
    readings: [
      { ...one, who: 'Asif Khan' },
      other,
      { ...other, unusualId: '3', closing: 'Asked; it is so.' },
    ],
    typed: null,
    errors: [],
  },
  'of those I manage': {
    whose: 'others',
    mayClose: false,
    readings: [{ ...one, who: 'Asif Khan', answer: 'The list of the week.' }],
    typed: null,
    errors: [],
  },
  'none of others': { whose: 'others', mayClose: true, readings: [], typed: null, errors: [] },
};
