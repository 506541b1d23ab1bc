import Bowser from 'bowser';

const UNKNOWN = 'A browser';

/** A browser as its owner would call it, "Firefox on Windows"; nothing else that it says is kept. */
export function describeBrowser(userAgent: string | undefined): string {
  if (userAgent === undefined) return UNKNOWN;
  const { browser, os } = Bowser.parse(userAgent.slice(0, 500));
  const said = [browser.name, os.name].filter((name) => name !== undefined && name !== '').join(' on ');
  // What nobody knows is called by what it calls itself, which may be anything.
  return /^[A-Za-z ]{1,60}$/.test(said) ? said : UNKNOWN;
}
