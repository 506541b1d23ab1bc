import { createHash } from 'node:crypto';
import { type DirectoryEntry, describeChecked } from '../../pathway/packs/index.ts';
import { sayDay } from '../../platform/say-time.ts';

/** What a council's staff have said of the directory's entries. */
export interface Kept {
  /** Since when an entry stands reported as wrong, and nobody has seen to it. */
  readonly reported: ReadonlyMap<string, Date>;
  readonly confirmed: ReadonlyMap<string, Confirmed>;
}

export interface Confirmed {
  /** Who asked; null for a reader who is not of the council. */
  readonly name: string | null;
  /** As 2026-11-22. */
  readonly date: string;
  /** Of the entry as it was. */
  readonly fingerprint: string;
}

export const nothingKept: Kept = { reported: new Map(), confirmed: new Map() };

/** How far an entry can be relied on, in a line each. */
export interface Reliance {
  readonly checkedInWords: string;
  /** Null where nobody has found it wrong. */
  readonly reportedInWords: string | null;
}

/** What the council has confirmed counts before what stands in its pack, as long as the entry is the same. */
export function describeReliance(entry: DirectoryEntry, { reported, confirmed }: Kept): Reliance {
  const since = reported.get(entry.id);
  const said = confirmed.get(entry.id);
  const holds = said !== undefined && said.fingerprint === makeFingerprint(entry);
  return {
    checkedInWords: describeChecked(holds ? { ...entry, checked: said } : entry),
    reportedInWords: since === undefined ? null : `reported wrong on ${sayDay(since)}, being looked at`,
  };
}

/** The same letters and figures as long as the service is reached in the same ways by the same people. */
export function makeFingerprint(entry: DirectoryEntry): string {
  const { label, phones, web, email, referral, people, places, serves } = entry;
  const reached = JSON.stringify({ label, phones, web, email, referral, people, places, serves });
  return createHash('sha256').update(reached).digest('hex').slice(0, 16);
}
