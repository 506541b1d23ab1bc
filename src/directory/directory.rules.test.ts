import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { loadFictionalCouncils } from '../../test/fictional-councils.ts';
import { describeHours, type Hours, judgeOpen, judgeOpenOfAll } from './hours.rules.ts';
import { listServicesFor } from './offering/services-for.ts';
import { matches } from './search.rules.ts';
import { judgeServing } from './service.rules.ts';

const [exampleshire, oddborough] = loadFictionalCouncils().policies;
assert.ok(exampleshire && oddborough);
const { directory } = exampleshire.handbook;
assert.ok(directory !== null);
const { entries, places } = directory;
const find = (id: string) => {
  const entry = entries.find((one) => one.id === id);
  assert.ok(entry, id);
  return entry;
};

describe('whom a service serves', () => {
  const judge = (id: string, sought: { person?: string; place?: string; facts?: Record<string, string> }) =>
    judgeServing(find(id), { facts: {}, ...sought }, places);

  test('Lena is a woman: Harbour is for her, and Lantern is not', () => {
    const facts = { survivorGender: 'woman' };
    assert.equal(judge('harbour', { facts }).verdict, 'yes');
    assert.deepEqual(judge('lantern', { facts }), { verdict: 'no', reasons: ['serves'], dependsOn: [] });
  });

  test('Tom is 17 and a boy: Harbour takes him because of his age, Lantern does not yet', () => {
    const facts = { survivorGender: 'man', survivorAge: '16-17' };
    assert.equal(judge('harbour', { facts }).verdict, 'yes');
    assert.equal(judge('lantern', { facts }).verdict, 'no');
    assert.equal(judge('lantern', { facts: { ...facts, survivorAge: '18-or-over' } }).verdict, 'yes');
  });

  test('somebody who is neither woman nor man chooses between the two', () => {
    const facts = { survivorGender: 'another', survivorAge: '18-or-over' };
    assert.equal(judge('harbour', { facts }).verdict, 'yes');
    assert.equal(judge('lantern', { facts }).verdict, 'yes');
  });

  test('what is not known is not no: it says what would have to be known', () => {
    const open = judge('lantern', { facts: { survivorGender: 'man' } });
    assert.deepEqual(open, { verdict: 'maybe', reasons: [], dependsOn: ['survivorAge'] });
    assert.equal(judge('prism', {}).verdict, 'maybe');
  });

  test('a service works in each place within its own, and nowhere beside it', () => {
    assert.equal(judge('prism', { place: 'exampleshire' }).verdict, 'maybe');
    assert.deepEqual(judge('harbour', { place: 'elsewhere' }).reasons, ['place']);
    assert.deepEqual(judge('fresh-start-line', { person: 'survivor' }).reasons, ['person']);
  });
});

describe('the services that advice shows', () => {
  test('those that are known to serve come first, and none that does not serve', () => {
    const offered = listServicesFor(
      exampleshire,
      { survivorGender: 'woman', survivorAge: '18-or-over' },
      { need: 'domestic-abuse', person: 'professional' },
    );
    assert.deepEqual(
      offered.map(({ entry, verdict }) => [entry.id, verdict]),
      [
        ['harbour', 'yes'],
        ['example-helpline', 'yes'],
        ['prism', 'maybe'],
      ],
    );
  });

  test('over every age, gender and person, nobody is offered what does not serve them', () => {
    let offers = 0;
    for (const survivorAge of ['under-16', '16-17', '18-or-over'])
      for (const survivorGender of ['woman', 'man', 'another'])
        for (const need of directory.needs)
          for (const person of ['survivor', 'child', 'perpetrator', 'professional', 'public'] as const) {
            const facts = { survivorAge, survivorGender };
            for (const { entry } of listServicesFor(exampleshire, facts, { need: need.id, person })) {
              offers += 1;
              assert.equal(entry.neverBecause, null);
              assert.ok(entry.people.includes(person));
              assert.notEqual(judgeServing(entry, { person, facts }, places).verdict, 'no');
            }
          }
    assert.ok(offers > 100);
  });

  test('what is suggested to nobody is not among them, even for its own need', () => {
    assert.deepEqual(listServicesFor(exampleshire, {}, { need: 'relationships', person: 'public' }), []);
  });

  test('a council without a directory has none to show', () => {
    assert.deepEqual(listServicesFor(oddborough, {}, { need: 'refuge', person: 'survivor' }), []);
  });
});

describe('opening hours', () => {
  const now = (weekday: string, hour: number, isBankHoliday = false) => ({
    weekday,
    minutes: hour * 60,
    isBankHoliday,
  });
  const hoursOf = (id: string, place = 0): Hours => find(id).phones[place]?.hours ?? { kind: 'not-known' };

  test('the day line and the night line take turns, and a bank holiday is the night line’s', () => {
    const day = hoursOf('harbour');
    const night = hoursOf('harbour', 1);
    for (const [weekday, hour, holiday, open] of [
      ['tuesday', 10, false, 'open'],
      ['tuesday', 18, false, 'closed'],
      ['sunday', 10, false, 'closed'],
      ['friday', 10, true, 'closed'],
    ] as const) {
      assert.equal(judgeOpen(day, now(weekday, hour, holiday)), open);
      assert.equal(judgeOpen(night, now(weekday, hour, holiday)), open === 'open' ? 'closed' : 'open');
    }
  });

  test('a line opens on its minute and closes on its minute; 24:00 is the end of the day', () => {
    const lantern = hoursOf('lantern');
    assert.equal(judgeOpen(lantern, { weekday: 'monday', minutes: 600, isBankHoliday: false }), 'open');
    assert.equal(judgeOpen(lantern, { weekday: 'monday', minutes: 599, isBankHoliday: false }), 'closed');
    assert.equal(judgeOpen(lantern, { weekday: 'monday', minutes: 720, isBankHoliday: false }), 'closed');
    assert.equal(judgeOpen(lantern, { weekday: 'saturday', minutes: 1439, isBankHoliday: false }), 'open');
    assert.equal(judgeOpen(hoursOf('animals'), now('monday', 10, true)), 'open');
  });

  test('hours that nobody gave are neither open nor closed', () => {
    assert.equal(judgeOpen({ kind: 'not-known' }, now('monday', 10)), 'not-known');
    assert.equal(judgeOpenOfAll(['closed', 'not-known']), 'not-known');
    assert.equal(judgeOpenOfAll(['closed', 'not-known', 'open']), 'open');
    assert.equal(judgeOpenOfAll(['closed']), 'closed');
    assert.equal(judgeOpenOfAll([]), 'not-known');
  });

  test('they are told as people say them', () => {
    assert.equal(describeHours({ kind: 'always' }), '24 hours, every day');
    assert.equal(
      describeHours(hoursOf('lantern')),
      'Monday, Wednesday and Friday, 10am to midday; Saturday, 10pm to midnight, not on bank holidays',
    );
    assert.equal(describeHours(hoursOf('animals')), 'Monday to Friday, 9am to 5:30pm');
    assert.match(
      describeHours(hoursOf('harbour')),
      /^Office hours, which we take to be Monday to Saturday, 8:30am to 6pm/,
    );
    assert.match(describeHours(hoursOf('harbour', 1)), /^Outside office hours, which we take to be/);
  });
});

describe('what is typed', () => {
  const harbour = { texts: ['Harbour', 'Women’s helpline', 'Café Señorita'], numbers: ['01632 960001'] };
  for (const typed of [
    'harbour',
    'HARB',
    'helpline womens',
    "women's",
    'cafe senorita',
    '960 001',
    'harbuor',
    'habour',
  ])
    test(`“${typed}” finds it`, () => assert.ok(matches(harbour, typed)));
  for (const typed of ['', '  ', '!?', 'gardening', 'harbour gardening', '999', '%', '.*', 'wo men nobody'])
    test(`“${typed}” does not`, () => assert.ok(!matches(harbour, typed)));
});
