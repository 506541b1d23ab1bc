import { button, html, insetText, type PageContent } from '../../platform/html/index.ts';
import { listCarried, type Onward } from '../errands/onward.forms.ts';
import { showTyped } from '../errands/unsent.page.ts';

/** Why somebody did not come in by their council's own sign-in. */
export type Trouble = 'away' | 'not-proved' | 'one-proof' | 'not-known' | 'too-late';

export interface IdentityModel {
  readonly trouble: Trouble;
  readonly council: string;
  /** What the council calls its own sign-in. */
  readonly label: string;
  readonly onward: Onward | undefined;
}

export function model(needs: IdentityModel): IdentityModel {
  return needs;
}

const explanations: Readonly<Record<Trouble, (label: string) => string>> = {
  away: (label) => `${label} does not answer. Rowan itself works; wait a minute, and try again.`,
  'not-proved': (label) => `What came back from ${label} did not prove who you are. Try again.`,
  'one-proof': (label) =>
    `${label} says who you are, and not that you showed a second proof of it, such as your phone or a key. ` +
    'Your council asks for one. Set one up there, sign in there with it, and try again.',
  'not-known': (label) =>
    `${label} knows you, and Rowan does not yet. Ask your administrator to add you, with the e-mail ` +
    'address that you have at work.',
  'too-late': (label) => `It took longer than 10 minutes, or you came back twice from ${label}. Try again.`,
};

const drawPage = ({ trouble, council, label, onward }: IdentityModel): PageContent => {
  const unsent = onward && Object.keys(onward.fields).length > 0 && onward;
  return {
    title: 'You are not signed in',
    body: html`<h1 class="govuk-heading-l">You are not signed in</h1>
<p class="govuk-body-l">${explanations[trouble](label)}</p>
${unsent && insetText({ text: 'What you sent before is not saved. It is on this page.' })}
<form method="post" action="/sign-in/with/${council}">
  ${onward && listCarried(onward)}
  ${button({ text: 'Try again', preventDoubleClick: true })}
</form>
<p class="govuk-body">If somebody is in danger now, <a class="govuk-link" href="tel:999"><strong>call
999</strong></a> first.</p>
${unsent && showTyped(unsent)}`,
  };
};

export { drawPage as html };

const typical: IdentityModel = {
  trouble: 'away',
  council: 'exampleshire',
  label: 'Exampleshire Council',
  onward: undefined,
};

export const examples: Readonly<Record<string, IdentityModel>> = {
  typical,
  'not known': { ...typical, trouble: 'not-known' },
  'one proof': { ...typical, trouble: 'one-proof' },
  'not proved': { ...typical, trouble: 'not-proved' },
  'not sent': {
    ...typical,
    trouble: 'too-late',
    onward: { to: '/work', fields: { words: ['She said: “He has my phone.”'] } },
  },
  'long names': { ...typical, label: 'Neighbourhood and Community Safety Partnership of Exampleshire' },
};
