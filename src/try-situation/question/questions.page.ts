import { notKnown, putOff, type Situation } from '../../advice/situation.rules.ts';
import type { Fact } from '../../pathway/index.ts';
import { button, type Html, html, type PageContent, select } from '../../platform/html/index.ts';
import { addressOf, pages, placeOf } from '../addresses.rules.ts';
import { writeCode } from '../code.rules.ts';

export interface QuestionsModel {
  readonly code: string;
  readonly showsChart: boolean;
  readonly councils: string;
  readonly back: string;
  readonly groups: readonly {
    readonly heading: string;
    readonly about: string;
    readonly fields: readonly Field[];
  }[];
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly options: readonly { readonly value: string; readonly text: string; readonly isGiven: boolean }[];
}

const groups: readonly { readonly from: Fact['from']; readonly heading: string; readonly about: string }[] = [
  { from: 'staff', heading: 'For you to judge', about: 'What you can see, hear or decide yourself.' },
  {
    from: 'survivor',
    heading: 'For them to say',
    about: 'With somebody in front of you, ask these only where it is safe to talk.',
  },
  { from: 'record', heading: 'Your records may show it', about: 'Look before you ask.' },
];

export function model(situation: Situation): QuestionsModel {
  return {
    code: writeCode(situation),
    showsChart: situation.showsChart,
    councils: situation.councils.map(({ name }) => name).join(' and '),
    back: addressOf(situation),
    groups: groups.map(({ from, heading, about }) => ({
      heading,
      about,
      fields: situation.facts
        .filter((fact) => fact.from === from)
        .map((fact) => describeField(situation, fact)),
    })),
  };
}

function describeField(situation: Situation, fact: Fact): Field {
  const said = situation.said.get(fact.id) ?? '';
  const options = [
    { value: '', text: 'Not answered' },
    ...(said === putOff ? [{ value: putOff, text: 'Left for later' }] : []),
    { value: notKnown, text: 'I don’t know yet' },
    ...fact.values.map(({ id, label }) => ({ value: id, text: label })),
  ];
  return {
    name: `f${placeOf(situation, fact.id)}`,
    label: fact.question,
    hint: fact.asked === 'volunteered' ? fact.hint : null,
    options: options.map((option) => ({ ...option, isGiven: option.value === said })),
  };
}

const drawPage = (model: QuestionsModel): PageContent => ({
  title: 'Try a situation',
  width: 'wide',
  backLink: { href: model.back },
  body: html`<h1 class="govuk-heading-l">
<span class="govuk-caption-l">${model.councils}</span>Answer any question</h1>
<p class="govuk-body">Change as many as you like. What you leave alone stays as it is.</p>
<form method="post" action="${pages.questions}" novalidate>
  <input type="hidden" name="s" value="${model.code}">
  ${model.showsChart && html`<input type="hidden" name="c" value="1">`}
  ${model.groups.map(showGroup)}
  <div class="rowan-save">${button({ text: 'Show what to do', preventDoubleClick: true })}</div>
</form>`,
});

export { drawPage as html };

const showGroup = ({ heading, about, fields }: QuestionsModel['groups'][number]): Html | false =>
  fields.length > 0 &&
  html`<h2 class="govuk-heading-m">${heading}</h2>
  <p class="govuk-body">${about}</p>
  <div class="rowan-answers">${fields.map(showField)}</div>`;

const showField = ({ name, label, hint, options }: Field): Html =>
  select({
    name,
    id: name,
    label: { text: label },
    hint: hint === null ? undefined : { text: hint },
    items: options.map(({ value, text, isGiven }) => ({ value, text, selected: isGiven })),
  });

const yesNo: Field['options'] = [
  { value: '', text: 'Not answered', isGiven: true },
  { value: notKnown, text: 'I don’t know yet', isGiven: false },
  { value: 'yes', text: 'Yes', isGiven: false },
  { value: 'no', text: 'No', isGiven: false },
];

const typical: QuestionsModel = {
  code: '0123456789.AAC.abcd',
  showsChart: false,
  councils: 'Anytown Council',
  back: pages.situation,
  groups: [
    {
      heading: 'For you to judge',
      about: 'What you can see, hear or decide yourself.',
      fields: [{ name: 'f0', label: 'Is anybody in danger right now?', hint: null, options: yesNo }],
    },
    {
      heading: 'For them to say',
      about: 'With somebody in front of you, ask these only where it is safe to talk.',
      fields: [
        { name: 'f1', label: 'Do they want a safety plan?', hint: 'Do not press them.', options: yesNo },
      ],
    },
  ],
};

const unbroken = 'Gwenllian-Aphrodite-Featherstonehaugh-Cholmondeley-von-Wolfeschlegelsteinhausenbergerdorff';

export const examples: Readonly<Record<string, QuestionsModel>> = {
  typical,
  'two councils': { ...typical, councils: 'Anytown Council and Elsewhere Borough Council' },
  empty: { ...typical, groups: [] },
  'long names': {
    ...typical,
    groups: [
      {
        heading: 'For you to judge',
        about: 'What you can see, hear or decide yourself.',
        fields: [{ name: 'f0', label: `Has ${unbroken} rung?`, hint: null, options: yesNo }],
      },
    ],
  },
};
