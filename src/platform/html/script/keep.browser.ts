const AFTER_MS = 1000;
const PATIENCE_MS = 10_000;

const keepers: (() => Promise<void>)[] = [];

/** Keeps what is typed and not kept yet, for whoever is about to leave. */
export const keepAll = async (): Promise<void> => {
  await Promise.all(keepers.map((keep) => keep()));
};

/**
 * Keeps what is typed in a form as a draft: a second after the last letter, and when the page is left. It
 * says in words how that went. The form itself works as ever.
 */
export const keepWhileTyping = (form: HTMLFormElement): void => {
  const address = form.dataset.keep ?? '';
  const status = document.querySelector('[data-keep-status]');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  let underWay: Promise<void> | undefined;

  const say = (...words: (string | Node)[]): void => status?.replaceChildren(...words);

  const keep = async (): Promise<void> => {
    clearTimeout(waiting);
    while (underWay) await underWay;
    if (!isDue) return;
    isDue = false;
    underWay = sendNow();
    await underWay;
    underWay = undefined;
  };

  const sendNow = async (): Promise<void> => {
    say('Saving');
    try {
      say(`Saved ${await send(form, address)}`);
      status?.classList.remove('rowan-live-status--failed');
    } catch {
      isDue = true;
      status?.classList.add('rowan-live-status--failed');
      say('Not saved: ', makeButton('try again', keep));
    }
  };

  const typed = (): void => {
    isDue = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, AFTER_MS);
  };

  keepers.push(keep);
  form.addEventListener('input', typed);
  form.addEventListener('submit', () => {
    isDue = false;
    clearTimeout(waiting);
  });
  addEventListener('pagehide', () => {
    if (isDue) navigator.sendBeacon(address, readFields(form));
  });
};

const send = async (form: HTMLFormElement, address: string): Promise<string> => {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const headers = { accept: 'application/json' };
  const response = await fetch(address, { method: 'post', body: readFields(form), headers, signal });
  const answer: unknown = await response.json();
  const saved = answer !== null && typeof answer === 'object' && 'saved' in answer && answer.saved;
  if (!response.ok || typeof saved !== 'string') throw new Error(String(response.status));
  return saved;
};

/** What a form would send, its token with it. */
export const readFields = (form: HTMLFormElement): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') fields.append(name, value);
  }
  return fields;
};

const makeButton = (text: string, act: () => void): HTMLButtonElement => {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'rowan-link-button';
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
};
