import { complain as tell } from '../../src/platform/log.ts';
import type { Measurement } from '../measure.ts';
import { findStock } from '../stock/stock.ts';
import { findMany, MANY } from './many-cases.ts';
import { measurePages } from './measure-pages.ts';
import { measureStatements } from './measure-statements.ts';
import { type PageName, pages } from './record.ts';

/** As many as have sealed words of their own: a page opens what it shows. */
const WHOLE = 100_000;
/** Of a million, what a search finds does not open; a list shows no sealed words, and some cases open. */
const pagesOfMany: readonly PageName[] = ['home', 'team', 'open'];

/** What row-level security costs: a page of Rowan's, and what it asks of the database alone. */
export async function measureWalls(): Promise<Measurement[]> {
  const ofWhole = await measurePages(await findStock(WHOLE, tell), WHOLE, pages);
  const many = await findMany();
  return [...ofWhole, ...(await measurePages(many, MANY, pagesOfMany)), ...(await measureStatements(many))];
}
