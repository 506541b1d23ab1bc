import { html, type PageContent } from '../platform/html/index.ts';
import { pages } from './addresses.rules.ts';

export interface UnreadModel {
  readonly title: string;
  readonly happened: string;
}

/** An address that cannot be read is never read half. */
export function model(why: 'unreadable' | 'outdated'): UnreadModel {
  return why === 'outdated'
    ? {
        title: 'The policy has changed since',
        happened:
          'This address was made under a policy that is no longer in force. The same answers may now ' +
          'lead to other steps, so Rowan does not guess.',
      }
    : {
        title: 'We cannot read this address',
        happened: 'Something of it is missing or was changed on the way. Rowan does not guess what it was.',
      };
}

const drawPage = ({ title, happened }: UnreadModel): PageContent => ({
  title,
  body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body-l">${happened}</p>
<h2 class="govuk-heading-m">What is kept</h2>
<p class="govuk-body">Nothing: Rowan keeps no answer that is given on this page.</p>
<h2 class="govuk-heading-m">What to do</h2>
<ul class="govuk-list govuk-list--bullet">
  <li>If someone is in danger, do not wait: <a class="govuk-link" href="tel:999">call 999</a>.</li>
  <li>If you came here by a button, go back with your browser’s back button and try again.</li>
  <li>Otherwise <a class="govuk-link" href="${pages.situation}">start again</a>.</li>
</ul>`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, UnreadModel>> = {
  unreadable: model('unreadable'),
  outdated: model('outdated'),
};
