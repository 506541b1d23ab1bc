import type { Named } from '../../engine/index.ts';
import { hasName } from '../names.ts';
import type { ParsedFile } from '../parse-file.ts';
import type { CoreText, TimingText, WordsText } from '../schema/words.schema.ts';

const hoursIn: Record<string, number> = { hour: 1, day: 24, 'working day': 24, week: 168, month: 730 };

/**
 * Every timing, earliest first: the core's that come before any length (now, same-day), a council's own by
 * length, and the core's that come after (next-marac, as-agreed). For ordering alone: tasks turn a timing
 * into a date.
 */
export function orderTimings(core: CoreText, words: ParsedFile<WordsText>): Named[] {
  const own = Object.entries(words.parsed?.timings ?? {});
  for (const [id, timing] of own) {
    if (hasName(core.timings, id))
      words.report(['timings', id], `"${id}" is the core's already: use it as it is, or choose another name`);
    if ((timing.within === undefined) === (timing.every === undefined)) {
      words.report(['timings', id], `"${id}" must say its length: within: 2 working days, or every: 1 week`);
    }
    if (timing.place !== undefined)
      words.report(
        ['timings', id, 'place'],
        "a council's own timing has a length, and only the core's a place",
      );
  }
  const placed = (place: string) =>
    Object.entries(core.timings).filter(([, timing]) => timing.place === place);
  const byLength = own.toSorted(
    ([a, left], [b, right]) => measure(left) - measure(right) || (a < b ? -1 : 1),
  );
  const all = [...placed('before-lengths'), ...byLength, ...placed('after-lengths')];
  return all.map(([id, { label }]) => ({ id, label, means: label }));
}

function findLength(timing: TimingText): string | null {
  return timing.within ?? timing.every ?? null;
}

function measure(timing: TimingText): number {
  const [count = '0', ...unit] = (findLength(timing) ?? '').split(' ');
  return Number(count) * (hoursIn[unit.join(' ').replace(/s$/, '')] ?? 0);
}
