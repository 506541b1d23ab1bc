import { z } from 'zod';
import { readId, readText } from '../../platform/http/index.ts';
import { judgeWords } from '../../platform/typed.pure.ts';
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

/** What is wrong with an entry, in words if they like; null where our own page did not send it. */
export function readReport(body: unknown): ReadReport | null {
  const reportId = readId(body, 'report') as ReportId | undefined;
  if (reportId === undefined) return null;
  const typed = readText(body, 'words');
  const words = typed.trim();
  const error = judgeWords(words, { called: 'What is wrong', most: LONGEST_WORDS });
  return error === undefined ? { ok: true, reportId, words } : { ok: false, reportId, words: typed, error };
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

const confirmationSchema = z.object({
  fingerprint: z.string().max(64),
  act: z.enum(['confirm', 'withdraw']),
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
  const readPart = (part: string) => readText(body, `asked-${part}`);
  const typed = { day: readPart('day'), month: readPart('month'), year: readPart('year') };
  if (act === 'withdraw') return { kind: 'withdrawn', fingerprint, typed };
  const askedOn = readTypedDay(typed);
  if (askedOn === undefined)
    return { kind: 'wrong', typed, error: 'Enter the day on which you asked, like 22 11 2026' };
  if (askedOn > today)
    return { kind: 'wrong', typed, error: 'The day on which you asked is today or before' };
  return { kind: 'confirmed', fingerprint, askedOn };
}
