import {
  type Advised,
  type Agenda,
  adviseEach,
  chooseNext,
  planQuestions,
  type Question,
} from '../advice/asking.rules.ts';
import type { Way } from '../advice/index.ts';
import { showLink, showResult } from '../advice/index.ts';
import { describeResult, type Link, type Result } from '../advice/result.rules.ts';
import { beginSituation, findValue, notKnown, type Situation } from '../advice/situation.rules.ts';
import { startSentence } from '../advice/words.rules.ts';
import { guided, type Html, html, type PageContent } from '../platform/html/index.ts';
import { addressOf, addressOfQuestion, addressWithChart, addressWithout } from './addresses.rules.ts';
import { describeQuestion, type QuestionModel } from './question/question.rules.ts';
import { showQuestion } from './question/show-question.ts';
import { type Comparison, compareAdvice } from './result/comparison.rules.ts';
import { showComparison } from './result/show-comparison.ts';
import { type ChartModel, showChart } from './show-chart.ts';

export { examples } from './situation.examples.ts';

export interface SituationModel {
  readonly councils: readonly string[];
  readonly question: QuestionModel | null;
  readonly said: readonly Said[];
  readonly passed: readonly (Said & { readonly how: string })[];
  /** Questions that only the survivor can answer, and what they wait for. */
  readonly waiting: { readonly count: number; readonly gate: readonly Link[] } | null;
  readonly result: Result | null;
  readonly comparison: Comparison | null;
  readonly chart: ChartModel;
  readonly addresses: Readonly<Record<'back' | 'councils' | 'questions' | 'again', string>>;
}

interface Said {
  readonly sentence: string;
  readonly about: string;
  readonly change: string;
  readonly clear: string;
}

export interface SituationNeeds {
  readonly situation: Situation;
  /** The fact that is being answered again; the next question where not given. */
  readonly asked?: string | undefined;
  readonly typed?: string | undefined;
  readonly error?: string | undefined;
  /** One of each council, where the situation shows its chart. */
  readonly ways?: readonly Way[] | undefined;
}

export function model({ situation, asked, typed, error, ways }: SituationNeeds): SituationModel {
  const advised = adviseEach(situation);
  const agenda = planQuestions(situation, advised);
  const question = findQuestion(situation, agenda, asked) ?? chooseNext(situation, agenda);
  const address = (fact: string) => addressOfQuestion(situation, fact);
  const [one, other] = advised;
  return {
    councils: situation.councils.map(({ name }) => name),
    question:
      question === undefined
        ? null
        : describeQuestion({ situation, question, typed: typed ?? null, error: error ?? null }),
    said: listSaid(situation),
    passed: listPassed(situation),
    waiting: describeWaiting(situation, agenda),
    result: one === undefined || other !== undefined ? null : describeOne(situation, one, agenda),
    comparison: one === undefined || other === undefined ? null : compareAdvice(one, other, address),
    chart: {
      ways: ways ?? null,
      toggle: addressWithChart(situation, !situation.showsChart),
      page: addressOf(situation, 'chart'),
    },
    addresses: {
      back: findBack(situation, question),
      councils: addressOf(situation, 'councils'),
      questions: addressOf(situation, 'questions'),
      again: addressWithChart(beginSituation(situation.councils), situation.showsChart),
    },
  };
}

function findQuestion({ facts }: Situation, agenda: Agenda, asked: string | undefined): Question | undefined {
  const fact = facts.find(({ id }) => id === asked);
  if (fact === undefined) return undefined;
  const known = [...agenda.questions, ...agenda.waiting, ...agenda.volunteered];
  return known.find((question) => question.fact.id === fact.id) ?? { fact, decides: [] };
}

function describeOne(situation: Situation, advised: Advised, agenda: Agenda): Result {
  const noteAll = (questions: readonly Question[], note: string | null) =>
    questions.map((question) => ({ ...question, note }));
  return describeResult({
    advised,
    unknown: [
      ...noteAll(agenda.questions, null),
      ...noteAll(agenda.waiting, 'Waits until it is safe to ask them.'),
      ...noteAll(agenda.volunteered, 'Never asked. Only if they have told you.'),
    ],
    addressOf: (fact) => addressOfQuestion(situation, fact),
  });
}

function listSaid(situation: Situation): Said[] {
  return [...situation.said].flatMap(([id, answer]) => {
    const fact = situation.facts.find((each) => each.id === id);
    const value = fact === undefined ? undefined : findValue(fact, answer);
    return fact === undefined || value === undefined
      ? []
      : [{ sentence: `${startSentence(value.said)}.`, ...describeLinks(situation, id, fact.question) }];
  });
}

function listPassed(situation: Situation): SituationModel['passed'] {
  return [...situation.said].flatMap(([id, answer]) => {
    const fact = situation.facts.find((each) => each.id === id);
    if (fact === undefined || findValue(fact, answer) !== undefined) return [];
    const how = answer === notKnown ? 'You do not know yet' : 'Left for later';
    return [{ sentence: fact.question, how, ...describeLinks(situation, id, fact.question) }];
  });
}

function describeLinks(situation: Situation, fact: string, about: string): Omit<Said, 'sentence'> {
  return { about, change: addressOfQuestion(situation, fact), clear: addressWithout(situation, fact) };
}

/** Told once the question on which they wait has been put; before that, it is simply the next one. */
function describeWaiting(situation: Situation, { waiting, gate }: Agenda): SituationModel['waiting'] {
  if (waiting.length === 0 || !gate.some(({ id }) => situation.said.has(id))) return null;
  const links = gate.map(({ id, question }) => ({ text: question, href: addressOfQuestion(situation, id) }));
  return { count: waiting.length, gate: links };
}

/** The question before this one, with its answer; before the first, the choice of council. */
function findBack(situation: Situation, question: Question | undefined): string {
  const said = [...situation.said.keys()];
  const at = question === undefined ? -1 : said.indexOf(question.fact.id);
  const before = said[(at < 0 ? said.length : at) - 1];
  return before === undefined ? addressOf(situation, 'councils') : addressOfQuestion(situation, before);
}

const drawPage = (model: SituationModel): PageContent => ({
  title: 'Try a situation',
  width: 'wide',
  hasErrors: Boolean(model.question?.error),
  backLink: { href: model.addresses.back },
  body: html`${model.result && showOne(model, model.result)}${
    model.comparison && showTwo(model, model.comparison)
  }`,
});

export { drawPage as html };

const showOne = (model: SituationModel, result: Result): Html => html`<div class="rowan-situation">
${guided({
  main: showMain(model, '#what-now, #what-now-count, #way'),
  now: { title: 'What to do now', count: result.count, body: showResult(result) },
})}
</div>`;

const showTwo = (model: SituationModel, comparison: Comparison): Html => html`<div class="rowan-compared">
  <div class="rowan-compared__main">${showMain(model, '#what-now, #way')}</div>
  <section class="rowan-compared__result" aria-labelledby="what-now-heading">
    <h2 class="govuk-heading-l" id="what-now-heading">Side by side</h2>
    <p class="rowan-live-status" data-live-status role="status"></p>
    <div id="what-now" aria-live="polite">${showComparison(comparison)}</div>
  </section>
</div>`;

const showMain = (
  model: SituationModel,
  live: string,
): Html => html`<p class="rowan-situation__council">${model.councils.join(
  ' and ',
)} <a class="govuk-link rowan-screen-only" href="${model.addresses.councils}">${
  model.councils.length > 1 ? 'Change councils' : 'Change or compare'
}</a></p>
<div class="rowan-screen-only">${model.question ? showQuestion(model.question, live) : showEnd(model)}</div>
${
  model.comparison &&
  html`<p class="govuk-body rowan-compared__jump rowan-screen-only"><a class="govuk-link"
  href="#what-now-heading">See the two side by side</a></p>`
}
${showSaid(model)}
<ul class="govuk-list rowan-screen-only">
  <li><a class="govuk-link" href="${model.addresses.questions}">Answer any question</a></li>
</ul>
${showChart(model.chart)}
<p class="govuk-hint rowan-screen-only">Rowan keeps nothing of what you answer here. The page’s address
holds it, as a code.</p>`;

const showEnd = ({ passed }: SituationModel): Html =>
  passed.length === 0
    ? html`<h1 class="govuk-heading-l">Nothing more to ask</h1>
<p class="govuk-body">No other answer would change what to do.</p>`
    : html`<h1 class="govuk-heading-l">Nothing more to ask for now</h1>
<p class="govuk-body">What you do not know yet stands below. Come back to it when you know more.</p>`;

const showSaid = ({ said, passed, waiting, addresses }: SituationModel): Html => html`<section
  class="rowan-said" aria-labelledby="said-heading">
  <h2 class="govuk-heading-m" id="said-heading">What you have said</h2>
  ${
    said.length === 0
      ? html`<p class="govuk-body">Nothing yet.</p>`
      : html`<ul class="rowan-said__list">${said.map((row) => showRow(row, 'Change'))}</ul>`
  }
  ${
    passed.length > 0 &&
    html`<h3 class="govuk-heading-s">Not answered</h3>
  <ul class="rowan-said__list">${passed.map((row) => showRow(row, 'Answer', row.how))}</ul>`
  }
  ${waiting && showWaiting(waiting)}
  ${
    said.length + passed.length > 0 &&
    html`<p class="govuk-body rowan-screen-only"><a class="govuk-link"
  href="${addresses.again}">Start again</a></p>`
  }
</section>`;

const showRow = (
  { sentence, about, change, clear }: Said,
  verb: string,
  how?: string,
): Html => html`<li class="rowan-said__row">
    <span class="rowan-said__sentence">${sentence}${how && html` <em>${how}.</em>`}</span>
    <span class="rowan-said__links rowan-screen-only">
      ${showRowLink(change, verb, about)} ${showRowLink(clear, 'Clear', about)}
    </span>
  </li>`;

const showRowLink = (href: string, text: string, about: string): Html =>
  html`<a class="govuk-link" href="${href}">${text}<span class="govuk-visually-hidden">: ${about}</span></a>`;

const showWaiting = ({
  count,
  gate,
}: NonNullable<SituationModel['waiting']>): Html => html`<p class="govuk-inset-text">
    ${count === 1 ? 'One question is' : `${count} questions are`} for them to answer. Rowan does not put ${
      count === 1 ? 'it' : 'them'
    } until you say yes to: ${gate.map((link) => showLink(link))} If they have told you already,
    <a class="govuk-link" href="#said-heading">you can answer any question</a>.</p>`;
