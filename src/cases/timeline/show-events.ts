import { type Html, html } from '../../platform/html/index.ts';

/** What happened, the newest first. */
export interface Events {
  readonly events: readonly { readonly when: string; readonly says: string }[];
  /** There are older ones that are not shown. */
  readonly isCut: boolean;
}

export const showEvents = ({
  events,
  isCut,
}: Events): Html => html`<ol class="govuk-list" reversed>${events.map(
  ({ when, says }) => html`<li class="govuk-!-margin-bottom-3"><div
  class="govuk-hint govuk-!-margin-bottom-0">${when}</div>${says}</li>`,
)}</ol>
${isCut && html`<p class="govuk-body">Older events are not shown here.</p>`}`;
