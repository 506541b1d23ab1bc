/**
 * Every page that each role comes to, by its address or by a link, held to trust.md, “The browser”. All are
 * asked for over HTTP; one of each kind is opened in chromium, with its cookie and its headers.
 *
 * Not proved here: what answers to forms look like, which the journeys send; other browsers.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listen } from '../fuzz/fuzz.ts';
import { fill, writeDraft } from '../walls/addresses.ts';
import { crawl, judgePage, type Opened } from '../walls/crawl.ts';
import { makePlace, nameCanaries, type SitePlace } from '../walls/places.ts';
import { setScene } from '../walls/scene.ts';
import type { Sent } from '../walls/site.ts';
import { startWorld, type World } from '../walls/world.ts';
import { openEmpty } from './harness.ts';

const roles = {
  'signed out': undefined,
  lead: 'leo',
  receiver: 'rosa',
  governance: 'iris',
  administrator: 'ada',
  emergency: 'bea',
  'policy owner': 'paul',
  'ASB officer': 'abel',
  excluded: 'erin',
  foreign: 'frank',
} as const;
type Role = keyof typeof roles;

describe('every page, for every role', () => {
  let world: World;
  let house: Awaited<ReturnType<typeof listen>>;
  let places: readonly SitePlace[];
  const logged: string[] = [];
  const found = new Map<Role, readonly Opened[]>();

  before(async () => {
    world = await startWorld();
    await setScene(world);
    house = await listen(world, (line) => logged.push(line));
    const { site, routes } = house;
    places = [
      await makePlace(world, site, 'concern', nameCanaries('crawled')),
      await makePlace(world, site, 'case', nameCanaries('visited')),
    ];
    const draft = await writeDraft(await site.visitor('leo'), 'She rang at nine.');
    const ids = { colleague: world.staff.colin.staffId, places, draft };
    const pages = routes.filter(({ method, url }) => method === 'GET' && !url.startsWith('/assets/'));
    const beginning = ['/', ...pages.flatMap(({ url }) => fill(url, ids))];
    for (const [role, who] of Object.entries(roles) as [Role, (typeof roles)[Role]][])
      found.set(role, await crawl(await site.visitor(who), listShown(role), beginning));
  });
  after(async () => {
    await house?.site.app.close();
    await world?.stop();
  });

  /** Pages that ask nobody who they are look the same to everybody: those are opened by nobody alone. */
  const listShown = (role: Role) =>
    house.site.routes
      .filter(({ access }) => role === 'signed out' || access.viewer !== undefined)
      .map(({ method, path }) => ({ method, url: path }));

  const listPersonal = () => places.flatMap(({ canaries }) => Object.values(canaries));

  test('keeps to what is said of the browser', (context) => {
    const all = [...found].flatMap(([role, opened]) => opened.map((each) => ({ role, each })));
    const wrong = all.flatMap(({ role, each }) =>
      judgePage(each, listPersonal()).map((fault) => `${role}, ${each.pattern}: ${fault}`),
    );
    context.diagnostic(`${all.length} pages of ${found.size} roles, ${countKinds(found)} kinds`);
    assert.deepEqual([...new Set(wrong)], []);
    assert.ok(countKinds(found) > 50, 'too few pages were found');
  });

  test('leaves no word of anybody in the log', () => {
    const lines = logged.filter((line) => listPersonal().some((words) => line.includes(words)));
    assert.deepEqual(lines, []);
    assert.ok(logged.length > 500, 'the log was looked at');
  });

  test('gives chromium nothing to complain of, asks nobody else, and leaves nothing in it', async () => {
    const { page, complaints, close } = await openEmpty();
    const origin = `http://localhost:${house.port}`;
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    const wrong: string[] = [];
    const kinds = new Set<string>();
    let heard = 0;
    for (const [role, opened] of found) {
      await enterAs(role);
      for (const { address, pattern } of opened.filter(isPage)) {
        if (kinds.has(pattern)) continue;
        kinds.add(pattern);
        await page.goto(`${origin}${address}`);
        const left = await page.evaluate(
          'document.cookie + Object.keys({ ...localStorage, ...sessionStorage })',
        );
        wrong.push(...complaints.slice(heard).map((complaint) => `${role}, ${pattern}: ${complaint}`));
        heard = complaints.length;
        if (left !== '') wrong.push(`${role}, ${pattern}: leaves ${left}`);
      }
    }
    await close();
    assert.deepEqual(wrong, []);
    assert.deepEqual([...asked], [origin]);
    assert.ok(kinds.size > 50, `${kinds.size} kinds of pages`);

    async function enterAs(role: Role): Promise<void> {
      const { session } = await house.site.visitor(roles[role]);
      await page.context().clearCookies();
      if (session === undefined) return;
      const cookie = { name: 'rowan', value: session, domain: 'localhost', path: '/', httpOnly: true };
      await page.context().addCookies([cookie]);
    }
  });

  for (const [what, sent, says] of listBreaches())
    test(`${what} is found`, () => {
      const judge = (one: Partial<Sent>) =>
        judgePage({ address: '/', pattern: '/', sent: { ...right(), ...one } }, ['Aisha Khan']).join('\n');
      assert.equal(judge({}), '');
      assert.match(judge(sent), says);
    });

  function right(): Sent {
    const front = found.get('signed out')?.find(({ address }) => address === '/');
    assert.ok(front);
    return { ...front.sent, body: '<title>Home</title>' };
  }
});

const isPage = ({ sent, pattern }: Opened) => sent.status === 200 && pattern !== '/health';

const countKinds = (found: ReadonlyMap<Role, readonly Opened[]>) =>
  new Set([...found.values()].flatMap((opened) => opened.filter(isPage).map(({ pattern }) => pattern))).size;

function listBreaches(): readonly (readonly [string, Partial<Sent>, RegExp])[] {
  return [
    ['a header that is not there', { headers: '{}' }, /referrer-policy is undefined/],
    ['a cookie for scripts', { headers: '{"set-cookie":"rowan=a; Path=/"}' }, /without its flags: rowan=…/],
    [
      'a script from elsewhere',
      { body: '<script src="https://a.example/a.js"></script>' },
      /comes from https/,
    ],
    ['an inline style', { body: '<p style="color: red">' }, /<p> is inline/],
    ['a form that leads away', { body: '<form action="https://a.example">' }, /a form leads to https/],
    [
      'a search in an address',
      { body: '<form action="/a"><input type="text" name="q">' },
      /goes into an address: \/a/,
    ],
    ['a field that browsers fill', { body: '<input type="text" name="q">' }, /keeps what is typed into q/],
    ['a name in a title', { body: '<title>Aisha Khan</title>' }, /“Aisha Khan” stands in/],
    ['a name in a link', { body: '<a href="/people?name=Aisha%20Khan">' }, /“Aisha Khan” stands in/],
  ];
}
