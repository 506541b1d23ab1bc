import { z } from 'zod';
import { type Html, hiddenFields } from '../../platform/html/index.ts';
import type { RouteRequest } from '../../platform/http/index.ts';

/** Where somebody goes on once they are signed in, and what they had typed for there. */
export interface Onward {
  readonly to: `/${string}`;
  /** Empty where no form was sent. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Somebody is signed in, and is asked once more who they are. */
  readonly again?: boolean | undefined;
  /** Who typed it, by their id, where that is known: whoever signs in instead of them is not shown it. */
  readonly whose?: string | undefined;
}

/** As it comes out of the database again. */
export const keptOnward = z.object({
  to: z.templateLiteral(['/', z.string()]),
  fields: z.record(z.string(), z.array(z.string())),
  again: z.literal(true).optional(),
  whose: z.string().optional(),
});

/** Before the name of each field that the sign-in form carries for another form. */
const carried = 'kept.';

const fields = z.record(
  z.string().max(100),
  z.union([z.string().transform((one) => [one]), z.array(z.string())]),
);
/** An address of our own: two slashes would name another host, and a browser reads a backslash as one. */
const ownAddress = z.custom<`/${string}`>(
  (to) => typeof to === 'string' && /^\/(?![/\\])[^\\\s]{0,300}$/.test(to),
);

type Asked = Pick<RouteRequest, 'url' | 'isForm' | 'body' | 'viewer' | 'whoseForm'>;

/** What was asked for or sent, to go on with it later. */
export function readOnward({ url, isForm, body, viewer, whoseForm }: Asked): Onward {
  const typed = fields.catch({}).parse(body ?? {});
  // A form of nothing but its button is still a form, and is sent again as one.
  const isBare = isForm && Object.keys(typed).length === 0;
  const sent = isBare ? { sent: ['yes'] } : typed;
  return { to: readOwnAddress(url), fields: sent, whose: viewer?.staffId ?? whoseForm };
}

/** An address of our own, or the start. */
export function readOwnAddress(url: string): `/${string}` {
  return ownAddress.catch('/').parse(url);
}

/** Whether somebody comes here because their session was over. */
export function readEnded(query: unknown): boolean {
  return z.object({ ended: z.literal('yes') }).safeParse(query).success;
}

/** Where the address of the sign-in page leads: no field, for anybody can make up an address for others. */
export function readDestination(query: unknown): Onward | undefined {
  const read = z.object({ to: ownAddress }).safeParse(query);
  return read.success ? { to: read.data.to, fields: {} } : undefined;
}

/** What the sign-in form carries. It comes from a page of ours: the door lets in no other form. */
export function readCarried(body: unknown): Onward | undefined {
  const { to, again, whose, ...others } = fields.catch({}).parse(body ?? {});
  const read = ownAddress.safeParse(to?.[0]);
  if (!read.success) return undefined;
  const kept = Object.entries(others)
    .filter(([name]) => name.startsWith(carried))
    .map(([name, values]) => [name.slice(carried.length), values] as const);
  const author = whose?.[0] || undefined;
  return { to: read.data, fields: Object.fromEntries(kept), again: again && true, whose: author };
}

/** The hidden fields by which the sign-in form carries it. */
export function listCarried({ to, fields: typed, again, whose }: Onward): readonly Html[] {
  const marks = { to: [to], ...(again && { again: ['yes'] }), ...(whose && { whose: [whose] }) };
  return [...hiddenFields(marks), ...hiddenFields(typed, carried)];
}

/** The words that a person typed, without ids, addresses and the codes of choices. */
export function listWords({ fields: typed }: Onward): readonly string[] {
  return Object.values(typed)
    .flat()
    .filter((text) => !/^[a-z0-9/-]*$/.test(text.trim()));
}
