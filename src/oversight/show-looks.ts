import { type Html, stackedTable } from '../platform/html/index.ts';
import type { ShownLook } from './describe-looks.ts';

/** Looks and acts as a table. */
export const showLooks = (looks: readonly ShownLook[], caption: string): Html =>
  stackedTable(
    caption,
    ['When', 'Who', 'Why they could', 'What'],
    looks.map(({ when, who, why, what }) => [{ text: when }, { text: who }, { text: why }, { text: what }]),
  );
