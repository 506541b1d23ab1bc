import type { Strength } from '../engine/index.ts';
import type { Box } from './model/chart.ts';
import { type BoxStyle, colours } from './shapes.ts';

const plain = { fill: 'currentColor', stroke: 'currentColor', radius: 0 } as const;

/** What must be done has a bar and a thick edge; what is offered a plain one; what is considered, dots. */
export const strengthStyles: Readonly<Record<Strength, BoxStyle>> = {
  must: {
    ...plain,
    name: 'must',
    fill: colours.green,
    fillOpacity: 0.12,
    stroke: colours.green,
    strokeWidth: 1.6,
    bar: 6,
  },
  offer: { ...plain, name: 'offer', fillOpacity: 0, stroke: colours.green, strokeWidth: 1.2, radius: 7 },
  consider: {
    ...plain,
    name: 'consider',
    fillOpacity: 0,
    stroke: colours.green,
    strokeWidth: 1.2,
    dashes: '2 3',
    radius: 7,
  },
};

export const dangerStyle: BoxStyle = {
  ...plain,
  name: 'danger',
  fill: colours.red,
  fillOpacity: 0.14,
  stroke: colours.red,
  strokeWidth: 2.4,
  bar: 8,
};

export const startStyle: BoxStyle = { ...plain, name: 'start', fillOpacity: 0.09, strokeWidth: 1, radius: 3 };

export const alsoStyle: BoxStyle = {
  ...plain,
  name: 'also',
  fillOpacity: 0.03,
  strokeWidth: 0.8,
  radius: 12,
};

export const knownStyle: BoxStyle = {
  ...plain,
  name: 'known',
  fill: colours.blue,
  fillOpacity: 0.16,
  stroke: colours.blue,
  strokeWidth: 1.6,
  radius: 12,
};

export const possibleStyle: BoxStyle = {
  ...plain,
  name: 'possible',
  fillOpacity: 0,
  strokeWidth: 1.2,
  dashes: '6 4',
  radius: 3,
};

export const neverStyle: BoxStyle = { ...plain, name: 'never', fillOpacity: 0.06, strokeWidth: 1.6 };

export function styleOf({ isDanger, strength }: Pick<Box, 'isDanger' | 'strength'>): BoxStyle {
  return isDanger ? dangerStyle : strengthStyles[strength];
}
