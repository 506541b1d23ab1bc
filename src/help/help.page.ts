import { exampleService, type PublicHelp, showPublicService } from '../directory/index.ts';
import { exitThisPage, type Html, html, type PageContent } from '../platform/html/index.ts';

export interface HelpModel {
  readonly help: readonly PublicHelp[];
}

/** As it was read. */
export function model(read: HelpModel): HelpModel {
  return read;
}

/**
 * A page that shows nothing of anybody: everyday news, in which nobody sees what was read before. It is the
 * one that GOV.UK chose, after asking survivors.
 */
const WEATHER = 'https://www.bbc.co.uk/weather';

/** Its title and address stand in the history of a browser that somebody else may look at. */
const drawPage = ({ help }: HelpModel): PageContent => ({
  title: 'Help',
  body: html`${exitThisPage({ redirectUrl: WEATHER })}
<h1 class="govuk-heading-xl">If somebody hurts you, or you are afraid of them</h1>
<p class="govuk-body-l">It is not your fault, and you are not alone. You can ask for help, whoever you
are, and you need not be sure.</p>
<p class="govuk-body">“Exit this page” shows you the weather at once. <a class="govuk-link"
href="#seen">What it cannot hide</a>.</p>
${dangerNow}
<h2 class="govuk-heading-l">Who can help you</h2>
${help.map(showNeed)}
<p class="govuk-body">You can also tell anybody who works for the council. Ask them first what they do with
what you say.</p>
${howToLeave}
${forSomebodyElse}`,
});

const dangerNow: Html = html`<h2 class="govuk-heading-l">In danger now</h2>
<p class="govuk-body"><strong>Call <a class="govuk-link govuk-!-font-size-24"
href="tel:999">999</a>.</strong></p>
<p class="govuk-body">If you cannot speak, call 999 from a mobile phone, cough or tap the phone, and
press 55 when you are asked to. Then they know that it is no mistake. Pressing 55 does not tell
them where you are, so stay on the phone if you can.</p>`;

const showNeed = ({ need, services }: PublicHelp): Html => html`<h3 class="govuk-heading-m">${need}</h3>
<ul class="govuk-list govuk-list--spaced">${services.map(
  (service) => html`<li>${showPublicService(service)}</li>`,
)}</ul>`;

const howToLeave: Html = html`<h2 class="govuk-heading-l" id="seen">Can somebody see that you read this?</h2>
<p class="govuk-body">“Exit this page” leads to the weather, and so does the Shift key, pressed three
times. Try it now, before you need it.</p>
<p class="govuk-body">It cannot hide everything:</p>
<ul class="govuk-list govuk-list--bullet">
<li>this page stays in the history of your browser. You can take it out there. If all of your history is gone,
that may be noticed too;</li>
<li>an app on your phone may tell somebody else what you do;</li>
<li>whoever runs the internet at your home or work may see that you came to this address;</li>
<li>whom you call stays in your phone, and may stand on the bill.</li>
</ul>
<p class="govuk-body">If you can, use a phone or computer that they cannot come to: a friend’s, or one in a
library.</p>
<p class="govuk-body">This page puts nothing on your phone or computer to know you by, and Rowan writes down
nothing of who reads it.</p>`;

const forSomebodyElse: Html = html`<h2 class="govuk-heading-l">Are you afraid for somebody else?</h2>
<p class="govuk-body">You can ring the same numbers. Do not speak to the person who hurts them: it may
put them in more danger.</p>`;

export { drawPage as html };

const typical: HelpModel = { help: [{ need: 'Help with domestic abuse', services: [exampleService] }] };

export const examples: Readonly<Record<string, HelpModel>> = {
  typical,
  empty: { help: [] },
  'long names': {
    help: [
      {
        need: 'Help with domestic abuse',
        services: [
          {
            ...exampleService,
            label: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Women’s Aid',
            reported: 'reported wrong on 3 December 2026',
          },
        ],
      },
    ],
  },
};
