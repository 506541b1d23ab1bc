import type { House } from './house.ts';
import type { Breach, Source } from './source.ts';

/** A file that was made up to see whether a rule bites. */
export interface Planted {
  path: string;
  text: string;
  /** What the message must say (only for those that must bite). */
  says?: RegExp;
}

/** One habit of the house. `bites` are planted breaches; `passes` are near misses that must be left alone. */
export interface Rule {
  name: string;
  find(source: Source, house: House): Breach[];
  bites: Planted[];
  passes: Planted[];
}

/** The house of the planted breaches: one council, and a pack of five words. */
export const plantedHouse: House = {
  councils: ['exampleshire', 'Exampleshire Borough Council'],
  packWords: new Map([
    ['refer-to-panel', { id: 'refer-to-panel', kind: 'action', from: 'policies/exampleshire/words.yaml' }],
    ['consentPanel', { id: 'consentPanel', kind: 'fact', from: 'policies/core.yaml' }],
    ['ward-office', { id: 'ward-office', kind: 'service', from: 'policies/exampleshire/words.yaml' }],
    ['homeless', { id: 'homeless', kind: 'fact', from: 'policies/core.yaml' }],
    ['situation', { id: 'situation', kind: 'fact', from: 'policies/core.yaml' }],
  ]),
};
