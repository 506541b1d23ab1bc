/** The pages over HTTP, with a fictional council and no database: none of them reads one. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { loadFictionalCouncils } from '../../test/fictional-councils.ts';
import { openPages } from '../../test/open-pages.ts';
import { directoryRoutes } from './directory.routes.ts';

let now = new Date('2026-11-24T10:30:00Z');
const clock = { now: () => now, readMilliseconds: () => 0 };
const said: string[] = [];
const { server, get, post } = await openPages(
  directoryRoutes({ policies: loadFictionalCouncils(), clock, frame: {} }),
  clock,
  (line) => said.push(line),
);
before(() => server.ready());
after(() => server.close());

const search = (fields: Record<string, string>) => post('/directory', fields);
/** The names of what is offered, as links in the headings of entries. */
const listOffered = (body: string) =>
  [...body.matchAll(/rowan-entry__name"><a class="govuk-link" href="\/directory\/([a-z0-9-]+)"/g)].map(
    ([, id]) => id,
  );

describe('the directory', () => {
  test('shows every service, with numbers to tap, but none that is suggested to nobody', async () => {
    const { statusCode, body } = await get('/directory');
    assert.equal(statusCode, 200);
    assert.equal(listOffered(body).length, 8);
    assert.match(body, /href="tel:01632960001">01632 960001/);
    assert.ok(!body.includes('01632 960005'));
    assert.match(body, /<title>Services – Rowan/);
  });

  test('sought by need and person, it offers what serves them, and says why not the others', async () => {
    const { body } = await get(
      '/directory?need=domestic-abuse&gender=woman&age=18-or-over&place=exampleshire',
    );
    assert.deepEqual(listOffered(body), ['harbour', 'prism', 'example-helpline']);
    assert.match(
      body,
      /Not for this person[\s\S]*Lantern<\/a>: It serves people only if they are 18 or over/,
    );
    assert.ok(!body.includes('01632 960002'), 'the number of a service that does not serve them');
  });

  test('what people only volunteer is never put as a question', async () => {
    const { body } = await get('/directory?need=lgbt&gender=woman');
    assert.match(body, /Only if they have said that they are LGBT\+/);
    assert.ok(!body.includes('Have they said that they are LGBT+?'));
  });

  test('a line for staff alone is shown to whoever has not said, and not to a survivor', async () => {
    assert.ok((await get('/directory?need=refuge')).body.includes('01632 960011'));
    const { body } = await get('/directory?need=refuge&person=survivor');
    assert.ok(!body.includes('01632 960011'));
    assert.ok(body.includes('01632 960001'));
  });

  test('a service that is suggested to nobody is found by the public, for its own need alone', async () => {
    for (const query of ['', '?person=public', '?need=relationships', '?need=relationships&person=survivor'])
      assert.ok(!listOffered((await get(`/directory${query}`)).body).includes('together'), query);
    const { body } = await get('/directory?need=relationships&person=public');
    assert.deepEqual(listOffered(body), ['together']);
  });

  test('a code that there is not is no page', async () => {
    const bad = [
      'need=nothing',
      'age=__proto__',
      'person=constructor',
      'open=never',
      'need=a&need=b',
      'place=%00',
    ];
    for (const query of bad) assert.equal((await get(`/directory?${query}`)).statusCode, 404, query);
  });
});

describe('open now', () => {
  test('on a Tuesday morning the day line, at night the night line', async () => {
    now = new Date('2026-11-24T10:30:00Z');
    const day = await get('/directory?open=now');
    assert.ok(listOffered(day.body).includes('harbour'));
    assert.match(day.body, /Lantern|Closed now: 1 service/);
    now = new Date('2026-11-24T23:30:00Z');
    const night = await get('/directory/harbour');
    assert.match(night.body, /01632 960001<\/a>\s*<strong class="govuk-tag govuk-tag--grey">\s*Closed now/);
    assert.match(night.body, /01632 960011<\/a>\s*<strong class="govuk-tag govuk-tag--green">\s*Open now/);
  });

  test('the clock is London’s: 7.45 in the morning by UTC in June is a quarter to nine', async () => {
    now = new Date('2026-06-30T07:45:00Z');
    assert.match(
      (await get('/directory/harbour')).body,
      /960001<\/a>\s*<strong class="govuk-tag govuk-tag--green">/,
    );
  });

  test('on Good Friday the office is closed', async () => {
    now = new Date('2026-04-03T10:30:00Z');
    assert.match(
      (await get('/directory/harbour')).body,
      /960001<\/a>\s*<strong class="govuk-tag govuk-tag--grey">/,
    );
  });

  test('a line whose hours nobody gave stands apart, neither open nor closed', async () => {
    const { body } = await get('/directory?open=now&need=lgbt');
    assert.match(body, /No service<\/h2>|No service\s*<\/h2>/);
    assert.match(body, /Hours not known[\s\S]*Prism/);
  });
});

describe('what is typed', () => {
  test('is found, is kept in its field, and stands in no address', async () => {
    const answer = await search({ text: 'womens', need: 'refuge' });
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(listOffered(answer.body), ['harbour']);
    assert.match(answer.body, /value="womens"/);
    assert.doesNotMatch(answer.body, /(href|action)="[^"]*womens/);
    assert.ok(!said.join().includes('womens'));
  });

  test('nothing typed is an error beside the field, and everything stays on the page', async () => {
    const { statusCode, body } = await search({ text: '  ' });
    assert.equal(statusCode, 422);
    assert.match(body, /href="#text">Enter a word or a number to look for/);
    assert.equal(listOffered(body).length, 8);
  });

  test('what is too long, is markup, or finds nothing does no harm', async () => {
    const text = 'x'.repeat(100_000);
    const long = await search({ text });
    assert.equal(long.statusCode, 422);
    assert.ok(long.body.includes(text), 'what was typed is kept');
    assert.match(long.body, /must be 200 characters or fewer/);
    const markup = await search({ text: '<script>alert(1)</script>' });
    assert.equal(markup.statusCode, 200);
    assert.ok(!markup.body.includes('<script>alert'));
    assert.match(markup.body, /No service for/);
    assert.equal((await search({ text: 'a', need: '__proto__' })).statusCode, 404);
  });
});

describe('one service', () => {
  test('says whom it serves, where it stands, who checked it, and where the documents disagree', async () => {
    const { statusCode, body } = await get('/directory/harbour');
    assert.equal(statusCode, 200);
    assert.match(body, /Checked with the service on 3 May 2026 by Pat Example/);
    assert.match(body, /href="\/policies\/exampleshire\/clauses#exampleshire-4.1"/);
    assert.match(body, /Another page gives 01632 960012/);
    assert.match(body, /Printed without a name: 01632 960012/);
    assert.ok(!body.includes('tel:01632960012'), 'a number to be confirmed must not ring at a touch');
    assert.match(body, /href="https:\/\/harbour.example"\s+rel="noreferrer"/);
    assert.ok(!body.includes('https://www.harbour.example'), 'an address to be confirmed is no link');
  });

  test('one that nobody checked says from which year it is', async () => {
    assert.match((await get('/directory/lantern')).body, /From the policy of 2026, not yet checked/);
  });

  test('one that is suggested to nobody says why', async () => {
    assert.match(
      (await get('/directory/together')).body,
      /suggests this service to nobody .* Sessions for two/,
    );
  });

  test('one that there is not is no page', async () => {
    for (const id of ['nothing', '__proto__', 'constructor', 'paws-in-care'])
      assert.equal((await get(`/directory/${id}`)).statusCode, 404, id);
  });
});
