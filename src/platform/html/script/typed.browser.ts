import { readFields } from './keep.browser.ts';

let last: HTMLFormElement | undefined;

/** Remembers which form somebody types in. Drafts are kept already; and what proves who one is never is. */
export const rememberTyping = (): void => {
  document.addEventListener('input', ({ isTrusted, target }) => {
    const form = isTrusted && target instanceof Element ? target.closest('form') : null;
    if (form?.method !== 'post' || form.matches('[data-keep]')) return;
    last = form.querySelector('[type="password"], [name="passkey"]') ? undefined : form;
  });
  document.addEventListener('submit', ({ target }) => {
    if (target === last) last = undefined;
  });
};

/**
 * Adds what is typed and not sent to what the server is told when the page goes.
 *
 * @returns false where there is nothing
 */
export const addTyped = (fields: URLSearchParams): boolean => {
  if (!last) return false;
  const { pathname, search } = new URL(last.action);
  fields.set('to', pathname + search);
  for (const [name, value] of readFields(last)) {
    // The mark of the form that is sent goes with it already.
    if (!name.startsWith('form-')) fields.append(`kept.${name}`, value);
  }
  return true;
};
