import { button, type Html, html, type PageContent } from '../../platform/html/index.ts';

/** What a page knows of the session that it was opened in, and says once that is nearly over. */
export interface SessionEndModel {
  /** Where a page asks how long it still lasts, and says that somebody stays. */
  readonly asks: string;
  /** What the page makes way for when it is over. */
  readonly over: string;
  /** As the script shows it: while it can be put off, or as the 12 hours end. */
  readonly shows?: 'stay' | 'last' | undefined;
}

export function model(end: SessionEndModel): SessionEndModel {
  return end;
}

/** Shown by the script alone. It covers no way out of the page: those are not to be waited for. */
export const showSessionEnd = ({ asks, over, shows }: SessionEndModel): Html => html`<dialog
class="rowan-ending" aria-labelledby="session-end"${shows && ' open'} data-session="${asks}"
data-session-over="${over}">
  <div class="govuk-width-container">
    <div aria-live="polite" aria-atomic="true">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-2" id="session-end">You will be signed out in
        <span data-session-rest>${shows === 'last' ? '5 minutes' : '2 minutes'}</span></h2>
    </div>
    <div data-session-shows="stay"${shows === 'last' && ' hidden'}>
      <p class="govuk-body">Nothing was opened or typed for a while, and what is on the screen is for you
      alone.</p>
      ${button({
        text: 'Stay signed in',
        type: 'button',
        classes: 'govuk-!-margin-bottom-2',
        attributes: { 'data-session-act': 'stay' },
      })}
      <p class="govuk-body govuk-!-margin-bottom-0" role="status" data-session-failed="${failed}"></p>
    </div>
    <div data-session-shows="last"${shows !== 'last' && ' hidden'}>
      <p class="govuk-body">You signed in nearly 12 hours ago, and this cannot be put off. Save or send
      now what you are typing, then sign in again.</p>
      ${button({
        text: 'Close this',
        type: 'button',
        classes: 'govuk-button--secondary govuk-!-margin-bottom-2',
        attributes: { 'data-session-act': 'close' },
      })}
    </div>
  </div>
</dialog>`;

const failed = 'Rowan did not answer. Try again';

/** As it stands below a page, for the gallery. */
const drawPage = (end: SessionEndModel): PageContent => ({
  title: 'Work',
  body: html`<h1 class="govuk-heading-l">Work</h1>
<p class="govuk-body">A page that has been on the screen for a while.</p>
${showSessionEnd(end)}`,
});

export { drawPage as html };

const of = { asks: '/session', over: '/sign-in?to=%2Fwork&ended=yes' };

export const examples: Readonly<Record<string, SessionEndModel>> = {
  empty: of,
  typical: { ...of, shows: 'stay' },
  'after 12 hours': { ...of, shows: 'last' },
};
