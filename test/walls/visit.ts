import type { Action } from './matrix.ts';
import type { SitePlace } from './places.ts';
import type { Fields, Sent, Visitor } from './site.ts';
import type { Name, World } from './world.ts';

/** An action as somebody does it on a page. */
export interface Visit {
  /** Opens the page, or sends the form. */
  go(visitor: Visitor, place: SitePlace): Promise<Sent>;
  /** Whoever may do this sees the page, and without `shows` where they may not do the action itself. */
  readonly within?: Action;
  /** What stands on the page only where the action is allowed. */
  readonly shows?: (place: SitePlace) => string;
  /** What has to be so before each try; the lead is there to do it. */
  readonly prepare?: (world: World, place: SitePlace, who: Name, lead: Visitor) => Promise<unknown>;
  /** By the lead again, or past everybody: what would stand in the way of other tries. */
  readonly restore?: (lead: Visitor, place: SitePlace, world: World) => Promise<unknown>;
}

export const get = (path: (place: SitePlace) => string) => (visitor: Visitor, place: SitePlace) =>
  visitor.get(path(place));

export const post =
  (path: (place: SitePlace) => string, fields: (place: SitePlace) => Fields) =>
  (visitor: Visitor, place: SitePlace) =>
    visitor.post(path(place), fields(place));

export const at =
  (path: string) =>
  ({ caseId }: SitePlace) =>
    `/cases/${caseId}${path}`;

/** What the form of a page carries as the newest that its reader has seen. */
export const readSeen = ({ body }: Sent) => /name="seen" value="([^"]*)"/.exec(body)?.[1] ?? '';
