/** When a council's office is closed, and what the clock tells: the real packs, by a fixed clock. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeCouncil } from '../../src/advice/index.ts';
import {
  answerQuestion,
  beginRecording,
  readSituation,
} from '../../src/concerns/recording/recording.rules.ts';
import { readContent } from '../../src/concerns/saving/content.ts';
import { openServiceBook } from '../../src/directory/index.ts';
import { loadPolicies } from '../../src/pathway/index.ts';
import { loadFictionalCouncils } from '../fictional-councils.ts';

const closed: Readonly<Record<string, string>> = {
  'Friday at five': '2026-11-20T17:00:00Z',
  'Saturday at noon': '2026-11-21T12:00:00Z',
  'Sunday evening': '2026-11-22T19:00:00Z',
  'Christmas Day, a Friday': '2026-12-25T11:00:00Z',
  'the Monday that stands in for Boxing Day': '2026-12-28T11:00:00Z',
  'three in the morning of a Tuesday': '2026-11-24T03:00:00Z',
  'a summer evening, five past five by the clock': '2026-06-30T16:05:00Z',
};
const open: Readonly<Record<string, string>> = {
  'Friday at five to five': '2026-11-20T16:55:00Z',
  'a summer morning, five past nine by the clock': '2026-06-30T08:05:00Z',
  'the Tuesday after Easter': '2026-04-07T09:00:00Z',
};
const nightMash = '0300 456 4546';
const dayMash = '0300 500 80 90';

for (const policy of loadPolicies().policies) {
  describe(`the office of ${policy.council}`, () => {
    for (const [when, moment] of Object.entries(closed)) {
      test(`is closed on ${when}, and the numbers are those that answer`, () => {
        const book = openServiceBook(policy, new Date(moment));
        const numbers = (book.listNightNumbers({}) ?? []).map(({ number }) => number);
        assert.equal(numbers[0], '999');
        assert.ok(numbers.includes(nightMash) && !numbers.includes(dayMash));
        const open = book.lookUp('mash')?.phones.map(({ number, open }) => [number, open]);
        assert.deepEqual(open, [
          [dayMash, 'closed'],
          [nightMash, 'open'],
        ]);
      });
    }
    for (const [when, moment] of Object.entries(open)) {
      test(`is open on ${when}`, () => {
        const book = openServiceBook(policy, new Date(moment));
        assert.equal(book.listNightNumbers({}), null);
        assert.equal(book.lookUp('mash')?.phones[0]?.open, 'open');
      });
    }
  });
}

describe('what the clock tells', () => {
  const [exampleshire, oddborough] = loadFictionalCouncils().policies;
  assert.ok(exampleshire && oddborough);
  const council = describeCouncil(oddborough);
  const recording = beginRecording('noticed', council);
  const read = (isOfficeOpen: boolean, said = recording) =>
    readSituation(said, council, { service: 'general', isOfficeOpen });

  test('stands in the facts where a rule turns on it, and is not asked', () => {
    assert.equal(read(false).said.get('outOfHours'), 'yes');
    assert.equal(read(true).said.get('outOfHours'), 'no');
    const advice = council.advise({ situation: 'concern', outOfHours: 'yes' });
    assert.ok(advice.actions.some(({ by, to }) => by === 'now' && to.includes('duty-manager')));
  });

  test('never counts before what somebody said', () => {
    const listByClock = (open: boolean, from = recording) => {
      const needs = { colleagues: [], self: '', today: '2026-11-24', signs: [] };
      const content = readContent({ recording: from, situation: read(open, from), ...needs });
      return content.ok ? content.content.byClock : undefined;
    };
    assert.deepEqual(listByClock(false), ['outOfHours']);
    const said = answerQuestion(recording, 'outOfHours', 'no');
    assert.deepEqual(listByClock(false, said), []);
    assert.equal(read(false, said).said.get('outOfHours'), 'no');
  });

  test('is nothing where no rule turns on it', () => {
    const other = describeCouncil(exampleshire);
    const given = { service: 'general', isOfficeOpen: false };
    assert.equal(readSituation(beginRecording('noticed', other), other, given).said.has('outOfHours'), false);
  });
});
