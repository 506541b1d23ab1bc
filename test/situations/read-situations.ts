import { readFileSync } from 'node:fs';
import type { Expectation } from './expectation.ts';

export interface Situation {
  readonly id: string;
  readonly title: string;
  readonly council: 'mansfield' | 'ashfield';
  readonly story: string;
  readonly facts: Record<string, string>;
  readonly expect: Expectation;
}

/** The examples of situations.jsonl, in its order; situations.md says what each key means. */
export function readSituations(): Situation[] {
  const text = readFileSync(new URL('situations.jsonl', import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line));
}
