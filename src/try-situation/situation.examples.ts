import type { Result, Step } from '../advice/result.rules.ts';
import type { QuestionModel } from './question/question.rules.ts';
import type { Comparison, Side } from './result/comparison.rules.ts';
import type { SituationModel } from './situation.page.ts';

const here = '/try-a-situation';
const unbroken = 'Gwenllian-Aphrodite-Featherstonehaugh-Cholmondeley-von-Wolfeschlegelsteinhausenbergerdorff';

const question: QuestionModel = {
  code: '0123456789.AAC.abcd',
  showsChart: false,
  place: 4,
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
  decides: ['Call 999', 'Tell them to call 999 if they are in danger'],
  leave: { text: 'Skip for now', href: here },
};

const number: QuestionModel = {
  ...question,
  text: 'How many days ago was the last time?',
  hint:
    'Count from the last time that they were hurt, threatened or controlled. ' +
    'If it went on for a while, count from its end.',
  number: {
    unit: 'days',
    range: 'a number of days: 0 or more, and less than 3650',
    given: 'In the last week',
  },
};

const clauses: Step['clauses'] = [
  {
    place: 'Step 4, high',
    says: 'A high level goes to the meeting.',
    href: '/policies/anytown/clauses#anytown-4',
    source: { text: 'Procedure, line 210', href: '/policies/anytown/source#line-210' },
  },
];

const ring: Step = {
  action: 'call-999',
  label: 'Call 999',
  isEmergency: true,
  strength: 'Do this',
  who: 'Staff member',
  to: [{ label: 'Police, emergency', phones: [{ number: '999', label: null }] }],
  consent: 'Their agreement is not needed: there is a threat to life.',
  because: 'Because somebody is in danger now.',
  clauses,
};

const refer: Step = {
  ...ring,
  label: 'Refer to the meeting',
  isEmergency: false,
  who: 'Team lead',
  to: [
    { label: 'The meeting', phones: [] },
    { label: 'Harbour', phones: [{ number: '01632 960001', label: null }] },
  ],
  consent: 'Ask if they agree, first.',
  because: 'Because the level is high.',
};

const doubt = { text: 'What is the latest level?', href: here };

const result: Result = {
  council: 'Anytown Council',
  groups: [
    { heading: 'Now', isFirst: true, steps: [ring] },
    { heading: 'With no set time', isFirst: false, steps: [refer] },
  ],
  possible: [{ label: 'Complete the form again', dependsOn: [doubt] }],
  nevers: [{ label: 'Never be a go-between', why: 'A message is a way to keep control.', clauses }],
  unknown: [
    { question: doubt, decides: ['Complete the form again'], note: 'Waits until it is safe to ask them.' },
  ],
  count: '1 now, 2 in all',
  from: 'Anytown Council: Procedure, version 2026. Not yet confirmed by the council.',
};

const nothing: Result = {
  ...result,
  groups: [],
  possible: [],
  nevers: [],
  unknown: [],
  count: 'nothing yet',
};

const answer = { about: 'Is it safe to talk?', change: here, clear: here };

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="288" height="40" role="img" aria-label="The way">
<rect width="288" height="40" fill="none" stroke="currentColor"/></svg>`;
const ways = [
  {
    council: 'Anytown Council',
    narrow: svg,
    wide: svg,
    steps: [{ text: 'Step 1', steps: [{ text: 'Ring', steps: [] }] }],
  },
];

const typical: SituationModel = {
  councils: ['Anytown Council'],
  question,
  said: [{ sentence: 'It is safe to talk.', ...answer }],
  passed: [{ sentence: 'What has happened?', how: 'Left for later', ...answer }],
  waiting: null,
  result,
  comparison: null,
  chart: { ways: null, toggle: here, page: here },
  addresses: { back: here, councils: here, questions: here, again: here },
};

const stands: Side = { label: refer.label, step: refer, when: 'Today', dependsOn: [] };
const mayStand: Side = { label: refer.label, step: null, when: null, dependsOn: [doubt] };

const comparison: Comparison = {
  councils: ['Anytown Council', 'Elsewhere Borough Council'],
  same: [
    { label: ring.label, terms: 'Do this now · Staff member', sides: [ring, ring] },
    { label: refer.label, terms: 'Do this today · Team lead', sides: [refer, refer] },
  ],
  different: [{ label: refer.label, differsIn: 'one asks for it, the other may', sides: [stands, mayStand] }],
  only: [[stands], []],
  possibleInBoth: ['Complete the form again'],
  nevers: { same: ['Never be a go-between'], only: [[], result.nevers] },
};

const compared: SituationModel = {
  ...typical,
  councils: comparison.councils,
  result: null,
  comparison,
};

export const examples: Readonly<Record<string, SituationModel>> = {
  typical,
  'with the flow chart': { ...typical, chart: { ...typical.chart, ways } },
  'nothing said yet': { ...typical, said: [], passed: [], result: nothing },
  'a number': { ...typical, question: number },
  'a number that is wrong': {
    ...typical,
    question: {
      ...number,
      typed: 'last week',
      error: 'Enter a number of days: 0 or more, and less than 3650',
    },
  },
  error: { ...typical, question: { ...question, error: 'Choose an answer, or “I don’t know yet”' } },
  'questions that wait': {
    ...typical,
    waiting: { count: 3, gate: [{ text: 'Is it safe to talk?', href: here }] },
  },
  'everything asked': { ...typical, question: null, passed: [] },
  'everything asked, not everything known': { ...typical, question: null },
  'many possible steps': {
    ...typical,
    result: {
      ...result,
      possible: Array.from({ length: 8 }, () => ({ label: 'Look again', dependsOn: [doubt] })),
    },
  },
  'long names': {
    ...typical,
    councils: [unbroken],
    question: { ...question, text: `Has ${unbroken} rung?`, decides: [unbroken] },
    said: [{ sentence: `${unbroken} rang.`, ...answer }],
    result: { ...result, groups: [{ heading: 'Now', isFirst: true, steps: [{ ...refer, who: unbroken }] }] },
  },
  'side by side': compared,
  'side by side, nothing yet': {
    ...compared,
    said: [],
    comparison: {
      ...comparison,
      same: [],
      different: [],
      only: [[], []],
      possibleInBoth: [],
      nevers: { same: [], only: [[], []] },
    },
  },
};
