const ASK_WITHIN_MS = 300_000;
const ASK_AGAIN_MS = 30_000;
/** As long as a session lasts that was used just now. */
const UNUSED_MS = 20 * 60_000;
const PATIENCE_MS = 10_000;

/**
 * Leaves nothing on the screen once the session is over, by whatever it ended: the page asks how long it
 * still lasts, which uses nothing of it, and makes way for the sign-in. A bad line ends nothing too soon.
 */
export const watchSession = ({ session, sessionOver = '/' }: DOMStringMap): void => {
  if (session === undefined) return;
  let endsAt = performance.now() + UNUSED_MS;
  let next: ReturnType<typeof setTimeout> | undefined;

  const look = async (): Promise<void> => {
    clearTimeout(next);
    const left = await askLeft(session);
    if (left !== undefined) endsAt = performance.now() + left;
    const rest = endsAt - performance.now();
    if (rest > 0) {
      next = setTimeout(look, Math.min(rest, left === undefined ? ASK_AGAIN_MS : ASK_WITHIN_MS));
      return;
    }
    document.body.replaceChildren();
    location.replace(sessionOver);
  };

  next = setTimeout(look, ASK_WITHIN_MS);
  // A machine that slept has not counted.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
};

/** In milliseconds; undefined where nobody answers. */
const askLeft = async (address: string): Promise<number | undefined> => {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const said: unknown = await response.json();
    const isSaid = response.ok && said !== null && typeof said === 'object' && 'seconds' in said;
    return isSaid ? Number(said.seconds) * 1000 : undefined;
  } catch {
    return undefined;
  }
};
