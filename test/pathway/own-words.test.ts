/**
 * Each way in which a council may differ from the core, on the command line: the fictional councils have
 * all of them, and no code knows their names.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type CopiedPolicies, copyPolicies, findAction } from './copied-policies.ts';

let policies: CopiedPolicies;

before(() => {
  policies = copyPolicies();
  policies.put('exampleshire');
  policies.put('oddborough');
  assert.deepEqual(policies.load().problems, []);
});
after(() => policies.remove());

describe('a council says in its own words', () => {
  it('that a team of its own counts as one of the core’s', () => {
    const high = { situation: 'disclosure', dash: 'high' };
    const teams = ['rural-estates', 'housing', 'general'];
    const answers = policies.advise(
      'exampleshire',
      teams.map((service) => ({ ...high, service })),
    );
    const who = answers.map((answer) => findAction(answer, 'refer-to-marac')?.who);
    assert.deepEqual(who, ['colleague', 'colleague', 'front-door-lead']);
    const [wharf] = policies.advise('oddborough', [{ ...high, service: 'wharf-team' }]);
    assert.equal(findAction(wharf, 'refer-to-marac')?.who, 'wharf-officer');
  });

  it('which service stands in a slot that the baseline names', () => {
    const danger = [{ immediateDanger: 'yes' }];
    const [exampleshire] = policies.advise('exampleshire', danger);
    const [oddborough] = policies.advise('oddborough', danger);
    assert.deepEqual(findAction(exampleshire, 'call-police')?.to, ['exampleshire-police-999']);
    assert.deepEqual(findAction(oddborough, 'call-police')?.to, ['odd-police-999']);
  });

  it('which role stands in a slot, and another where it has no such role', () => {
    const child = [{ situation: 'disclosure', survivorAge: '16-17' }];
    const [exampleshire] = policies.advise('exampleshire', child);
    const [oddborough] = policies.advise('oddborough', child);
    assert.equal(findAction(exampleshire, 'refer-children-to-mash')?.who, 'front-door-lead');
    assert.equal(findAction(oddborough, 'refer-children-to-mash')?.who, 'first-told');
  });

  it('facts, actions, roles and services that no other council has', () => {
    const dog = { situation: 'disclosure', safeToTalk: 'yes', fearsForAnimal: 'yes' };
    const [fostered, open] = policies.advise('exampleshire', [{ ...dog, agreesToFostering: 'yes' }, dog]);
    const { because, clauses, ...terms } = {
      clauses: [],
      ...findAction(fostered, 'arrange-animal-fostering'),
    };
    assert.ok(clauses.length > 0);
    assert.match(because ?? '', /they are afraid for an animal/);
    assert.deepEqual(terms, {
      action: 'arrange-animal-fostering',
      strength: 'offer',
      who: 'farm-liaison-officer',
      to: ['paws-in-care'],
      by: 'within-2-working-days',
      consent: { state: 'given', basis: null },
    });
    assert.ok(open?.ask.some(({ fact }) => fact === 'agreesToFostering'));
    const elsewhere = policies.runPathway(['--council', 'oddborough', '--facts', '-'], JSON.stringify(dog));
    assert.equal(elsewhere.status, 2);
    assert.match(elsewhere.err, /"fearsForAnimal" is not a fact that Oddborough District Council has/);
  });

  it('what is never done', () => {
    const [exampleshire] = policies.advise('exampleshire', [{ situation: 'concern' }]);
    const [oddborough] = policies.advise('oddborough', [{ situation: 'disclosure' }]);
    const [caller] = policies.advise('exampleshire', [{ situation: 'caller' }]);
    assert.ok(exampleshire?.never.some(({ never }) => never === 'visit-unannounced'));
    assert.ok(oddborough?.never.some(({ never }) => never === 'print-mooring'));
    assert.ok(!caller?.never.some(({ never }) => never === 'visit-unannounced'));
  });

  it('numbers, each of which goes into its band', () => {
    const recent = (daysSinceIncident: number | string) => ({
      situation: 'disclosure',
      dash: 'medium',
      daysSinceIncident,
    });
    const days = [0, 5, 6, 7, 30, 30.5, 31, 3649, 'this-week', 'longer-ago'];
    const heard = policies
      .advise('exampleshire', days.map(recent))
      .map((answer) => findAction(answer, 'refer-to-safety-panel') !== undefined);
    assert.deepEqual(heard, [true, true, true, true, true, true, false, false, true, false]);
    const [five] = policies.advise('exampleshire', [recent(5)]);
    assert.match(findAction(five, 'refer-to-safety-panel')?.because ?? '', /it happened in the last week/);
    for (const beyond of [-1, 3650, 1e9]) {
      const { status, out, err } = policies.runPathway(
        ['--lines'],
        JSON.stringify({ id: 1, council: 'exampleshire', facts: recent(beyond) }),
      );
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, /daysSinceIncident cannot be .*: it goes from 0 to below 3650 days/);
    }
    const owes = { situation: 'review', arrearsFromEconomicAbuse: 'yes' };
    const waived = policies
      .advise('oddborough', [
        { ...owes, arrearsInPounds: 499.99 },
        { ...owes, arrearsInPounds: 500 },
      ])
      .map((answer) => findAction(answer, 'consider-arrears-waiver') !== undefined);
    assert.deepEqual(waived, [false, true]);
  });

  it('on what basis a refusal is overridden', () => {
    const [exampleshire] = policies.advise('exampleshire', [
      { situation: 'disclosure', dash: 'high', daysSinceIncident: 3, agreesToSharing: 'no' },
    ]);
    assert.deepEqual(findAction(exampleshire, 'refer-to-safety-panel')?.consent, {
      state: 'override',
      basis: 'public-protection',
    });
    assert.match(
      findAction(exampleshire, 'refer-to-safety-panel')?.because ?? '',
      /because somebody else may be hurt as well/,
    );
    const [oddborough] = policies.advise('oddborough', [
      { situation: 'disclosure', livesOnBoat: 'yes', homeless: 'yes', agreesToSharing: 'no' },
    ]);
    assert.equal(findAction(oddborough, 'arrange-safe-mooring')?.consent.basis, 'waterway-duty');
  });
});

describe('a timing of a council’s own', () => {
  it('stands by its length between the core’s', () => {
    const order = (council: string) =>
      policies
        .load()
        .policies.find((one) => one.council === council)
        ?.policy.timings.map(({ id }) => id);
    assert.deepEqual(order('exampleshire'), [
      'now',
      'same-day',
      'within-2-working-days',
      'next-panel',
      'next-marac',
      'as-agreed',
    ]);
    assert.deepEqual(order('oddborough'), [
      'now',
      'same-day',
      'within-3-hours',
      'next-forum',
      'next-marac',
      'as-agreed',
    ]);
  });

  it('gives way to an earlier one, and not to a later', () => {
    const own = copyPolicies();
    try {
      own.put('exampleshire');
      own.addRules('exampleshire', panelRule('from the conference', 'general', 'next-marac'));
      own.addRules('exampleshire', panelRule('within two days', 'housing', 'within-2-working-days'));
      own.addRules('exampleshire', panelRule('the same day', 'homelessness', 'same-day'));
      assert.deepEqual(own.load().problems, []);
      const facts = { situation: 'disclosure', dash: 'high', daysSinceIncident: 3 };
      const answers = own.advise(
        'exampleshire',
        ['general', 'housing', 'homelessness'].map((service) => ({ ...facts, service })),
      );
      assert.deepEqual(
        answers.map((answer) => findAction(answer, 'refer-to-safety-panel')?.by),
        ['next-panel', 'within-2-working-days', 'same-day'],
      );
    } finally {
      own.remove();
    }
  });
});

/** One more rule that puts a case on the panel's list, for one team. */
function panelRule(name: string, service: string, by: string): string {
  return `
  - rule: ${name}
    when: { situation: disclosure, dash: high, service: ${service} }
    must: refer-to-safety-panel
    who: front-door-lead
    to: safety-panel
    by: ${by}
    cites: [exampleshire-3.2]
    examples:
      - { name: a story, facts: { situation: disclosure, dash: high, service: ${service} }, gives: stands }
`;
}
