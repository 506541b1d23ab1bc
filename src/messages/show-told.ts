import { type Html, html, tag } from '../platform/html/index.ts';
import type { Told } from './told.rules.ts';

export interface ShownTold {
  readonly told: readonly Told[];
  readonly count: number;
  /** Where the page with the list stands, to come back to. */
  readonly here: '/' | '/work';
}

/** What the reader was told, each with where it leads; nothing where there is nothing. */
export const showTold = ({ told, count, here }: ShownTold): Html | false =>
  told.length > 0 &&
  html`<section class="govuk-!-margin-bottom-7" aria-labelledby="told-heading" id="told">
<h2 class="govuk-heading-m" id="told-heading">You have been told
<span class="govuk-body govuk-!-font-weight-regular">${sayCount(told.length, count)}</span></h2>
<ul class="govuk-list rowan-told">${told.map((one) => showOne(one, here))}
${told.length > 1 && showAll(told, here)}</ul>
</section>`;

const showOne = ({ messageId, says, href, when, isAtOnce }: Told, here: string): Html => html`<li>
  <div>${isAtOnce && html`${tag({ text: 'Now', classes: 'govuk-tag--red' })} `}${
    href === null ? says : html`<a class="govuk-link" href="${href}">${says}</a>`
  }<br>${when}</div>
  ${showForm([messageId], here, html`Mark as seen<span class="govuk-visually-hidden">: ${says}</span>`)}
</li>`;

const showAll = (told: readonly Told[], here: string): Html =>
  html`<li>${showForm(
    told.map(({ messageId }) => messageId),
    here,
    html`Mark all ${String(told.length)} as seen`,
  )}</li>`;

const showForm = (ids: readonly string[], here: string, text: Html): Html => html`<form
  method="post" action="/told/seen">
  <input type="hidden" name="back" value="${here}">
  <input type="hidden" name="messages" value="${ids.join(' ')}">
  <button class="rowan-link-button" data-module="govuk-button"
    data-prevent-double-click="true">${text}</button>
</form>`;

const sayCount = (shown: number, count: number): string =>
  shown < count ? `(${count}, the newest ${shown} of them here)` : `(${count})`;

/** For the examples of the pages on which it stands. */
export const exampleUnseen: Pick<ShownTold, 'told' | 'count'> = {
  told: [
    {
      messageId: '019ab3c0-0000-7000-8000-00000000000a',
      says: 'Case 482113 has come in, and cannot wait',
      href: '/cases/1',
      when: '10:42am today',
      at: new Date('2026-11-22T10:42:00Z'),
      isAtOnce: true,
    },
    {
      messageId: '019ab3c0-0000-7000-8000-00000000000b',
      says: 'Gwenllian Featherstonehaugh-Cholmondeley could not be told by e-mail that something waits',
      href: null,
      when: '4:10pm yesterday',
      at: new Date('2026-11-21T16:10:00Z'),
      isAtOnce: false,
    },
  ],
  count: 12,
};
