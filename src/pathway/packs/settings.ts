import type { WordsText } from './schema/words.schema.ts';

/** A number that a council may set; what it leaves unset, the core sets for all. */
export function readSetting({ settings }: Pick<WordsText, 'settings'>, name: string): number {
  const value = Number(settings[name]?.value);
  if (!Number.isFinite(value)) throw new Error(`No pack sets a number for ${name}.`);
  return value;
}
