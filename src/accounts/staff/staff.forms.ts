import { z } from 'zod';
import type { TeamId } from '../../councils/index.ts';
import { addDays } from '../../platform/calendar.ts';
import type { ViewerId } from '../../platform/ids.ts';
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

const line = z.string().trim().max(120).catch('');
const many = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);
const schema = z
  .object({ name: line, signIn: line, email: line, team: line, manager: line, roles: many })
  .catch({ name: '', signIn: '', email: '', team: '', manager: '', roles: [] });
const email = z.email();

/** What was typed, as it was typed. */
export function readTypedAccount(body: unknown): TypedAccount {
  const typed = schema.parse(body ?? {});
  return { ...typed, signIn: typed.signIn.toLowerCase() };
}

/** What is wrong with it, beside the field; nothing where all is well. */
export function checkAccount(typed: TypedAccount, choices: Choices, isNew: boolean): AccountErrors {
  const has = (list: readonly { readonly id: string }[], id: string) => list.some((each) => each.id === id);
  return {
    ...(typed.name === '' && { name: 'Enter their name' }),
    ...(isNew && !/^[a-z0-9][a-z0-9.'@_-]{1,99}$/.test(typed.signIn) && { signIn: wrongSignIn }),
    ...(typed.email !== '' && !email.safeParse(typed.email).success && { email: wrongEmail }),
    ...(!has(choices.teams, typed.team) && { team: 'Choose a team' }),
    ...(typed.manager !== '' && !has(choices.managers, typed.manager) && { manager: 'Choose a colleague' }),
    ...(!typed.roles.every((role) => has(choices.roles, role)) && { roles: 'Choose roles from the list' }),
  };
}

const wrongSignIn = 'Enter a sign-in name of letters, figures and full stops, like j.smith';
const wrongEmail = 'Enter an e-mail address, like j.smith@example.gov.uk, or leave it empty';

/** The form as the actions take it, once it was checked. */
export function toWanted(typed: TypedAccount) {
  return {
    name: typed.name,
    email: typed.email === '' ? undefined : typed.email,
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

const closing = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((body): TypedClosing => {
    const read = (name: string) => line.parse(body[name]);
    const last = { day: read('last-day'), month: read('last-month'), year: read('last-year') };
    return { when: read('when'), anyway: read('anyway') === 'yes', last };
  });

/**
 * Reads from when an account is closed.
 *
 * @param owes that its work has to be handed on first, unless the administrator says otherwise
 */
export function readClosing(body: unknown, today: string, owes: boolean): ReadClosing {
  const typed = closing.parse(body ?? {});
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
export function readTeam(body: unknown): { readonly name: string; readonly service: string } {
  return z
    .object({ name: line, service: line })
    .catch({ name: '', service: '' })
    .parse(body ?? {});
}
