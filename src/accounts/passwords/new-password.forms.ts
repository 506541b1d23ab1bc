import { readText } from '../../platform/http/index.ts';
import { judgeWords } from '../../platform/typed.pure.ts';
import { isEasyToGuess } from './common-password.ts';

/** NIST SP 800-63B for a password that stands alone. */
const SHORTEST = 15;
const LONGEST = 200;

export type ReadPassword =
  | { readonly ok: true; readonly password: string }
  | { readonly ok: false; readonly errors: { readonly password?: string; readonly again?: string } };

/**
 * A password that is chosen.
 *
 * @param who whose sign-in name and council are not to be what it is made of
 */
export async function readPassword(
  body: unknown,
  { signIn, council }: { readonly signIn: string; readonly council: string },
): Promise<ReadPassword> {
  const [password, again] = [readText(body, 'password'), readText(body, 'again')];
  if ([...password].length < SHORTEST) return wrong(`Enter a password of at least ${SHORTEST} characters`);
  const error = judgeWords(password, { called: 'The password', most: LONGEST });
  if (error !== undefined) return wrong(error);
  if (password.toLowerCase().includes(signIn) || (await isEasyToGuess(password, [signIn, council])))
    return wrong('Enter a password that is harder to guess');
  return password === again
    ? { ok: true, password }
    : { ok: false, errors: { again: 'Enter the same password once more' } };
}

function wrong(password: string): ReadPassword {
  return { ok: false, errors: { password } };
}

export interface ReadChange {
  /** The one that they have, and the one that they want; undefined where something is wrong with the form. */
  readonly change?: { readonly current: string; readonly wanted: string };
  readonly errors: { readonly current?: string; readonly password?: string; readonly again?: string };
}

const forCurrent = {
  called: 'The password that you have now',
  most: LONGEST,
  missing: 'Enter the password that you have now',
};

/** A password that is chosen in the place of another. */
export async function readChange(
  body: unknown,
  who: { readonly signIn: string; readonly council: string },
): Promise<ReadChange> {
  const current = readText(body, 'current');
  const error = judgeWords(current, forCurrent);
  const read = await readPassword(body, who);
  const lacks = error === undefined ? {} : { current: error };
  if (!read.ok) return { errors: { ...lacks, ...read.errors } };
  if (read.password === current) return { errors: { password: 'Enter a password that you do not have now' } };
  return { errors: lacks, ...(error === undefined && { change: { current, wanted: read.password } }) };
}
