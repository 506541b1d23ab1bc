/**
 * Nobody is offered a service that does not serve them: on the pages of a recording, its result and its
 * paper, on a case, at night, and in the directory, over random situations before each council's real pack.
 *
 * It does not prove that a pack says rightly whom a service serves: that is for the service to confirm.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeCouncil } from '../../src/advice/index.ts';
import { beginSituation, type Situation, sayOf } from '../../src/advice/situation.rules.ts';
import { describeNow } from '../../src/concerns/recording/sheet.ts';
import { seekHelp } from '../../src/concerns/result/helplines.rules.ts';
import * as resultPage from '../../src/concerns/result/result.page.ts';
import { noFilter } from '../../src/directory/directory.forms.ts';
import * as directoryPage from '../../src/directory/directory.page.ts';
import { openServiceBook } from '../../src/directory/index.ts';
import { makeListing } from '../../src/directory/listing.ts';
import { evaluateCondition } from '../../src/pathway/engine/index.ts';
import { type Facts, type LoadedPolicy, loadPolicies } from '../../src/pathway/index.ts';
import { fc } from '../property.ts';

const loaded = loadPolicies();
/** A Saturday night, when the most numbers are offered, and a Tuesday morning. */
const moments = [new Date('2026-11-21T23:00:00Z'), new Date('2026-11-24T10:30:00Z')];
const draft = '01980000-0000-7000-8000-000000000001';

/** Some facts of a policy, each with one of its values; the others are not known. */
const situations = ({ policy }: LoadedPolicy) =>
  fc
    .subarray([...policy.facts])
    .chain((facts) =>
      fc.tuple(...facts.map(({ id, values }) => fc.constantFrom(...values).map((value) => [id, value.id]))),
    )
    .map((said): Facts => Object.fromEntries(said));

function drawResult(policy: LoadedPolicy, facts: Facts, moment: Date): string {
  let situation: Situation = beginSituation([describeCouncil(policy)]);
  for (const [fact, value] of Object.entries(facts)) situation = sayOf(situation, fact, value);
  const book = openServiceBook(policy, moment);
  const now = describeNow(draft, situation, book);
  const sought = seekHelp(facts);
  const model = resultPage.model({
    sheet: { draft, back: '/', form: '', before: '', now, hasEssentials: false },
    toldByClock: null,
    nightNumbers: book.listNightNumbers(facts),
    helplines: sought === null ? [] : book.listServices(facts, sought),
    ticked: [],
    pages: [],
    wrong: [],
    way: null,
    opensCase: false,
  });
  return resultPage.html(model).body.toString();
}

function drawDirectory(policy: LoadedPolicy, { survivorAge = '', survivorGender = '' }: Facts, moment: Date) {
  const listing = makeListing(loaded, { now: () => moment, readMilliseconds: () => 0 })(policy.council);
  const now = { weekday: 'saturday', minutes: 1380, isBankHoliday: false };
  const filter = { ...noFilter, age: survivorAge, gender: survivorGender };
  return directoryPage.html(directoryPage.model({ listing, now, filter })).body.toString();
}

const listRung = (body: string) =>
  new Set([...body.matchAll(/href="tel:(\d+)"/g)].map(([, number]) => number));

/**
 * Staff ask specialists what to do where each says that the other is abusive: these are rung for the staff's
 * own sake, and offered to nobody.
 */
const forStaffThemselves = 'seek-specialist-advice';

/** The numbers of services that are known not to serve them, and of no other. */
function listForbidden({ handbook, advisor }: LoadedPolicy, facts: Facts): readonly string[] {
  const all = handbook.directory?.entries ?? [];
  const { actions } = advisor.advise(facts);
  const asked = actions.filter(({ action }) => action === forStaffThemselves).flatMap(({ to }) => to);
  const serves = (entry: (typeof all)[number]) =>
    asked.includes(entry.id) ||
    (entry.neverBecause === null &&
      (entry.serves === null || evaluateCondition(entry.serves, facts) !== 'no'));
  const numbersOf = (entries: typeof all) =>
    entries.flatMap(({ phones }) => phones.map(({ number }) => number.replaceAll(' ', '')));
  const allowed = new Set(numbersOf(all.filter(serves)));
  return numbersOf(all.filter((entry) => !serves(entry))).filter((number) => !allowed.has(number));
}

for (const policy of loaded.policies) {
  describe(`in ${policy.council}`, () => {
    test('no page has a number to tap of a service that does not serve them', () => {
      let [offered, withheld] = [0, 0];
      const property = fc.property(situations(policy), fc.constantFrom(...moments), (facts, moment) => {
        const forbidden = listForbidden(policy, facts);
        withheld += forbidden.length;
        const asked = Object.fromEntries(
          Object.entries(facts).filter(([id]) => ['survivorAge', 'survivorGender'].includes(id)),
        );
        const pages = [
          { rung: listRung(drawResult(policy, facts, moment)), forbidden },
          { rung: listRung(drawDirectory(policy, facts, moment)), forbidden: listForbidden(policy, asked) },
        ];
        for (const page of pages) {
          offered += page.rung.size;
          assert.deepEqual(
            page.forbidden.filter((number) => page.rung.has(number)),
            [],
          );
        }
      });
      fc.assert(property, { numRuns: 150 });
      assert.ok(offered > 300 && withheld > 100, `${offered} offered, ${withheld} withheld`);
    });

    /** Written by hand from the documents, so that no pack and no engine is asked. */
    const people = [
      ['Lena is a woman', { survivorGender: 'woman', survivorAge: '18-or-over' }, '01159605556'],
      ['Tom is a man', { survivorGender: 'man', survivorAge: '18-or-over' }, '08088000340'],
      ['Sam is a boy of 17', { survivorGender: 'man', survivorAge: '16-17' }, '01159605556'],
    ] as const;
    for (const [who, about, number] of people) {
      test(`${who}: ${number} is not offered, and the national helpline is`, () => {
        for (const moment of moments) {
          const rung = listRung(drawResult(policy, { situation: 'disclosure', ...about }, moment));
          assert.ok(!rung.has(number));
          assert.ok(rung.has('08082000247'));
        }
      });
    }
  });
}
