import { readFields } from './keep.browser.ts';
import { addTyped } from './typed.browser.ts';

const ASK_WITHIN_MS = 300_000;
const ASK_AGAIN_MS = 30_000;
/** As long as a session lasts that was used just now. */
const UNUSED_MS = 20 * 60_000;
/** Before a session ends that nobody uses, which can be put off; and before it ends in any case. */
const SAID_BEFORE_MS = { stay: 120_000, last: 300_000 };
/** Once it is said: another window may have put it off. */
const SAID_AGAIN_MS = 15_000;
/** Whoever types is there: that is told to the server, now and then. */
const TYPING_TOLD_EVERY_MS = 240_000;
const PATIENCE_MS = 10_000;

type Kind = keyof typeof SAID_BEFORE_MS;

/**
 * Says before a session ends, and leaves nothing on the screen once it is over, by whatever it ended: the
 * page asks how long it still lasts, which uses nothing of it, and makes way for the sign-in. A bad line ends
 * nothing too soon. What is being typed goes to the server first, for whoever typed it. Where somebody else
 * has signed in since, in another window, nothing of the page is sent, and theirs takes its place.
 */
export const watchSession = (announcement: HTMLElement): void => {
  const { session = '/', sessionOver = '/' } = announcement.dataset;
  const mark = document.querySelector<HTMLFormElement>('form[data-leave]');
  const owner = mark && readFields(mark).get('form-whose');
  const saying = makeAnnouncement(announcement);
  let endsAt = performance.now() + UNUSED_MS;
  let kind: Kind = 'stay';
  let next: ReturnType<typeof setTimeout> | undefined;
  let toldAt = performance.now();

  const look = async (asking: RequestInit = {}): Promise<boolean> => {
    clearTimeout(next);
    const left = await ask(session, asking);
    if (owner && left?.whose && left.whose !== owner) return vanish();
    if (left) {
      endsAt = performance.now() + left.seconds * 1000;
      kind = left.atMost - left.seconds < 60 ? 'last' : 'stay';
    }
    const rest = endsAt - performance.now();
    if (rest <= 0) {
      await makeWay();
      return true;
    }
    const quiet = rest - SAID_BEFORE_MS[kind];
    if (quiet > 0) saying.stop();
    else saying.say(kind, rest);
    const soon = quiet > 0 ? Math.min(quiet, left ? ASK_WITHIN_MS : ASK_AGAIN_MS) : SAID_AGAIN_MS;
    next = setTimeout(look, Math.min(rest, soon));
    return left !== undefined;
  };

  const stay = async (): Promise<boolean> => {
    toldAt = performance.now();
    const isHeard = await look({ method: 'post', ...(mark && { body: readFields(mark) }) });
    if (!isHeard) await look();
    return isHeard;
  };

  const makeWay = async (): Promise<void> => {
    const fields = mark && readFields(mark);
    document.body.replaceChildren();
    const signal = AbortSignal.timeout(PATIENCE_MS);
    if (fields && addTyped(fields))
      await fetch(mark.action, { method: 'post', body: fields, signal }).catch(() => undefined);
    location.replace(sessionOver);
  };

  saying.onStay(stay);
  next = setTimeout(look, ASK_WITHIN_MS);
  document.addEventListener('input', ({ isTrusted }) => {
    if (isTrusted && performance.now() - toldAt > TYPING_TOLD_EVERY_MS) stay();
  });
  // A machine that slept has not counted.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
};

/** For somebody else, to whom nothing of the page is shown. */
const vanish = (): true => {
  document.body.replaceChildren();
  location.replace('/');
  return true;
};

/** What is said, and how: focus goes to it where there is something to press, and back to where it was. */
const makeAnnouncement = (place: HTMLElement) => {
  const find = (wanted: string) => place.querySelector<HTMLElement>(wanted);
  const [rest, status] = [find('[data-session-rest]'), find('[data-session-failed]')];
  let said: Kind | undefined;
  let before: Element | null = null;

  const hide = (): void => {
    const hadFocus = place.contains(document.activeElement);
    place.removeAttribute('open');
    if (hadFocus && before instanceof HTMLElement) before.focus();
  };
  find('[data-session-act="close"]')?.addEventListener('click', hide);

  return {
    say: (kind: Kind, ms: number): void => {
      const minutes = Math.ceil(ms / 60_000);
      const words = `${minutes}\u00a0${minutes === 1 ? 'minute' : 'minutes'}`;
      if (rest && rest.textContent !== words) rest.textContent = words;
      if (said === kind) return;
      said = kind;
      for (const part of place.querySelectorAll<HTMLElement>('[data-session-shows]'))
        part.hidden = part.dataset.sessionShows !== kind;
      before = document.activeElement;
      place.setAttribute('open', '');
      if (kind === 'stay') find('[data-session-act="stay"]')?.focus();
    },
    stop: (): void => {
      if (said) hide();
      said = undefined;
    },
    onStay: (stay: () => Promise<boolean>): void =>
      find('[data-session-act="stay"]')?.addEventListener('click', async () => {
        status?.replaceChildren();
        if (!(await stay())) status?.replaceChildren(status.dataset.sessionFailed ?? '');
      }),
  };
};

interface TimeLeft {
  readonly seconds: number;
  readonly atMost: number;
  /** Who is signed in now. */
  readonly whose: string | undefined;
}

/** Undefined where nobody answers, or not with that. */
const ask = async (address: string, asking: RequestInit): Promise<TimeLeft | undefined> => {
  try {
    const response = await fetch(address, { ...asking, signal: AbortSignal.timeout(PATIENCE_MS) });
    const said: unknown = await response.json();
    const isSaid = response.ok && said !== null && typeof said === 'object' && 'seconds' in said;
    if (!isSaid || !('atMost' in said)) return undefined;
    const whose = 'whose' in said && typeof said.whose === 'string' ? said.whose : undefined;
    return { seconds: Number(said.seconds), atMost: Number(said.atMost), whose };
  } catch {
    return undefined;
  }
};
