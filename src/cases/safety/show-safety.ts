import { type ChosenWords, sayChosenWords } from '../../people/index.ts';
import { button, type Html, html, summaryList, tag } from '../../platform/html/index.ts';
import type { Contact, Risk, Safety } from './describe-safety.ts';

/** The shortest telling: it stays in sight while the page is scrolled. */
export const showStrip = ({ contact, told, danger, risk }: Safety): Html => html`<section
  class="rowan-safety" aria-label="What keeps them safe, in short">
  <ul>
    <li>${
      danger.isSo === true
        ? tag({ text: 'In danger', classes: 'govuk-tag--red' })
        : danger.isSo === null
          ? 'Danger: not known'
          : `No danger known, ${danger.said}`
    }</li>
    <li>${told.length > 0 ? showToldShort(told) : sayContactShort(contact)}</li>
    <li>${sayRisk(risk)}</li>
  </ul>
</section>`;

const showToldShort = (told: Safety['told']): Html =>
  tag({
    text: told.some(({ isWithdrawal }) => isWithdrawal)
      ? 'Told: no contact is safe'
      : 'Told: contact may have changed',
    classes: 'govuk-tag--red',
  });

const sayContactShort = (contact: Contact): string => {
  if (contact.kind === 'hidden') return 'Contact: ask the lead first';
  if (contact.kind === 'none') return 'No safe contact agreed';
  const [first, ...others] = contact.routes;
  if (first === undefined) return 'No safe way to make contact';
  return others.length === 0 ? `Safe: ${first}` : `Safe: ${first}, and ${others.length} more`;
};

const sayRisk = (risk: Risk): string => {
  if (risk.kind === 'hidden') return 'DASH: ask the lead';
  return risk.kind === 'none' ? 'No DASH decided yet' : `DASH: ${risk.level}, ${risk.age}`;
};

/** The rows that say it in full. */
export const showSafety = (safety: Safety, caseId: string, mayReadAddress: boolean): Html =>
  summaryList({
    rows: [
      {
        key: { text: 'Safe contact' },
        value: {
          html: html`${showTold(safety)}${safety.told.length > 0 && before}${showContact(safety.contact)}`,
        },
        actions: {
          items: [
            {
              href: `/cases/${caseId}/contact`,
              text: contactLinks[safety.contact.kind],
              visuallyHiddenText: 'the safe contact',
            },
          ],
        },
      },
      ...listKnown(safety),
      mayReadAddress && { key: { text: 'Address' }, value: { html: showAddressForm(caseId) } },
    ],
  });

/** The same on paper, which may be found, and is soon old: no way to reach them, and nothing to press. */
export const showSafetyOnPaper = (safety: Safety): Html =>
  summaryList({ rows: [{ key: { text: 'Safe contact' }, value: { text: onScreen } }, ...listKnown(safety)] });

const onScreen =
  'Not on paper. Look in Rowan before you ring, write or visit: what is safe may have changed since.';

const listKnown = ({ contact, danger, risk, flags, mustNotKnow, words }: Safety) => {
  const chosen = sayChosenWords(words);
  return [
    { key: { text: 'Danger' }, value: { html: showDanger(danger) } },
    { key: { text: 'Risk' }, value: { html: showRisk(risk) } },
    {
      key: { text: 'Said so far' },
      value: {
        html: html`${flags.map((flag) => html`${flag}.<br>`)}What is not said here is not known. That is
not a no.`,
      },
    },
    { key: { text: 'Must not know' }, value: { html: showMustNotKnow(mustNotKnow, words, contact) } },
    chosen !== null && { key: { text: 'Words to use' }, value: { text: `${chosen}.` } },
  ];
};

const contactLinks = { hidden: 'Tell what you heard', none: 'Write down', agreed: 'Change' } as const;

const before = html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Before that:</strong></p>`;

/** Stands above what is agreed, which it may undo. */
export const showTold = ({ told }: Safety): Html | false =>
  told.length > 0 &&
  html`${told.map(
    ({ who, lines, isWithdrawal }) => html`<p
class="govuk-body govuk-!-margin-bottom-1"><strong>Told by ${who}, and not agreed yet:</strong></p>
<ul class="govuk-list govuk-list--bullet govuk-!-margin-bottom-1">${lines.map(
      (line) => html`<li>${line}</li>`,
    )}</ul>
${
  isWithdrawal &&
  html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>Until that is settled nothing is safe.</strong>
Do not ring, write or visit.</p>`
}`,
  )}
<p class="govuk-body">Find out what holds, and save it: what is told settles nothing by itself.</p>`;

const showContact = (contact: Contact): Html => {
  if (contact.kind === 'hidden')
    return html`<strong>Ask the lead first.</strong> What is agreed stands in the part of the case that you
do not
see. Do not ring, write or visit.`;
  if (contact.kind === 'none')
    return html`<strong>Not agreed yet.</strong> Do not ring, write or visit until they have told you how
it is safe.`;
  const { routes, blocked, words, when } = contact;
  return html`${
    routes.length === 0
      ? html`<strong>No safe way.</strong> Do not ring, write or visit.`
      : html`<ul class="govuk-list
govuk-!-margin-bottom-1">${routes.map((route) => html`<li>${route}</li>`)}</ul>`
  }
${words !== '' && html`<p class="govuk-body govuk-!-margin-bottom-1">Say: ${words}</p>`}
${
  blocked.length > 0 &&
  html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>No way:</strong> ${blocked.join('. ')}.</p>`
}
<span class="govuk-hint">Said ${when}. Nothing else is safe.</span>`;
};

const showDanger = ({ isSo, said }: Safety['danger']): Html => {
  if (isSo === true)
    return html`${tag({ text: 'In danger', classes: 'govuk-tag--red' })} Said ${said}. <a class="govuk-link"
href="tel:999">Call 999</a> if it is now.`;
  return isSo === null
    ? html`Not known. That is not a no: ask again when it is safe.`
    : html`Nobody was in danger when it was said, ${said}. That can change within the hour.`;
};

const showRisk = (risk: Risk): Html => {
  if (risk.kind === 'decided')
    return html`<strong>${risk.level}</strong>, by a DASH decided ${risk.age}. Standard does not mean safe.`;
  return risk.kind === 'hidden'
    ? html`The lead knows what was decided.`
    : html`No DASH decided yet. That says nothing about the danger.`;
};

const showMustNotKnow = (names: readonly string[], { forOther }: ChosenWords, { kind }: Contact): Html => {
  const whoever = forOther === null ? 'Whoever uses abuse' : `“${forOther}”`;
  const unnamed = kind === 'hidden' ? 'The lead knows whether there is a name.' : 'No name is recorded.';
  return names.length === 0
    ? html`${whoever}, and anybody who may tell them. ${unnamed}`
    : html`${names.join(', ')}, and anybody who may tell them.`;
};

const showAddressForm = (caseId: string): Html => html`<form method="post" action="/cases/${caseId}/address">
  ${button({ text: 'Show the address', classes: 'govuk-button--secondary govuk-!-margin-bottom-1' })}
  <span class="govuk-hint">That you asked is recorded.</span>
</form>`;
