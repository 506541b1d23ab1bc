import { readFields } from './keep.browser.ts';
import { swapChanged } from './swap.browser.ts';

const PATIENCE_MS = 10_000;

/**
 * Fetches what a form leads to after every change in it, and shows it in the places that `data-live` names.
 * Focus stays where it is. Where that fails, it says so and offers to try again; the form works as ever.
 */
export const keepUpToDate = (form: HTMLFormElement): void => {
  const places = [...document.querySelectorAll(form.dataset.live || '#what-now, #what-now-count')];
  let underWay: AbortController | undefined;

  const update = async (): Promise<void> => {
    underWay?.abort();
    const mine = new AbortController();
    underWay = mine;
    const patience = setTimeout(() => mine.abort('slow'), PATIENCE_MS);
    try {
      const fresh = await fetchResult(form, mine.signal);
      for (const place of places) showIn(place, fresh);
      sayNothing(form);
    } catch {
      // A newer change has taken over: its own answer will come.
      if (underWay === mine) sayNotUpdated(form, update);
    } finally {
      clearTimeout(patience);
    }
  };

  form.addEventListener('change', update);
};

const fetchResult = async (form: HTMLFormElement, signal: AbortSignal): Promise<Document> => {
  const address = new URL(form.dataset.liveAction ?? form.action, location.href);
  const answers = readFields(form);
  const headers = { accept: 'text/html', 'x-live': '1' };
  if (form.method === 'get') address.search = answers.toString();
  const response = await (form.method === 'get'
    ? fetch(address, { headers, signal })
    : fetch(address, { method: 'post', body: answers, headers, signal }));
  if (!response.ok) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), 'text/html');
};

const showIn = (place: Element, fresh: Document): void => {
  const found = fresh.getElementById(place.id);
  if (!found) throw new Error(place.id);
  swapChanged(place, found);
};

const findStatus = (form: HTMLFormElement): Element | null =>
  document.querySelector(`[data-live-status="${form.id}"]`) ?? document.querySelector('[data-live-status]');

const sayNothing = (form: HTMLFormElement): void => {
  const status = findStatus(form);
  status?.classList.remove('rowan-live-status--failed');
  status?.replaceChildren();
};

const sayNotUpdated = (form: HTMLFormElement, retry: () => void): void => {
  const status = findStatus(form);
  if (!status) return;
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'rowan-link-button';
  again.textContent = status.getAttribute('data-retry') ?? 'try again';
  again.addEventListener('click', () => {
    // The button goes with its message: focus goes back to the form rather than to the top of the page.
    form.querySelector<HTMLElement>('input:checked, input, select, button')?.focus();
    retry();
  });
  status.classList.add('rowan-live-status--failed');
  status.replaceChildren(`${status.getAttribute('data-failed') ?? 'Not updated:'} `, again);
};
