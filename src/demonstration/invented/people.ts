import type { Facts } from '../../pathway/index.ts';
import type { Part, PersonWords } from '../../people/index.ts';
import type { Draw } from '../draw.ts';

export interface InventedPerson {
  readonly part: Part;
  readonly words: PersonWords;
  readonly same: undefined;
}

/** First names that people have, so that finding them by sound and short form can be tried. */
const firsts = [
  'Abigail Aisha Alice Amina Anna Beth Catherine Chidi Dan Daniel Elizabeth Ewa Farah Grace Hamza Ivan Jan',
  'Joanna Joseph Katarzyna Leila Liz Maria Marek Michael Mohammed Naomi Nia Oleh Peter Priya Rosa Siân',
  'Sophie Tariq Thomas Victoria William Yusuf Zofia',
].flatMap((line) => line.split(' '));
/** Put together: nobody is called Thistlemere. */
const beginnings = [
  'Thistle Quill Marrow Ember Bracken Fennel Lantern Pepper Saddle Winter',
  'Cobble Drizzle Ferret Gable Hollow Inkle Jolly Kettle Merry Nettle Oxen Pebble Riddle Timber Velvet',
].flatMap((line) => line.split(' '));
const endings =
  'mere wick feather combe stead low apple harrow bridge font gate hatch leaf quay moss vane'.split(' ');
const ways = 'Row Walk Yard Steps Rise'.split(' ');
const described = [
  'the woman in the flat above the bakery',
  'the tenant at the end of the landing',
  'the man who comes to the desk on Tuesdays',
  'the caller with the quiet voice',
  'the young person who waits outside',
  'the mother with the green pushchair',
  'the older man who lives with his son',
  'the neighbour whom the caller hears through the wall',
  'the cleaner of the swimming pool',
];
const needs = [
  'An interpreter for Polish, by phone and never a relative',
  'An interpreter for Punjabi, a woman',
  'Easy read, and somebody to go through it with',
  'Letters in large print',
  'A step-free room',
  'Short messages, and time to answer',
  'British Sign Language',
];

/** Whom a story is about: by as little as is known of them. */
export function inventPeople(draw: Draw, facts: Facts, year: number): readonly InventedPerson[] {
  const surname = inventSurname(draw);
  const address = inventAddress(draw);
  const isCalled = draw.isSo(85);
  const survivor: PersonWords = isCalled
    ? { ...inventPerson(draw, surname, year - ageOf(draw, facts)), address }
    : { description: draw.oneOf(described) };
  const children = Array.from({ length: facts['children'] === 'yes' ? 1 + draw.below(3) : 0 }, () => ({
    part: 'child' as const,
    words: {
      fullName: `${draw.oneOf(firsts)} ${surname}`,
      dateOfBirth: inventBirth(draw, year - draw.below(15)),
    },
    same: undefined,
  }));
  const other: readonly InventedPerson[] = draw.isSo(70)
    ? [
        {
          part: 'perpetrator',
          words: inventPerson(draw, inventSurname(draw), year - 20 - draw.below(40)),
          same: undefined,
        },
      ]
    : [];
  const extra = isCalled && draw.isSo(20) ? { needs: draw.oneOf(needs) } : {};
  return [{ part: 'survivor', words: { ...survivor, ...extra }, same: undefined }, ...children, ...other];
}

function inventPerson(draw: Draw, surname: string, born: number): PersonWords {
  const fullName = `${draw.oneOf(firsts)} ${surname}`;
  const birth = draw.isSo(60) ? { dateOfBirth: inventBirth(draw, born) } : {};
  return { fullName, ...birth, ...(draw.isSo(50) ? { phone: inventPhone(draw) } : {}) };
}

/** The age that the facts tell of, in years: under 16, 16 or 17, or grown up. */
function ageOf(draw: Draw, facts: Facts): number {
  if (facts['survivorAge'] === 'under-16') return 8 + draw.below(8);
  return facts['survivorAge'] === '16-17' ? 17 : 18 + draw.below(60);
}

function inventSurname(draw: Draw): string {
  return draw.oneOf(beginnings) + draw.oneOf(endings);
}

/** ZZ is no postcode area. */
function inventAddress(draw: Draw): string {
  const street = `${draw.oneOf(beginnings)}${draw.oneOf(endings)} ${draw.oneOf(ways)}`;
  return `${1 + draw.below(80)} ${street}, ZZ9 ${draw.below(10)}ZZ`;
}

function inventBirth(draw: Draw, year: number): string {
  const pad = (number: number) => String(number).padStart(2, '0');
  return `${year}-${pad(1 + draw.below(12))}-${pad(1 + draw.below(28))}`;
}

/** Numbers that Ofcom keeps for drama: nobody has them. */
export function inventPhone(draw: Draw): string {
  const ranges = ['01632 960', '07700 900', '0114 496 0', '0115 496 0', '0116 496 0'];
  return `${draw.oneOf(ranges)}${String(draw.below(1000)).padStart(3, '0')}`;
}

/** What is new of somebody who has moved, or has another phone. */
export function inventMove(draw: Draw): PersonWords {
  return draw.isSo(50)
    ? { phone: inventPhone(draw) }
    : { address: inventAddress(draw), phone: inventPhone(draw) };
}

/** Somebody of whom one hears later. */
export function inventRelative(draw: Draw): InventedPerson {
  const fullName = `${draw.oneOf(firsts)} ${inventSurname(draw)}`;
  return { part: draw.oneOf(['other', 'perpetrator']), words: { fullName }, same: undefined };
}
