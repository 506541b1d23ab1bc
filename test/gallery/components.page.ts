import * as kit from '../../src/platform/html/index.ts';

interface Model {
  readonly name: string;
  readonly hasError: boolean;
  readonly isReadOnly: boolean;
}

export const html = (model: Model): kit.PageContent => ({
  title: 'Components',
  hasErrors: model.hasError,
  breadcrumbs: {
    items: [{ text: 'Start', href: '/' }, { text: 'Cases', href: '/cases' }, { text: 'Components' }],
  },
  body: kit.html`${model.hasError && drawErrorSummary()}
<h1 class="govuk-heading-xl">Components</h1>
<p class="govuk-body-l">Every part in use, as it stands on a page with ${model.name}.</p>
${drawMessages(model)}
${drawLists(model)}
${model.isReadOnly ? kit.insetText({ text: 'You can read this and not change it.' }) : drawForm(model)}`,
});

const drawErrorSummary = (): kit.Html =>
  kit.errorSummary({
    titleText: 'There is a problem',
    errorList: [
      { text: 'Write how you would like to be called', href: '#called' },
      { text: 'Tick how it is safe to reach you', href: '#reach' },
      { text: 'Choose a language', href: '#language' },
    ],
  });

const drawMessages = ({ name }: Model): kit.Html => kit.html`
${kit.notificationBanner({ text: `${name} has asked for a call after 3pm.` })}
${kit.warningText({ text: 'The phone may be read by someone else. Do not leave a message.' })}
${kit.insetText({ text: 'Take notes in their words. You need not find out whether it is true.' })}
${kit.details({
  summaryText: 'What does MARAC mean?',
  html: kit.html`<p>A meeting about people at high risk. <a href="/words">More words</a></p>`,
})}
<p class="govuk-body">
  ${kit.tag({ text: 'Open' })}
  ${kit.tag({ text: 'Done', classes: 'govuk-tag--green' })}
  ${kit.tag({ text: 'Due today', classes: 'govuk-tag--yellow' })}
  ${kit.tag({ text: 'Danger now', classes: 'govuk-tag--red' })}
  ${kit.tag({ text: 'Not started', classes: 'govuk-tag--grey' })}
</p>
${kit.panel({ titleText: 'Sent', headingLevel: 2, text: 'Your reference is CN-4821' })}`;

const drawLists = ({ name, isReadOnly }: Model): kit.Html => kit.html`
<h2 class="govuk-heading-l">Lists</h2>
${kit.summaryList({
  card: { title: { text: 'Contact' } },
  rows: [
    {
      key: { text: 'Name' },
      value: { text: name },
      actions: isReadOnly
        ? undefined
        : { items: [{ href: '/name', text: 'Change', visuallyHiddenText: 'name' }] },
    },
    { key: { text: 'Safe contact' }, value: { text: 'No safe contact agreed' } },
  ],
})}
${kit.stackedTable(
  'What is owed',
  ['What', 'Who', 'By when', 'Days'],
  [
    [{ text: 'Ring back' }, { text: name }, { text: '22 November 2026' }, { text: 0, format: 'numeric' }],
    [
      { text: 'Write to the landlord' },
      { text: 'You' },
      { text: '24 November 2026' },
      { text: 2, format: 'numeric' },
    ],
  ],
)}`;

const drawForm = ({ name, hasError }: Model): kit.Html => kit.html`
<h2 class="govuk-heading-l">A form</h2>
<form method="post" action="/form" novalidate>
  ${kit.input({
    name: 'called',
    label: { text: 'How would you like to be called?' },
    hint: { text: 'This need not be the name on a document' },
    value: hasError ? '' : name,
    errorMessage: hasError ? { text: 'Write how you would like to be called' } : undefined,
  })}
  ${kit.checkboxes({
    name: 'reach',
    fieldset: { legend: { text: 'How is it safe to reach you?', classes: 'govuk-fieldset__legend--m' } },
    errorMessage: hasError ? { text: 'Tick how it is safe to reach you' } : undefined,
    items: [
      { value: 'phone', text: 'Phone', hint: { text: 'Only when you say' } },
      {
        value: 'letter',
        text: 'Letter',
        conditional: { html: kit.input({ name: 'address', label: { text: 'To which address?' } }) },
      },
      { divider: 'or' },
      { value: 'none', text: 'It is not safe', behaviour: 'exclusive' },
    ],
  })}
  ${kit.select({
    name: 'language',
    label: { text: 'Language' },
    errorMessage: hasError ? { text: 'Choose a language' } : undefined,
    items: [
      { value: '', text: 'Choose' },
      { value: 'en', text: 'English' },
      { value: 'cy', text: 'Cymraeg' },
    ],
  })}
  <div class="govuk-button-group">
    ${kit.button({ text: 'Save and go on' })}
    ${kit.button({ text: 'Save a draft', classes: 'govuk-button--secondary' })}
    ${kit.button({ text: 'Close the case', classes: 'govuk-button--warning' })}
    <a class="govuk-link" href="/">Cancel</a>
  </div>
</form>`;

const long = 'Gwenllian-Aphrodite Featherstonehaugh-Cholmondeley von Wolfeschlegelsteinhausenbergerdorff';

export const examples: Readonly<Record<string, Model>> = {
  typical: { name: 'Sam Taylor', hasError: false, isReadOnly: false },
  'long names': { name: long, hasError: false, isReadOnly: false },
  error: { name: 'Sam Taylor', hasError: true, isReadOnly: false },
  'read-only': { name: 'Sam Taylor', hasError: false, isReadOnly: true },
};
