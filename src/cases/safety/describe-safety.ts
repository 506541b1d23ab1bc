import { findDangerFact, type LoadedPolicy } from '../../pathway/index.ts';
import type { ChosenWords } from '../../people/index.ts';
import { sayAge, sayDayFrom, sayTime } from '../../platform/say-time.ts';
import type { Known } from '../advice/known-facts.rules.ts';
import { type Agreement, listBlocked, listRoutes } from '../contact/contact.rules.ts';

/**
 * What keeps people safe, at the top of every page of a case. What is not known is said, and never read as
 * no.
 */
export interface Safety {
  readonly contact: Contact;
  /** What was told of safe contact since it was agreed, and is not agreed yet, the newest first. */
  readonly told: readonly ToldContact[];
  readonly danger: { readonly isSo: boolean | null; readonly said: string };
  readonly risk: Risk;
  /** What the facts say that the policy asks first. */
  readonly flags: readonly string[];
  readonly mustNotKnow: readonly string[];
  /** What they want to be called, and call the other person. */
  readonly words: ChosenWords;
}

/** Hidden: whoever only recorded a case sees neither what others agreed nor what they decided. */
export type Contact =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'agreed';
      readonly routes: readonly string[];
      readonly blocked: readonly string[];
      readonly words: string;
      readonly when: string;
    };

export interface ToldContact {
  /** "Mo Reid, 3:40pm on 22 November 2026". */
  readonly who: string;
  readonly lines: readonly string[];
  /** That nothing is safe any more. */
  readonly isWithdrawal: boolean;
}

export type Risk =
  | { readonly kind: 'hidden' }
  | { readonly kind: 'none' }
  | { readonly kind: 'decided'; readonly level: string; readonly age: string };

export function describeContact(
  agreed: (Agreement & { readonly writtenAt: Date }) | undefined,
  now: Date,
): Contact {
  if (agreed === undefined) return { kind: 'none' };
  const { words, writtenAt } = agreed;
  const when = sayAge(writtenAt, now);
  return { kind: 'agreed', routes: listRoutes(agreed), blocked: listBlocked(agreed), words, when };
}

/** The core's facts of the risk that a practitioner decided, and of whether it is safe to talk now. */
const DASH = 'dash';
const undecided = 'not-done';

export function describeRisk({ facts, saidAt }: Known, policy: Facts, now: Date): Risk {
  const value = facts[DASH];
  const at = saidAt.get(DASH);
  const level = policy.facts.find(({ id }) => id === DASH)?.values.find(({ id }) => id === value)?.label;
  if (level === undefined || at === undefined || value === undecided) return { kind: 'none' };
  return { kind: 'decided', level, age: sayAge(at, now) };
}

type Facts = LoadedPolicy['policy'];

/** Sentences of the facts that are asked first and are known, but for the danger itself. */
export function listFlags({ facts, saidAt }: Known, policy: Facts, now: Date): readonly string[] {
  return policy.askFirst.flatMap((id) => {
    const said = policy.facts
      .find((fact) => fact.id === id)
      ?.values.find((value) => value.id === facts[id])?.said;
    const at = saidAt.get(id);
    if (said === undefined || at === undefined || id === findDangerFact(policy)) return [];
    return [`${said.charAt(0).toUpperCase()}${said.slice(1)} (said ${sayAge(at, now)})`];
  });
}

export function describeDanger(danger: boolean | null, at: Date, now: Date): Safety['danger'] {
  return { isSo: danger, said: `${sayDayFrom(at, now)}, ${sayTime(at)}` };
}
