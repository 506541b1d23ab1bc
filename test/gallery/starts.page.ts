import * as kit from '../../src/platform/html/index.ts';

interface Model {
  readonly starts: readonly kit.Start[];
  readonly notice?: string;
}

export const html = (model: Model): kit.PageContent => ({
  title: 'Start',
  width: 'wide',
  body: kit.html`${
    model.notice !== undefined &&
    kit.notificationBanner({ type: 'success', titleText: 'Saved', text: model.notice })
  }
<h1 class="govuk-heading-xl">What has happened?</h1>
<p class="govuk-body-l">Pick the nearest. You can change it later. Nothing is saved until you say so.</p>
${kit.starts(model.starts)}`,
});

const starts: readonly kit.Start[] = [
  { href: '/danger', text: 'Someone is in danger now', hint: 'Call 999 first', isDanger: true },
  { href: '/told', text: 'Someone told me', hint: 'A person said something about harm at home' },
  {
    href: '/noticed',
    text: 'I noticed something',
    hint: 'Nobody has said anything, and something is not right',
  },
  { href: '/asked', text: 'Someone is asking about a customer', hint: 'By phone, at the desk or by letter' },
  { href: '/using', text: 'I work with a person using abuse', hint: 'They may be a tenant or a colleague' },
];

export const examples: Readonly<Record<string, Model>> = {
  typical: { starts },
  saved: { starts, notice: 'Your concern was sent to the safeguarding lead at 10:42am.' },
};
