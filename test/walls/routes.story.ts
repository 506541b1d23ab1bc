import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { signedIn } from '../../src/access/index.ts';
import { auditVerbs } from '../../src/audit/verbs.ts';
import { html } from '../../src/platform/html/index.ts';
import { defineRoute, none, type Route } from '../../src/platform/http/index.ts';
import { fill, fillForm, writeDraft } from './addresses.ts';
import { makePlace, nameCanaries, type SitePlace } from './places.ts';
import { type Role, readTable, roles, tellRow } from './routes.ts';
import { openSite, type Sent, type Site, type Visitor } from './site.ts';
import { given } from './stage.ts';

/** Not proved here: what a page shows to whoever it lets in; the matrix and the canaries try that. */
describe('every route, for every role', () => {
  let site: Site;
  let place: SitePlace;

  before(async () => {
    const { world } = given();
    site = await openSite(world, [plantBreach()]);
    place = await makePlace(world, site, 'concern', nameCanaries('walked'));
  });

  test('answers as the table says, and is recorded under the name that the table says', async () => {
    const table = readTable();
    const rows: string[] = [];
    for (const route of site.routes.toSorted(byPath)) rows.push(tellRow(route, await walk(route)));
    assert.deepEqual(
      { 'only in Rowan': without(rows, table), 'only in the table': without(table, rows) },
      // The planted one, which is in no row, is seen.
      { 'only in Rowan': [tellRow(plantBreach(), [...'syyyyyyy'])], 'only in the table': [] },
    );
  });

  test('names a verb of the audit, or says why there is none', () => {
    const verbs: readonly string[] = auditVerbs;
    const strange = site.routes.flatMap(({ audit }) =>
      typeof audit === 'string' && !verbs.includes(audit) ? audit : [],
    );
    assert.deepEqual(strange, []);
  });

  async function walk(route: Route): Promise<readonly string[]> {
    const marks: string[] = [];
    for (const role of Object.keys(roles) as Role[]) marks.push(await tryRoute(route, role));
    return marks;
  }

  async function tryRoute({ method, path }: Route, role: Role): Promise<string> {
    const who = roles[role];
    // These end the session that they come from.
    const visitor =
      who && ['/sign-out', '/hide'].includes(path) ? await site.enter(who) : await site.visitor(who);
    const draft = path.includes(':draft') ? await writeDraft(await site.visitor('rita'), 'A draft.') : '';
    const colleague = given().world.staff.colin.staffId;
    const marks: string[] = [];
    for (const address of fill(path, { colleague, places: [place], draft }))
      marks.push(markOf(await open(visitor, method, address)));
    return ['!', 'y', 's'].find((mark) => marks.includes(mark)) ?? '-';
  }
});

const without = (rows: readonly string[], others: readonly string[]) =>
  rows.filter((row) => !others.includes(row));

const byPath = (one: Route, other: Route) =>
  one.path.localeCompare(other.path) || one.method.localeCompare(other.method);

const open = (visitor: Visitor, method: Route['method'], address: string) =>
  method === 'GET' ? visitor.get(address) : visitor.post(address, fillForm(address));

/** Let in, asked to sign in, told that there is nothing, or broken. */
function markOf({ status, to, body }: Sent): string {
  if (status >= 500) return '!';
  if (to.startsWith('/sign-in?') || (status === 403 && body.includes('Sign in</h1>'))) return 's';
  return status === 404 || status === 410 ? '-' : 'y';
}

function plantBreach(): Route {
  return defineRoute({
    method: 'GET',
    path: '/planted',
    access: signedIn('a test'),
    audit: none('a test'),
    handler: () => html`<p>planted</p>`,
  });
}
