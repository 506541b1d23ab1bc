import type { Access, RouteRequest, Viewer } from '../platform/http/index.ts';

/**
 * Access for everybody who is signed in. What they then see, their relation to each case decides.
 *
 * @param why in a sentence: what the page does for any member of staff
 */
export function signedIn(why: string): Access {
  return { name: `signed in: ${why}`, viewer: 'wanted', allows: ({ viewer }) => viewer !== undefined };
}

/**
 * Access for everybody who is signed in but administrators: they see no case, so that what one of them wrote
 * would be out of their own sight as soon as it is saved.
 *
 * @param why in a sentence: what the page does for any other member of staff
 */
export function worksWithCases(why: string): Access {
  const allows = ({ viewer }: RouteRequest) => viewer !== undefined && !isAdministrator(viewer);
  return { name: `signed in, and no administrator: ${why}`, viewer: 'wanted', allows };
}

export function isAdministrator({ roles }: Viewer): boolean {
  return roles.includes('administrator');
}

/**
 * Access for those who hold a role, such as administrator.
 *
 * @param role never one that would show a case: that is for a relation to decide
 */
export function withRole(role: string, why: string): Access {
  const allows = ({ viewer }: RouteRequest) => viewer?.roles.includes(role) === true;
  return { name: `${role}: ${why}`, viewer: 'wanted', allows };
}

/** Who is signed in, on a route whose access is `signedIn` or `withRole`. */
export function viewerOf({ viewer }: RouteRequest): Viewer {
  if (viewer === undefined) throw new Error('This route does not ask who is signed in.');
  return viewer;
}
