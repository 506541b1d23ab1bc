import { readText } from '../platform/http/index.ts';
import { judgeWords } from '../platform/typed.pure.ts';

/** Nobody types more; what is longer costs work to hash. */
const forName = { called: 'The sign-in name', most: 200, missing: 'Enter your sign-in name' };
const forPassword = { called: 'The password', most: 1000, missing: 'Enter your password' };

export type ReadSignIn =
  | { readonly ok: true; readonly signIn: string; readonly password: string }
  | { readonly ok: false; readonly name: string; readonly errors: SignInErrors };

/** What is wrong, beside the field. */
export interface SignInErrors {
  readonly name?: string;
  readonly password?: string;
}

/** Reads what was typed. The password is never given back. */
export function readSignIn(body: unknown): ReadSignIn {
  const typed = readText(body, 'name');
  const password = readText(body, 'password');
  const signIn = typed.trim().toLowerCase();
  const wrongName = judgeWords(signIn, forName);
  const wrongPassword = judgeWords(password, forPassword);
  if (wrongName === undefined && wrongPassword === undefined) return { ok: true, signIn, password };
  const errors = {
    ...(wrongName !== undefined && { name: wrongName }),
    ...(wrongPassword !== undefined && { password: wrongPassword }),
  };
  return { ok: false, name: typed, errors };
}
