import { type Child, type Html, html, type Step as KitStep, steps } from '../platform/html/index.ts';
import {
  type Cited,
  isEmergency,
  type Line,
  type Link,
  type Receiver,
  type Result,
  type Step,
} from './result.rules.ts';
import { openGuidance } from './show-guidance.ts';
import { countInWords, emergencyNumber, startSentence } from './words.rules.ts';

const openAtOnce = 6;
const neversAtOnce = 3;

/**
 * What to do now, what may be, what never, and what is not known: of one council.
 *
 * @param done where the steps are to be ticked: the field's name, and the actions that are ticked already
 */
export const showResult = (result: Result, done?: Done): Html => html`${result.groups.map((group) =>
  showGroup(group, done),
)}
${showPossible(result.possible)}
${showNevers(result.nevers)}
${showUnknown(result.unknown)}
<p class="rowan-result__from">${result.from}</p>`;

interface Done {
  readonly name: string;
  readonly actions: readonly string[];
}

const showGroup = ({ heading, isFirst, steps: items }: Result['groups'][number], done?: Done): Html =>
  html`<h3 class="govuk-heading-s rowan-result__when">${heading}</h3>
${steps(items.map((step) => ({ ...drawStep(step, isFirst), tick: done && drawTick(step, done) })))}`;

const drawTick = ({ action, label }: Step, { name, actions }: Done): KitStep['tick'] => ({
  name,
  value: action,
  isTicked: actions.includes(action),
  label: `Done: ${label}`,
});

const drawStep = (step: Step, isFirst: boolean): KitStep => ({
  state: step.isEmergency ? 'danger' : isFirst ? 'now' : 'later',
  text: showLabel(step),
  note: showTerms(step),
  why: { text: nameMore(step), about: step.label, html: showHowAndWhy(step) },
});

const nameMore = ({ guidance = [] }: Step): string => (guidance.length > 0 ? 'How, and why?' : 'Why?');

const showHowAndWhy = (step: Step): Html => html`${step.guidance?.map(openGuidance)}
${showWhy(step)}`;

/** The one step that is red rings at a touch. */
export const showLabel = ({ label, isEmergency }: Pick<Step, 'label' | 'isEmergency'>): Html =>
  isEmergency
    ? html`<a class="govuk-link rowan-result__urgent" href="tel:${emergencyNumber}">${label}</a>`
    : html`${label}`;

/** How strongly, who, to whom, and whether they have to agree. */
export const showTerms = ({ strength, who, to, consent }: Step): Html => html`<span
  class="rowan-result__strength">${strength}</span> · ${who}${
    to.length > 0 &&
    html` <span aria-hidden="true">→</span><span
  class="govuk-visually-hidden">to</span> ${showReceivers(to)}`
  }
  ${consent && html`<br>${consent}`}`;

const showReceivers = (to: Step['to']): Html[] =>
  to.map(
    (receiver, place) =>
      html`${place > 0 && ' or '}${receiver.label}${receiver.phones.map(
        (line, first) => html`${first > 0 ? '; ' : ', '}${showLine(line)}`,
      )}${receiver.phones.length > 0 && !isEmergency(receiver) && showReliance(receiver)}`,
  );

const opens = { open: 'open now', closed: 'closed now', 'not-known': null };

const showLine = ({ number, label, hours, open }: Line): Html => {
  const state = open && opens[open];
  return html`${label && `${label.toLowerCase()} `}${showPhone(number)}${
    state && html` <strong>${state}</strong>`
  }${hours && open !== 'open' && html` <small>(${hours})</small>`}`;
};

/** How far the numbers can be relied on; a wrong one is told in two clicks. */
const showReliance = ({ label, checked, reported, report }: Receiver): Html =>
  html`${
    checked && html` <small>(${checked})</small>`
  }${reported && html` <small><strong>${startSentence(reported)}.</strong></small>`}${
    report &&
    html` <small class="rowan-screen-only"><a class="govuk-link" href="${report}">Number wrong?<span
  class="govuk-visually-hidden"> ${label}</span></a></small>`
  }`;

const showPhone = (phone: string): Html =>
  /^[\d ]+$/.test(phone)
    ? html`<a class="govuk-link rowan-result__phone" href="tel:${phone.replaceAll(' ', '')}">${phone}</a>`
    : html`${phone}`;

/** The facts that led here, and each clause with its place. */
export const showWhy = ({ because, clauses }: Pick<Step, 'because' | 'clauses'>): Html =>
  html`<p class="rowan-result__because">${because}</p>
${showClauses(clauses)}`;

const showClauses = (clauses: readonly Cited[]): Html =>
  html`<ul class="rowan-result__clauses">${clauses.map(
    ({ place, says, href, source }) => html`<li>${says}
  <span class="rowan-result__place"><a class="govuk-link" href="${href}">${place}</a>${
    source && html` · ${showLink(source)}`
  }</span></li>`,
  )}</ul>`;

export const showLink = ({ text, href }: Link): Html =>
  href === null ? html`${text}` : html`<a class="govuk-link" href="${href}">${text}</a>`;

const showPossible = (possible: Result['possible']): Html | false => {
  if (possible.length === 0) return false;
  const items = steps(
    possible.map(({ label, dependsOn }) => ({
      state: 'unsure',
      text: label,
      note: html`Depends on: ${showQuestions(dependsOn)}`,
    })),
  );
  const count = countInWords(possible.length, 'more step depends', 'more steps depend');
  return html`<h3 class="govuk-heading-s rowan-result__when">Possible</h3>
${
  possible.length <= openAtOnce
    ? items
    : html`${showMore(`${count} on what is not known yet`, items)}
<p class="rowan-paper-only rowan-result__paper">${possible.map(({ label }) => label).join(' · ')}</p>`
}`;
};

/** Each question a link to where it is answered. */
export const showQuestions = (links: readonly Link[]): Html[] =>
  links.map((link, place) => html`${place > 0 && ' · '}${showLink(link)}`);

const showNevers = (nevers: Result['nevers']): Html | false => {
  if (nevers.length === 0) return false;
  const first = nevers.map(
    ({ label }, place) => html`<li${place >= neversAtOnce && html` class="rowan-paper-only"`}>${label}</li>`,
  );
  const all = nevers.length > neversAtOnce ? `All ${nevers.length} nevers, and why` : 'Why';
  return html`<h3 class="govuk-heading-s rowan-result__when">Never</h3>
<ul class="rowan-result__nevers">${first}</ul>
${showMore(all, listNevers(nevers))}`;
};

export const listNevers = (nevers: Result['nevers']): Html =>
  html`<ul class="rowan-result__reasons">${nevers.map(
    ({ label, why, clauses, guidance }) => html`<li><strong>${label}.</strong> ${why}
${guidance?.map(openGuidance)}
${showClauses(clauses)}</li>`,
  )}</ul>`;

const showUnknown = (unknown: Result['unknown']): Html | false =>
  unknown.length > 0 &&
  html`<h3 class="govuk-heading-s rowan-result__when rowan-screen-only">Not known yet</h3>
${showMore(
  countInWords(unknown.length, 'answer would change this', 'answers would change this'),
  html`<ul class="rowan-result__reasons">${unknown.map(showUnknownOne)}</ul>`,
)}`;

const showUnknownOne = ({ question, decides, note }: Result['unknown'][number]): Html =>
  html`<li>${showLink(question)} ${note && html`<em>${note}</em>`}
  <span class="rowan-result__place">Decides: ${decides.join(' · ')}</span></li>`;

/** Folded away until somebody wants it. */
export const showMore = (summary: Child, body: Html): Html =>
  html`<details class="rowan-result__more"><summary>${summary}</summary>
${body}</details>`;
