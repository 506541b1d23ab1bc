import { button, type Html, html, type PageContent } from '../../platform/html/index.ts';

export interface SessionsModel {
  readonly sessions: readonly {
    readonly id: string;
    /** "Firefox on Windows". */
    readonly browser: string;
    /** "Signed in at 9:02am today, last used at 3:40pm today". */
    readonly when: string;
    readonly isThis: boolean;
  }[];
}

export function model(needs: SessionsModel): SessionsModel {
  return needs;
}

const drawPage = ({ sessions }: SessionsModel): PageContent => ({
  title: 'Where you are signed in',
  backLink: { text: 'Your account', href: '/account' },
  body: html`<h1 class="govuk-heading-l">Where you are signed in</h1>
<p class="govuk-body">A session ends by itself after 20 minutes without use, and after 12 hours in any case.
End any that is not yours, and tell your administrator.</p>
<ul class="govuk-list govuk-list--spaced">${sessions.map(showSession)}</ul>
${
  sessions.some(({ isThis }) => !isThis)
    ? html`<form method="post" action="/sessions/end">
  ${button({ text: 'End all others', preventDoubleClick: true })}
</form>`
    : html`<p class="govuk-body">You are signed in nowhere else.</p>`
}`,
});

const showSession = ({ id, browser, when, isThis }: SessionsModel['sessions'][number]): Html => html`<li>
  <h2 class="govuk-heading-s govuk-!-margin-bottom-1">${browser}${isThis && ' (this one)'}</h2>
  <p class="govuk-body">${when}</p>
  <form method="post" action="${isThis ? '/sign-out' : `/sessions/${id}/end`}">
    ${button({
      html: isThis
        ? html`Sign out`
        : html`End it<span class="govuk-visually-hidden">: ${browser}, ${when}</span>`,
      classes: 'govuk-button--secondary',
    })}
  </form>
</li>`;

export { drawPage as html };

const own = {
  id: '019ab3c0-0000-7000-8000-000000000003',
  browser: 'Microsoft Edge on Windows',
  when: 'Signed in at 9:02am today, last used at 3:40pm today',
  isThis: true,
};
const other = {
  id: '019ab3c0-0000-7000-8000-000000000004',
  browser: 'Safari on iOS',
  when: 'Signed in at 8:15am today, last used at 3:31pm today',
  isThis: false,
};

export const examples: Readonly<Record<string, SessionsModel>> = {
  empty: { sessions: [own] },
  typical: { sessions: [own, other] },
  'long names': {
    sessions: [own, { ...other, browser: 'Samsung Internet for Android on Android' }],
  },
};
