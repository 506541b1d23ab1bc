import { z } from 'zod';

/** Nobody types more; what is longer costs work to hash. */
const schema = z.object({
  name: z.string().max(200).default(''),
  password: z.string().max(1000).default(''),
});

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
  const read = schema.safeParse(body ?? {});
  const { name, password } = read.success ? read.data : { name: '', password: '' };
  const typed = name.trim();
  const errors: SignInErrors = {
    ...(typed === '' && { name: 'Enter your sign-in name' }),
    ...(password === '' && { password: 'Enter your password' }),
  };
  const isWhole = typed !== '' && password !== '' && typed.isWellFormed() && password.isWellFormed();
  if (isWhole && !typed.includes('\0')) return { ok: true, signIn: typed.toLowerCase(), password };
  return { ok: false, name: typed, errors: isWhole ? { name: 'Enter your sign-in name' } : errors };
}
