import { type Html, html, table } from '../platform/html/index.ts';
import type { ShownLook } from './describe-looks.ts';

/** Looks and acts as a table, which scrolls by itself where the page is narrow. */
export const showLooks = (
  looks: readonly ShownLook[],
  { label, caption }: { readonly label: string; readonly caption: string },
): Html =>
  html`<div class="rowan-scroll" tabindex="0" role="region" aria-label="${label}">${table({
    caption,
    captionClasses: 'govuk-visually-hidden',
    head: [{ text: 'When' }, { text: 'Who' }, { text: 'Why they could' }, { text: 'What' }],
    rows: looks.map(({ when, who, why, what }) => [
      { text: when },
      { text: who },
      { text: why },
      { text: what },
    ]),
  })}</div>`;
