import * as kit from '../../src/platform/html/index.ts';

interface Question {
  readonly text: string;
  readonly why: string;
  readonly answers: readonly string[];
  readonly error?: string;
  readonly count: string;
  readonly steps: readonly kit.Step[];
}

export const html = (question: Question): kit.PageContent => ({
  title: 'A question',
  width: 'wide',
  hasErrors: question.error !== undefined,
  backLink: { href: '/before' },
  body: kit.guided({
    main: drawForm(question),
    now: { title: 'What to do now', count: question.count, body: drawSteps(question.steps) },
  }),
});

const drawForm = ({ text, why, answers, error }: Question): kit.Html => kit.html`${
  error !== undefined &&
  kit.errorSummary({ titleText: 'There is a problem', errorList: [{ text: error, href: '#answer' }] })
}
<form method="post" action="/answers" data-live novalidate>
  ${kit.radios({
    name: 'answer',
    fieldset: { legend: { text, isPageHeading: true, classes: 'govuk-fieldset__legend--l' } },
    hint: { text: why },
    errorMessage: error === undefined ? undefined : { text: error },
    items: answers.map((answer) => ({ text: answer, value: answer })),
  })}
  <div class="govuk-button-group">
    ${kit.button({ text: 'Continue', preventDoubleClick: true })}
    ${kit.button({ text: 'Skip for now', classes: 'govuk-button--secondary', name: 'skip', value: 'yes' })}
  </div>
</form>`;

const drawSteps = (steps: readonly kit.Step[]): kit.Html =>
  steps.length === 0
    ? kit.html`<p class="govuk-body">Nothing yet. Answer the first question.</p>`
    : kit.html`${kit.steps(steps)}
<p class="rowan-nevers"><strong>Never:</strong> advise them to leave, be a go-between, ask for proof.</p>`;

const why = {
  text: 'Why?',
  about: 'refer to MARAC',
  html: kit.html`<p>The policy asks for it at 14 ticks. <a href="/policy">Read clause 4.2</a></p>`,
};

const typical: Question = {
  text: 'Is someone in danger right now?',
  why: 'If so, nothing else comes first.',
  answers: ['Yes', 'No', 'I don’t know yet'],
  count: '2 things now',
  steps: [
    { state: 'danger', text: kit.html`<a href="tel:999">Call 999</a>`, note: 'now, you' },
    { state: 'now', text: 'Find a safe place to talk', note: 'now, you' },
    { state: 'done', text: 'Ask how it is safe to make contact', note: 'done 10:42' },
    { state: 'later', text: 'Refer the children to MASH', note: 'today, safeguarding lead', why },
    { state: 'unsure', text: 'Refer to MARAC', note: 'hangs on the DASH', why },
  ],
};

const long = 'Gwenllian-Aphrodite Featherstonehaugh-Cholmondeley von Wolfeschlegelsteinhausenbergerdorff';

export const examples: Readonly<Record<string, Question>> = {
  empty: { ...typical, count: 'nothing yet', steps: [] },
  typical,
  'long names': {
    ...typical,
    text: `Does ${long} know that ${long} is at the counter?`,
    answers: [...typical.answers, `Ask ${long}`],
    steps: [{ state: 'now', text: `Ring ${long}`, note: `today, ${long}`, why }, ...typical.steps],
  },
  error: { ...typical, error: 'Say whether someone is in danger, or that you don’t know yet' },
};
