const TWICE_WITHIN_MS = 1500;

/**
 * Leaves for the neutral page at once, by the button in the header or by Esc pressed twice, and does not let
 * a page that was left come back out of the browser's back/forward cache.
 */
export const watchForLeaving = (): void => {
  const form = document.querySelector<HTMLFormElement>('form[data-leave]');
  if (form) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      leave(form.action);
    });
    onEscTwice(() => leave(form.action));
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

// Blank first: the next page may take its time. Replaced, not added, so that Back does not lead here again.
const leave = (address: string): void => {
  blank();
  document.title = ' ';
  location.replace(address);
};

const blank = (): void => document.documentElement.classList.add('rowan-left');
