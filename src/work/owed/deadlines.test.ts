/** Not proved here: when a MARAC meets. Nobody has told Rowan, so such a step has no day of its own. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../../test/property.ts';
import { addDays, isWorkingDay, readLondonTime } from '../../platform/calendar.ts';
import { findDue, findWorkingDeadline } from './deadlines.ts';

const timings = {
  'within-2-working-days': { label: 'within 2 working days', within: '2 working days' },
  'within-3-hours': { label: 'within 3 hours', within: '3 hours' },
  'within-a-week': { label: 'within a week', within: '1 week' },
  'within-a-month': { label: 'within a month', within: '1 month' },
  'next-panel': { label: 'for the next panel', every: '1 week' },
};
const due = (timing: string | null, from: string) => {
  const found = findDue(timing, timings, new Date(from));
  if (found === null) return null;
  const { day, minutes } = readLondonTime(found);
  const twoDigits = (count: number) => String(count).padStart(2, '0');
  return `${day} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
};

describe('when a step is due', () => {
  test('at once is at once', () => assert.equal(due('now', '2026-11-22T03:10:00Z'), '2026-11-22 03:10'));

  test('today is today, on a Sunday night and on Christmas Day as well', () => {
    assert.equal(due('same-day', '2026-11-22T23:30:00Z'), '2026-11-22 23:59');
    assert.equal(due('same-day', '2026-12-25T09:00:00Z'), '2026-12-25 23:59');
  });

  test('today is what the clocks in London show: at 23:30 in Greenwich it is tomorrow in summer', () => {
    assert.equal(due('same-day', '2026-07-01T23:30:00Z'), '2026-07-02 23:59');
  });

  test('two working days from the Thursday before Easter is the Wednesday after', () => {
    assert.equal(due('within-2-working-days', '2026-04-02T10:00:00Z'), '2026-04-08 23:59');
  });

  test('hours are hours, by night too', () => {
    assert.equal(due('within-3-hours', '2026-11-22T22:00:00Z'), '2026-11-23 01:00');
  });

  test('a week and a month end with their last day', () => {
    assert.equal(due('within-a-week', '2026-11-22T10:00:00Z'), '2026-11-29 23:59');
    assert.equal(due('within-a-month', '2027-01-31T10:00:00Z'), '2027-02-28 23:59');
  });

  test('what hangs on a meeting or an agreement has no day, and is not guessed', () => {
    for (const timing of ['next-marac', 'as-agreed', 'next-panel', null]) {
      assert.equal(due(timing, '2026-11-22T10:00:00Z'), null);
    }
  });

  test('so many working days always end on a working day, with exactly so many in between', () => {
    const moments = fc.date({
      min: new Date('2022-01-01'),
      max: new Date('2030-12-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 20 }), (from, count) => {
        const start = readLondonTime(from).day;
        const end = readLondonTime(findWorkingDeadline(count, from)).day;
        assert.ok(isWorkingDay(end));
        let worked = 0;
        for (let day = addDays(start, 1); day <= end; day = addDays(day, 1))
          if (isWorkingDay(day)) worked += 1;
        assert.equal(worked, count);
      }),
    );
  });
});
