import { all, any, type Condition, is, listFacts, never, not, yes } from './kleene.ts';
import type { By, Strength } from './words.ts';

export type Who = string | { lines: readonly (readonly [Condition, string])[]; otherwise: string };
export type To = readonly string[] | { lines: readonly (readonly [Condition, readonly string[]])[] };

export interface Rule {
  readonly action: string;
  readonly when: Condition;
  /** Holds the rule back only where it is known to be yes. */
  readonly unless: Condition;
  readonly strength: Strength;
  readonly who: Who;
  readonly to: To;
  readonly by: By | null;
  /** Its `to` joins the rule that wins; it stands alone only where no other rule does. */
  readonly adds: boolean;
}

export interface Never {
  readonly never: string;
  readonly when: Condition;
  readonly unless: Condition;
}

type Rest = { to?: To; by?: By; unless?: Condition; inEverySituation?: boolean; adds?: boolean };

export const situation = (...values: string[]): Condition => is('situation', ...values);
export const caller = situation('caller');
export const disclosure = situation('disclosure');
export const noDisclosure = situation('no-disclosure');
export const perpetrator = situation('perpetrator');
export const talk = yes('safeToTalk');
export const child = is('survivorAge', 'under-16', '16-17');
export const adult = is('survivorAge', '18-or-over');
export const woman = is('survivorGender', 'woman');
export const man = is('survivorGender', 'man');
export const another = is('survivorGender', 'another');
export const general = is('service', 'general');
export const homelessness = is('service', 'homelessness');
export const housingSide = is('service', 'housing', 'homelessness', 'anti-social-behaviour');
export const caseworkSide = is('service', 'housing', 'homelessness');
export const meetsMarac = any(is('dash', 'high'), all(yes('maracInLast12Months'), yes('newIncident')));
export const dashNotDone = is('dash', 'not-done');
export const dashNotStandard = not(is('dash', 'standard'));

/** A rule that names no situation holds in every one but a call for information. */
function addCallers(when: Condition, unless: Condition, inEverySituation: boolean): Condition {
  return inEverySituation || listFacts(when).includes('situation') ? unless : any(unless, caller);
}

/** One rule; each "or" part of a row that names its situations differently is written as its own. */
export function rule(action: string, when: Condition, strength: Strength, who: Who, rest: Rest = {}): Rule {
  return {
    action,
    when,
    unless: addCallers(when, rest.unless ?? never, rest.inEverySituation ?? false),
    strength,
    who,
    to: rest.to ?? [],
    by: rest.by ?? null,
    adds: rest.adds ?? false,
  };
}

export function forbid(id: string, when: Condition, unless: Condition = never): Never {
  return { never: id, when, unless: addCallers(when, unless, false) };
}
