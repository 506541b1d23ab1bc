import { html, type PageContent } from '../platform/html/index.ts';

export interface WorkingDaysModel {
  readonly year: string;
  readonly days: readonly { readonly name: string; readonly day: string }[];
}

export function model(needs: WorkingDaysModel): WorkingDaysModel {
  return needs;
}

const drawPage = ({ year, days }: WorkingDaysModel): PageContent => ({
  title: 'Working days and bank holidays',
  body: html`<h1 class="govuk-heading-l">Working days and bank holidays</h1>
<p class="govuk-body">Monday to Friday are working days, but for the bank holidays of England in ${year}.</p>
<ul class="govuk-list govuk-list--bullet">${days.map(
    ({ name, day }) => html`<li>${day}: ${name}</li>`,
  )}</ul>`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, WorkingDaysModel>> = {
  typical: { year: '2026', days: [{ name: 'Boxing Day', day: 'Monday 28 December' }] },
  empty: { year: '2026', days: [] },
};
