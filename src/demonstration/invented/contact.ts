import type { Agreement } from '../../cases/index.ts';
import type { Draw } from '../draw.ts';
import { inventPhone } from './people.ts';

const when = [
  'Weekdays from nine to three',
  'Tuesday and Thursday mornings, while they are at work',
  'Only after the school run, at half past nine',
  'Any day before noon',
];
const saying = [
  'Say that it is the library about a book. Ring off if a man answers.',
  'Ask for them by their first name, and say that it is about the rent.',
  'Say nothing until they say that they can talk.',
  '',
];
const places = ['The library, in the reading room', 'The children’s centre', 'The surgery, before a visit'];

/** What a survivor said is safe. */
export function inventAgreement(draw: Draw): Agreement {
  const call = { way: 'call', to: inventPhone(draw), when: draw.oneOf(when), seen: 'no' } as const;
  const meeting = { way: 'meeting', to: draw.oneOf(places), when: draw.oneOf(when), seen: 'no' } as const;
  const friend = { way: 'somebody', to: 'Their sister, who knows', when: '', seen: 'no' } as const;
  const seen = draw.isSo(50) ? 'yes' : 'not-known';
  const text = { way: 'text', to: inventPhone(draw), when: '', seen } as const;
  const ways = [draw.oneOf([call, meeting, friend]), ...(draw.isSo(30) ? [text] : [])];
  return { ways, words: draw.oneOf(saying) };
}

/** They said that nothing is safe any more. */
export const withdrawn: Agreement = {
  ways: [],
  words: 'The phone is not safe since the weekend. Wait until they ring.',
};
