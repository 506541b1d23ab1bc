import type { Measurement } from '../measure.ts';
import { measurePages } from './measure-pages.ts';
import { measureStatements } from './measure-statements.ts';

/** What row-level security costs: a page of Rowan's, and at a million cases what it asks of the database. */
export const measureWalls = async (): Promise<Measurement[]> => [
  ...(await measurePages()),
  ...(await measureStatements()),
];
