import type { Clock } from './clock.ts';
import { StartUpRefusal } from './refusal.ts';

/**
 * What a log line may hold: codes, counts and ids. No text that a person typed, and no address with its
 * query.
 */
export type LogDetails = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(event: string, details?: LogDetails): void;
  /** Something that a person has to look at. */
  alarm(event: string, details?: LogDetails): void;
}

/** One line of JSON an event, to standard error, so that standard output stays free for answers. */
export function openLog(clock: Clock, write: (line: string) => void = writeToStandardError): Log {
  const record =
    (level: 'info' | 'alarm') =>
    (event: string, details: LogDetails = {}) =>
      write(`${JSON.stringify({ time: clock.now().toISOString(), level, event, ...details })}\n`);
  return { info: record('info'), alarm: record('alarm') };
}

/**
 * What an unexpected error is, without its message: messages quote the values that caused them. A refusal's
 * sentence is Rowan's own, and says what to do.
 *
 * @returns the error's kind, its code if it has one, and where in Rowan's own files it arose
 */
export function describeDefect(error: unknown): LogDetails {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const says = error instanceof StartUpRefusal ? error.message : undefined;
  return { kind: error.constructor.name, says, code, where: places.slice(0, 6).map(readPlace).join(' < ') };
}

/** Whatever nobody caught ends the program, as Node has it; but Node would quote its message. */
export function logLastWords(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.alarm('defect.uncaught', describeDefect(error));
    process.exit(1);
  });
}

function readPlace(line: string): string {
  const place = /([\w.-]+\.(?:ts|mjs|js)):(\d+)/.exec(line);
  return place ? `${place[1]}:${place[2]}` : line.trim().replace(/\(.*$/, '').trim();
}

/** Says a sentence to the person at the terminal. */
export function tell(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** Tells the person at the terminal why the program stops. */
export function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}
