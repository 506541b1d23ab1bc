import { z } from 'zod';
import { readTyped } from '../advice/question.rules.ts';
import {
  type Council,
  clearOf,
  isAnswer,
  notKnown,
  type Situation,
  sayOf,
} from '../advice/situation.rules.ts';
import { readCode } from './code.rules.ts';

/** Longer than any code or answer; what is longer was not sent by our pages. */
const text = z.string().max(2000);
const place = z.string().regex(/^\d{1,4}$/);

const chart = z.literal('1').optional();

const addressSchema = z.object({ s: text.optional(), q: place.optional(), c: chart });
const answerSchema = z.object({
  s: text,
  q: place,
  c: chart,
  a: text.optional(),
  unsure: z.literal(notKnown).optional(),
});
const councilsSchema = z.object({
  s: text.optional(),
  c: chart,
  council: z.union([text, z.array(text).max(100)]).optional(),
});

/** What was sent is not what our pages send, or was made under an earlier policy. */
export type Unread = { readonly kind: 'unread'; readonly why: 'unreadable' | 'outdated' };

const unreadable: Unread = { kind: 'unread', why: 'unreadable' };

export type ReadAddress =
  | Unread
  | { readonly kind: 'empty' }
  | { readonly kind: 'read'; readonly situation: Situation; readonly asked: string | undefined };

/** The address of a page: a situation as a code, and perhaps the number of one question. */
export function readAddress(query: unknown, inForce: readonly Council[]): ReadAddress {
  const read = addressSchema.safeParse(query);
  if (!read.success) return unreadable;
  const { s, q, c } = read.data;
  if (s === undefined) return q === undefined ? { kind: 'empty' } : unreadable;
  const code = readCode(s, inForce);
  if (!code.ok) return { kind: 'unread', why: code.why };
  const asked = q === undefined ? undefined : code.situation.facts[Number(q)];
  if (q !== undefined && asked === undefined) return unreadable;
  const situation = { ...code.situation, showsChart: c !== undefined };
  return { kind: 'read', situation, asked: asked?.id };
}

export type ReadAnswer =
  | Unread
  | { readonly kind: 'answered'; readonly situation: Situation }
  | {
      readonly kind: 'wrong';
      readonly situation: Situation;
      readonly asked: string;
      readonly typed: string;
      readonly error: string;
    };

/** One answer to one question; what is wrong with it comes back in words, with what was typed. */
export function readAnswer(body: unknown, inForce: readonly Council[]): ReadAnswer {
  const read = answerSchema.safeParse(body);
  if (!read.success) return unreadable;
  const { s, q, c, a = '', unsure } = read.data;
  const address = readAddress({ s, q, c }, inForce);
  if (address.kind !== 'read') return address.kind === 'empty' ? unreadable : address;
  const { situation } = address;
  const fact = situation.facts[Number(q)];
  if (fact === undefined) return unreadable;
  const typed = a.trim();
  const answered = readTyped(fact, unsure ?? typed);
  if (answered.ok) return { kind: 'answered', situation: sayOf(situation, fact.id, answered.answer) };
  return { kind: 'wrong', situation, asked: fact.id, typed, error: answered.error };
}

export type ReadAnswers = Unread | { readonly kind: 'answered'; readonly situation: Situation };

/** Many answers at once, each under the number of its question; an empty one takes back what was said. */
export function readAnswers(body: unknown, inForce: readonly Council[]): ReadAnswers {
  const read = z.record(z.string(), text).safeParse(body);
  if (!read.success) return unreadable;
  const { s, c, ...answers } = read.data;
  const address = readAddress({ s, c }, inForce);
  if (address.kind !== 'read') return address.kind === 'empty' ? unreadable : address;
  let { situation } = address;
  for (const [name, answer] of Object.entries(answers)) {
    const fact = /^f\d{1,4}$/.test(name) ? situation.facts[Number(name.slice(1))] : undefined;
    if (fact === undefined || !(answer === '' || isAnswer(fact, answer))) return unreadable;
    situation = answer === '' ? clearOf(situation, fact.id) : sayOf(situation, fact.id, answer);
  }
  return { kind: 'answered', situation };
}

export type ReadCouncils =
  | Unread
  | {
      readonly kind: 'chosen';
      readonly councils: readonly Council[];
      readonly situation: Situation | undefined;
    }
  | {
      readonly kind: 'wrong';
      readonly chosen: readonly string[];
      readonly situation: Situation | undefined;
      readonly error: string;
    };

/** One council, or two to be compared; the answers that were given before go along. */
export function readCouncils(body: unknown, inForce: readonly Council[]): ReadCouncils {
  const read = councilsSchema.safeParse(body ?? {});
  if (!read.success) return unreadable;
  const { s, c } = read.data;
  const address = readAddress({ s, c }, inForce);
  if (address.kind === 'unread') return address;
  const situation = address.kind === 'read' ? address.situation : undefined;
  const chosen = [...new Set([read.data.council ?? []].flat())];
  const councils = inForce.filter(({ id }) => chosen.includes(id));
  if (councils.length !== chosen.length) return unreadable;
  if (councils.length === 0) return { kind: 'wrong', chosen, situation, error: 'Choose a council' };
  if (councils.length > 2) {
    return { kind: 'wrong', chosen, situation, error: 'Choose one council, or two to compare' };
  }
  return { kind: 'chosen', councils, situation };
}
