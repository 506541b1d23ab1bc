import { z } from 'zod';
import type { TeamId } from '../../councils/index.ts';
import { addDays } from '../../platform/calendar.ts';
import { readFields, readText } from '../../platform/http/index.ts';
import type { ViewerId } from '../../platform/ids.ts';
import { judgeWords } from '../../platform/typed.pure.ts';
import { readTypedDay, type TypedDay } from '../../platform/typed-day.ts';

/** What stands in the form of an account. */
export interface TypedAccount {
  readonly name: string;
  readonly signIn: string;
  readonly email: string;
  readonly team: string;
  readonly manager: string;
  readonly roles: readonly string[];
}

/** What may be chosen in it. */
export interface Choices {
  readonly teams: readonly { readonly id: string; readonly name: string }[];
  readonly managers: readonly { readonly id: string; readonly name: string }[];
  readonly roles: readonly { readonly id: string; readonly label: string; readonly hint?: string }[];
}

export type AccountErrors = Readonly<Partial<Record<keyof TypedAccount, string>>>;

const LONGEST = 120;
const email = z.email();

/** What was typed, as it was typed. */
export function readTypedAccount(body: unknown): TypedAccount {
  const read = (field: string) => readText(body, field);
  return {
    name: read('name'),
    signIn: read('signIn'),
    email: read('email'),
    team: read('team'),
    manager: read('manager'),
    roles: readFields(body)?.['roles'] ?? [],
  };
}

/** What is wrong with it, beside the field; nothing where all is well. */
export function checkAccount(typed: TypedAccount, choices: Choices, isNew: boolean): AccountErrors {
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((each) => each.id === id);
  const name = judgeName(typed.name);
  const signIn = isNew ? judgeSignIn(readSignInName(typed)) : undefined;
  const address = judgeEmail(typed.email.trim());
  return {
    ...(name !== undefined && { name }),
    ...(signIn !== undefined && { signIn }),
    ...(address !== undefined && { email: address }),
    ...(!has(choices.teams, typed.team) && { team: 'Choose a team' }),
    ...(typed.manager !== '' && !has(choices.managers, typed.manager) && { manager: 'Choose a colleague' }),
    ...(!typed.roles.every((role) => has(choices.roles, role)) && { roles: 'Choose roles from the list' }),
  };
}

const judgeName = (name: string) =>
  judgeWords(name.trim(), { called: 'The name', most: LONGEST, missing: 'Enter their name' });

function judgeSignIn(signIn: string): string | undefined {
  const missing = 'Enter a sign-in name of letters, figures and full stops, like j.smith';
  const wrong = judgeWords(signIn, { called: 'The sign-in name', most: 100, missing });
  return wrong ?? (/^[a-z0-9][a-z0-9.'@_-]+$/.test(signIn) ? undefined : missing);
}

function judgeEmail(typed: string): string | undefined {
  const wrong = judgeWords(typed, { called: 'The e-mail address', most: LONGEST });
  if (wrong !== undefined || typed === '' || email.safeParse(typed).success) return wrong;
  return 'Enter an e-mail address, like j.smith@example.gov.uk, or leave it empty';
}

/** As it is kept, whichever letters are typed large. */
export function readSignInName({ signIn }: TypedAccount): string {
  return signIn.trim().toLowerCase();
}

/** The form as the actions take it, once it was checked. */
export function toWanted(typed: TypedAccount) {
  return {
    name: typed.name.trim(),
    email: typed.email.trim() === '' ? undefined : typed.email.trim(),
    teamId: typed.team as TeamId,
    managerId: typed.manager === '' ? null : (typed.manager as ViewerId),
    roles: typed.roles,
  };
}

export interface TypedClosing {
  readonly when: string;
  readonly anyway: boolean;
  readonly last: TypedDay;
}

export type ReadClosing =
  /** @property on the first day on which they are gone; undefined for at once */
  | { readonly ok: true; readonly on: string | undefined; readonly typed: TypedClosing }
  | { readonly ok: false; readonly typed: TypedClosing; readonly errors: ClosingErrors };

export type ClosingErrors = Readonly<Partial<Record<'when' | 'last' | 'anyway', string>>>;

function readTypedClosing(body: unknown): TypedClosing {
  const read = (field: string) => readText(body, field);
  const last = { day: read('last-day'), month: read('last-month'), year: read('last-year') };
  return { when: read('when'), anyway: read('anyway') === 'yes', last };
}

/**
 * Reads from when an account is closed.
 *
 * @param owes that its work has to be handed on first, unless the administrator says otherwise
 */
export function readClosing(body: unknown, today: string, owes: boolean): ReadClosing {
  const typed = readTypedClosing(body);
  const last = readTypedDay(typed.last);
  if (typed.when === 'now' && owes && !typed.anyway) {
    const anyway = 'Say that it is closed before their work is handed on, or choose a last day';
    return { ok: false, typed, errors: { anyway } };
  }
  if (typed.when === 'now') return { ok: true, on: undefined, typed };
  if (typed.when !== 'later') return { ok: false, typed, errors: { when: 'Choose when it is closed' } };
  if (last === undefined || last < today)
    return { ok: false, typed, errors: { last: 'Enter a last day that is today or later, like 27 11 2026' } };
  return { ok: true, on: addDays(last, 1), typed };
}

/** The name and the service of a new team. */
export interface TypedTeam {
  readonly name: string;
  readonly service: string;
}

export function readTypedTeam(body: unknown): TypedTeam {
  return { name: readText(body, 'name'), service: readText(body, 'service') };
}

/** What is wrong with the name of a team. */
export function judgeTeam(name: string): string | undefined {
  return judgeWords(name, { called: 'The name', most: LONGEST, missing: 'Enter the name of the team' });
}
