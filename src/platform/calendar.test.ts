/** Not proved here: a bank holiday that nobody has decided yet. The package is brought up to date for it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  addDays,
  addWorkingDays,
  findBankHoliday,
  findMoment,
  findWeekday,
  isWorkingDay,
  readLondonTime,
  readTime,
} from './calendar.ts';

/** England and Wales, as the government publishes them. */
const published: Readonly<Record<string, readonly string[]>> = {
  '2022': '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'.split(' '),
  '2023': '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'.split(' '),
  '2024': '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'.split(' '),
  '2025': '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'.split(' '),
  '2026': '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'.split(' '),
  '2027': '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'.split(' '),
};

describe('bank holidays in England', () => {
  for (const [year, days] of Object.entries(published)) {
    test(`${year}: Monday to Friday without work are those that were published`, () => {
      const off = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index))
        .filter((day) => day.startsWith(year) && !/^s/.test(findWeekday(day)))
        .filter((day) => !isWorkingDay(day));
      assert.deepEqual(
        off.map((day) => day.slice(5)),
        days,
      );
    });
  }

  test('Easter moves, and a holiday at a weekend has a day that stands in for it', () => {
    assert.equal(findBankHoliday('2026-04-03'), 'Good Friday');
    assert.equal(findBankHoliday('2026-04-06'), 'Easter Monday');
    assert.match(findBankHoliday('2026-12-28') ?? '', /Boxing Day.*substitute/);
    assert.equal(findBankHoliday('2026-12-29'), null);
  });

  test('St Andrew’s Day and 2 January are holidays in Scotland, and not here', () => {
    assert.equal(findBankHoliday('2026-11-30'), null);
    assert.ok(isWorkingDay('2026-01-02'));
  });
});

describe('working days', () => {
  test('one working day after the Thursday before Easter is the Tuesday after', () => {
    assert.equal(addWorkingDays('2026-04-02', 1), '2026-04-07');
  });

  test('two working days after Christmas Eve of 2026 pass Christmas, a weekend and the day in lieu', () => {
    assert.equal(addWorkingDays('2026-12-24', 2), '2026-12-30');
  });

  test('the day itself is not counted; none is the day, or the next that is worked', () => {
    assert.equal(addWorkingDays('2026-11-20', 1), '2026-11-23');
    assert.equal(addWorkingDays('2026-11-20', 0), '2026-11-20');
    assert.equal(addWorkingDays('2026-11-22', 0), '2026-11-23');
    assert.equal(addWorkingDays('2026-11-22', 1), '2026-11-23');
    assert.equal(addWorkingDays('2027-12-31', 1), '2028-01-04');
  });

  test('what is no day, no time and no number is refused', () => {
    assert.throws(() => isWorkingDay('2026-02-31'), /not a day/);
    assert.throws(() => isWorkingDay('22/11/2026'), /not a day/);
    assert.throws(() => addWorkingDays('2026-11-20', -1), /not a number of working days/);
    assert.throws(() => addWorkingDays('2026-11-20', 0.5), /not a number of working days/);
    assert.throws(() => readTime('25:00'), /not a time/);
    assert.throws(() => readTime('09:60'), /not a time/);
    assert.throws(() => readTime('9'), /not a time/);
  });
});

describe('the clocks in London', () => {
  test('in summer they are an hour ahead of UTC, and midnight is another day', () => {
    const shown = readLondonTime(new Date('2026-06-30T23:30:00Z'));
    assert.deepEqual(shown, { day: '2026-07-01', weekday: 'wednesday', minutes: 30 });
    const winter = readLondonTime(new Date('2026-12-31T23:30:00Z'));
    assert.deepEqual(winter, { day: '2026-12-31', weekday: 'thursday', minutes: 23 * 60 + 30 });
  });

  test('a time on a day is a moment, and back, all through a year with its two changes', () => {
    for (let place = 0; place < 365; place += 1) {
      for (const [time, minutes] of [
        ['00:00', 0],
        ['03:15', 195],
        ['17:00', 1020],
      ] as const) {
        const day = addDays('2026-01-01', place);
        const shown = readLondonTime(findMoment(day, time));
        assert.deepEqual([shown.day, shown.minutes], [day, minutes]);
      }
    }
  });

  test('the hour that is skipped in March, and the one that comes twice in October', () => {
    assert.equal(findMoment('2026-03-29', '01:30').toISOString(), '2026-03-29T01:30:00.000Z');
    assert.equal(readLondonTime(findMoment('2026-03-29', '01:30')).minutes, 150);
    assert.equal(findMoment('2026-10-25', '01:30').toISOString(), '2026-10-25T00:30:00.000Z');
    assert.equal(findMoment('2026-10-25', '02:00').toISOString(), '2026-10-25T02:00:00.000Z');
  });

  test('days before 1970 have their weekday as well', () => {
    assert.equal(findWeekday('1969-12-31'), 'wednesday');
    assert.equal(findWeekday('1953-06-02'), 'tuesday');
  });
});
