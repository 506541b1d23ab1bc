import type { Html } from './template.ts';
import { html } from './template.ts';

/** What was sent, carried on unseen so that it can be sent again. */
export const hiddenFields = (fields: Readonly<Record<string, readonly string[]>>, before = ''): Html[] =>
  Object.entries(fields).flatMap(([name, values]) =>
    values.map((value) => html`<input type="hidden" name="${before}${name}" value="${value}">`),
  );
