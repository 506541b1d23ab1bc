import { z } from 'zod';
import { readTypedDay, type TypedDay } from '../../platform/typed-day.ts';
import type { ReportId, ReportStep } from './keeping.store.ts';

/** Enough to say which number, and what it should be. */
const LONGEST_WORDS = 1000;

export interface TypedReport {
  readonly reportId: ReportId;
  readonly words: string;
}

export type ReadReport =
  | ({ readonly ok: true } & TypedReport)
  | ({ readonly ok: false; readonly error: string } & TypedReport);

const reportSchema = z.object({ report: z.uuid(), words: z.string().default('') });

/** What is wrong with an entry, in words if they like; null where our own page did not send it. */
export function readReport(body: unknown): ReadReport | null {
  const read = reportSchema.safeParse(body ?? {});
  if (!read.success) return null;
  const reportId = read.data.report as ReportId;
  const words = read.data.words.trim();
  const error = findFault(words);
  if (error === undefined) return { ok: true, reportId, words };
  return { ok: false, reportId, words: words.toWellFormed().slice(0, LONGEST_WORDS), error };
}

function findFault(words: string): string | undefined {
  if (words.length > LONGEST_WORDS) return `What is wrong must be ${LONGEST_WORDS} characters or fewer`;
  return words.isWellFormed() && !words.includes('\0')
    ? undefined
    : 'What is wrong must have no signs that cannot be kept';
}

const stepSchema = z.object({ kind: z.enum(['done', 'undone']) });

export function readReportStep(body: unknown): ReportStep | null {
  const read = stepSchema.safeParse(body ?? {});
  return read.success ? read.data.kind : null;
}

/** Where somebody came from: one of our own addresses, which hold ids and no words. */
const backSchema = z.object({ back: z.string().regex(/^(?:\/[a-z0-9-]{1,60}){1,8}$/) });

export function readBack(sent: unknown): `/${string}` | null {
  const read = backSchema.safeParse(sent ?? {});
  return read.success ? (read.data.back as `/${string}`) : null;
}

const part = z.string().trim().max(10).default('');
const confirmationSchema = z.object({
  fingerprint: z.string().max(64),
  act: z.enum(['confirm', 'withdraw']),
  'asked-day': part,
  'asked-month': part,
  'asked-year': part,
});

export type ReadConfirmation =
  | { readonly kind: 'withdrawn'; readonly fingerprint: string; readonly typed: TypedDay }
  | { readonly kind: 'confirmed'; readonly fingerprint: string; readonly askedOn: string }
  | { readonly kind: 'wrong'; readonly typed: TypedDay; readonly error: string };

/**
 * What whoever keeps the directory says of an entry; null where our own page did not send it.
 *
 * @param today as 2026-11-22, in London: nobody has asked tomorrow
 */
export function readConfirmation(body: unknown, today: string): ReadConfirmation | null {
  const read = confirmationSchema.safeParse(body ?? {});
  if (!read.success) return null;
  const { fingerprint, act } = read.data;
  const typed = {
    day: read.data['asked-day'],
    month: read.data['asked-month'],
    year: read.data['asked-year'],
  };
  if (act === 'withdraw') return { kind: 'withdrawn', fingerprint, typed };
  const askedOn = readTypedDay(typed);
  if (askedOn === undefined)
    return { kind: 'wrong', typed, error: 'Enter the day on which you asked, like 22 11 2026' };
  if (askedOn > today)
    return { kind: 'wrong', typed, error: 'The day on which you asked is today or before' };
  return { kind: 'confirmed', fingerprint, askedOn };
}
