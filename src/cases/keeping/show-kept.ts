import { button, type Html, html, insetText } from '../../platform/html/index.ts';

/** A form of a case that is kept while it is typed. */
export interface Keeping {
  readonly caseId: string;
  /** The address of its page beneath the case: `/notes/new`. */
  readonly place: string;
  readonly draftId: string;
  /** When what stands in it was kept; null where nothing was. */
  readonly savedAt: string | null;
}

/** A form that the script keeps as it is typed, and a line on what was kept before. */
export const showKeptForm = (keeping: Keeping, action: string, body: Html): Html => html`${
  keeping.savedAt && showKept(keeping)
}
<form method="post" action="${action}" data-keep="/cases/${keeping.caseId}/kept" novalidate>
  <input type="hidden" name="draft" value="${keeping.draftId}">
  <input type="hidden" name="place" value="${keeping.place}">
  ${body}
  <p class="rowan-live-status" data-keep-status role="status"></p>
</form>`;

const showKept = ({ caseId, place, draftId, savedAt }: Keeping): Html =>
  insetText({
    html: html`<p class="govuk-body">What you typed here was kept: ${savedAt}. It stands below, and nobody
else can read it until you save it.</p>
<form method="post" action="/cases/${caseId}/kept/${draftId}/removal">
  <input type="hidden" name="place" value="${place}">
  ${button({
    text: 'Throw it away',
    classes: 'govuk-button--secondary govuk-!-margin-bottom-0',
    preventDoubleClick: true,
  })}
</form>`,
  });

/** For the examples of the pages. */
export const exampleKeeping: Keeping = {
  caseId: '019ab3c0-0000-7000-8000-000000000002',
  place: '/notes/new',
  draftId: '019ab3c0-0000-7000-8000-000000000012',
  savedAt: null,
};
