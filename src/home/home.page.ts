import { html, type PageContent, starts } from '../platform/html/index.ts';

export interface HomeModel {
  readonly ways: readonly { readonly href: string; readonly text: string; readonly hint: string }[];
}

/** The ways in, in the order of how often they are wanted. */
export function model(): HomeModel {
  return {
    ways: [
      {
        href: '/sign-in',
        text: 'Sign in',
        hint: 'For council staff: record what you were told or noticed, and see your work.',
      },
      {
        href: '/try-a-situation',
        text: 'Try a situation',
        hint: 'Answer what you know, and see each step that your council’s policy asks for.',
      },
      {
        href: '/policies',
        text: 'Policy library',
        hint: 'Read each council’s policy, clause by clause, with the document it comes from.',
      },
    ],
  };
}

const drawPage = ({ ways }: HomeModel): PageContent => ({
  title: 'Start',
  body: html`<h1 class="govuk-heading-xl">Start here</h1>
<p class="govuk-body-l">Rowan tells council staff what to do when somebody may be experiencing domestic
abuse, and shows where the council’s policy says so. You do not have to know the policy by heart.</p>
${starts(ways)}
<p class="govuk-body">If somebody is in danger now, <a class="govuk-link" href="tel:999">call 999</a> first.
Come back to this page after.</p>
<p class="govuk-body">Are you afraid of somebody yourself? <a class="govuk-link" href="/help">See who can help
you</a>. You need not sign in.</p>`,
});

export { drawPage as html };

export const examples: Readonly<Record<string, HomeModel>> = { typical: model(), empty: { ways: [] } };
