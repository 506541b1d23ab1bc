import {
  beginSituation,
  type Council,
  notKnown,
  putOff,
  type Situation,
  sayOf,
} from '../advice/situation.rules.ts';
import type { Fact } from '../pathway/engine/index.ts';

/**
 * A situation as a code for an address: which policies, and numbers of facts and values. It holds no word of
 * what was answered, and the server keeps nothing. Its last letters guard against a letter lost on the way.
 */

export type ReadCode =
  | { readonly ok: true; readonly situation: Situation }
  | { readonly ok: false; readonly why: 'unreadable' | 'outdated' };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const hashLength = 10;
const answerLength = 3;
const longest = 2000;
const shape = new RegExp(
  `^([0-9a-f]{${hashLength}}(?:\\.[0-9a-f]{${hashLength}})?)\\.([\\w-]*)\\.([\\w-]{4})$`,
);

export function writeCode(situation: Situation): string {
  const hashes = situation.councils.map(({ contentHash }) => contentHash.slice(0, hashLength));
  const answers = [...situation.said].map(([id, answer]) => writeAnswer(situation.facts, id, answer));
  const front = [...hashes, answers.join('')].join('.');
  return `${front}.${sumUp(front)}`;
}

/** Refuses anything but what `writeCode` made under policies in force: nothing is guessed or dropped. */
export function readCode(text: string, inForce: readonly Council[]): ReadCode {
  const found = text.length > longest ? null : shape.exec(text);
  const [, hashes = '', answers = '', sum] = found ?? [];
  if (found === null || sum !== sumUp(`${hashes}.${answers}`)) return { ok: false, why: 'unreadable' };
  const wanted = hashes.split('.');
  const councils = wanted.flatMap((hash) =>
    inForce.filter(({ contentHash }) => contentHash.startsWith(hash)),
  );
  if (councils.length !== wanted.length) return { ok: false, why: 'outdated' };
  const situation = readAnswers(beginSituation(councils), answers);
  if (situation === undefined || writeCode(situation) !== text) return { ok: false, why: 'unreadable' };
  return { ok: true, situation };
}

function readAnswers(empty: Situation, text: string): Situation | undefined {
  let situation = empty;
  for (let at = 0; at < text.length; at += answerLength) {
    const [high, low, answer] = [...text.slice(at, at + answerLength)].map((letter) =>
      letters.indexOf(letter),
    );
    const fact = situation.facts[(high ?? 0) * letters.length + (low ?? 0)];
    const said = fact === undefined ? undefined : listAnswers(fact)[answer ?? -1];
    if (fact === undefined || said === undefined || situation.said.has(fact.id)) return undefined;
    situation = sayOf(situation, fact.id, said);
  }
  return situation;
}

function writeAnswer(facts: readonly Fact[], id: string, answer: string): string {
  const place = facts.findIndex((fact) => fact.id === id);
  const fact = facts[place];
  const value = fact === undefined ? -1 : listAnswers(fact).indexOf(answer);
  if (value < 0) throw new Error('an answer that no fact of this situation has');
  return [Math.floor(place / letters.length), place % letters.length, value]
    .map((number) => letters.charAt(number))
    .join('');
}

function listAnswers(fact: Fact): string[] {
  return [notKnown, putOff, ...fact.values.map(({ id }) => id)];
}

/** FNV-1a over the letters, its lower 24 bits as four letters: against slips, and no seal. */
function sumUp(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return [18, 12, 6, 0].map((shift) => letters.charAt((sum >>> shift) & 63)).join('');
}
