import { keepAll, readFields } from './keep.browser.ts';
import { addTyped } from './typed.browser.ts';

const TWICE_WITHIN_MS = 1500;
/** For what is still to be kept: nothing of the page is on the screen any more. */
const PATIENCE_MS = 5000;
/** What browsers send for a page that is gone already. */
const LONGEST_LAST_WORD = 60_000;

/**
 * Leaves for the neutral page at once, by the button in the header or by Esc pressed twice, and does not let
 * a page that was left come back out of the browser's back/forward cache.
 */
export const watchForLeaving = (): void => {
  const form = document.querySelector<HTMLFormElement>('form[data-leave]');
  if (form) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      leave(form);
    });
    onEscTwice(() => leave(form));
  }
  addEventListener('pagehide', (event) => {
    if (event.persisted) blank();
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    blank();
    location.reload();
  });
};

const onEscTwice = (act: () => void): void => {
  let last = Number.NEGATIVE_INFINITY;
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || event.repeat) return;
    if (event.timeStamp - last < TWICE_WITHIN_MS) act();
    last = event.timeStamp;
  });
};

// Unseen first: the server may take its time. What was typed in a draft is kept before the session ends,
// since nothing is kept after; what was typed elsewhere goes with the word that it ends. The address is
// replaced, not added, so that Back does not lead here again.
const leave = async (form: HTMLFormElement): Promise<void> => {
  const { leave: neutral = '/', leaveTitle = '' } = form.dataset;
  showOnly(leaveTitle);
  // Whoever shuts the window meanwhile has left as well.
  const body = readFields(form);
  addTyped(body);
  const keepalive = body.toString().length < LONGEST_LAST_WORD;
  addEventListener('pagehide', () => navigator.sendBeacon(form.action, keepalive ? body : readFields(form)));
  await Promise.race([keepAll(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  await fetch(form.action, { method: 'post', body, signal, keepalive }).catch(() => undefined);
  location.replace(neutral);
};

const showOnly = (title: string): void => {
  const heading = document.createElement('h1');
  heading.className = 'govuk-heading-l govuk-width-container govuk-!-margin-top-6';
  heading.textContent = title;
  document.title = title;
  document.body.replaceChildren(heading);
};

const blank = (): void => document.documentElement.classList.add('rowan-left');
