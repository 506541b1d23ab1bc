import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  all,
  always,
  anyTerms,
  baselineOnly,
  is,
  makeInvariant,
  makeNever,
  makePolicy,
  makeRule,
  mayOverride,
  not,
} from '../../../test/small-council.ts';
import type { Invariant, Policy } from '../engine/index.ts';
import { checkPolicy } from './check.ts';
import { type Evaluate, evaluateWithEngine, type Limits } from './enumerate.ts';
import { withSolver, type Z3 } from './z3.ts';

// What this does not prove: that the shipped packs are in order. `rowan policy check` does.

interface Plan {
  policy?: Policy;
  baseline?: Policy;
  invariants?: Invariant[];
  evaluate?: Evaluate;
  limits?: Limits;
}

const solver = Promise.withResolvers<Z3>();
const finished = Promise.withResolvers<void>();
let session = Promise.resolve();

before(() => {
  session = withSolver((z3) => {
    solver.resolve(z3);
    return finished.promise;
  });
});

after(() => {
  finished.resolve();
  return session;
});

async function check({ policy = makePolicy(), baseline = baselineOnly, invariants = [], ...tools }: Plan) {
  const subject = { policy, baselineOnly: baseline, invariants };
  const z3 = await solver.promise;
  return await checkPolicy(subject, {
    z3,
    evaluate: evaluateWithEngine,
    readMilliseconds: () => 0,
    ...tools,
  });
}

const listSentences = async (plan: Plan) => (await check(plan)).failures.map(({ sentence }) => sentence);

const disclosure = is('situation', 'disclosure');

describe('a policy in order', () => {
  test('everything is proved, in both ways, and the report says over how much', async () => {
    const report = await check({});
    assert.deepEqual(report.failures, []);
    assert.equal(report.agreed, true);
    assert.equal(report.rules, 7);
    assert.equal(report.combinations, String(4 * 3 * 3 * 3 * 4 * 3 * 3));
    assert.equal(report.claimsSampled, 0);
    assert.ok(report.situationsEnumerated > 500);
  });

  test('what turns on too many facts is tried on random situations, and the report says so', async () => {
    const report = await check({ limits: { exhaustive: 20, random: 300 } });
    assert.deepEqual(report.failures, []);
    assert.ok(report.claimsSampled > 0);
    assert.ok(report.situationsSampled >= 300);
  });
});

describe('rules', () => {
  test('a rule that can never hold is dead, and so is what only it gives', async () => {
    const planted = makeRule('two things at once', 'tell-lead', all(disclosure, is('situation', 'concern')));
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'The rule "two things at once" is dead: nothing that can be known makes it hold.',
      'Rules speak of tell-lead, and no situation gives it.',
    ]);
  });

  test('a rule that changes nothing is shadowed, though it holds', async () => {
    const planted = makeRule(
      'in danger, told as well',
      'ring-for-help',
      all(is('danger', 'yes'), is('talk', 'no')),
      {
        layer: 'baseline',
        by: 'same-day',
        to: [{ when: null, gives: ['police'] }],
      },
    );
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'The rule "in danger, told as well" is shadowed: without it, ring-for-help is the same in every ' +
        'situation.',
    ]);
  });

  test('a never that another one says already is shadowed', async () => {
    const planted = makeNever('no proof from those who tell', 'doubt-them', disclosure);
    assert.deepEqual(await listSentences({ policy: makePolicy([], [planted]) }), [
      'The rule "no proof from those who tell" is shadowed: without it, doubt-them is the same in ' +
        'every situation.',
    ]);
  });

  test('lines of who that hold at once are shown with the plainest situation', async () => {
    const planted = makeRule('somebody is told', 'tell-lead', disclosure, {
      who: [
        { when: is('service', 'housing'), gives: 'ranger' },
        { when: is('dash', 'high'), gives: 'lead' },
        { when: null, gives: 'ranger' },
      ],
    });
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'Two lines of "who" in the rule "somebody is told" hold at once, ranger and lead, where somebody ' +
        'has told ' +
        'you, you work in housing and the DASH is high, and nothing else is known.',
    ]);
  });

  test('a line that is never reached is dead', async () => {
    const planted = makeRule('somebody is told', 'tell-lead', is('dash', 'high'), {
      to: [
        { when: is('dash', 'standard'), gives: ['panel'] },
        { when: null, gives: ['lead'] },
      ],
    });
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'Line 1 of "to" in the rule "somebody is told" (panel) is dead: it is never yes where the rule holds.',
    ]);
  });

  test('two rules of the same strength that name different people contradict each other', async () => {
    const planted = [
      makeRule('the ranger tells', 'tell-lead', disclosure),
      makeRule('the lead tells herself', 'tell-lead', is('danger', 'yes'), {
        who: [{ when: null, gives: 'lead' }],
      }),
    ];
    assert.deepEqual(await listSentences({ policy: makePolicy(planted) }), [
      'The rules "the ranger tells" and "the lead tells herself" both give tell-lead as a must and ' +
        'disagree on who ' +
        '(ranger; lead), where somebody has told you and there is danger now, and nothing else is known.',
    ]);
  });

  test('they may name different people where a stronger rule always decides', async () => {
    const planted = [
      makeRule('the lead is told', 'tell-lead', disclosure, { by: 'same-day' }),
      makeRule('the ranger may tell', 'tell-lead', all(disclosure, is('dash', 'high')), {
        strength: 'offer',
        by: 'now',
      }),
      makeRule('the lead may tell', 'tell-lead', all(disclosure, is('danger', 'yes')), {
        strength: 'offer',
        by: 'now',
        who: [{ when: null, gives: 'lead' }],
      }),
    ];
    assert.deepEqual(await listSentences({ policy: makePolicy(planted) }), []);
  });

  test('two rules of the same strength that label consent differently contradict each other', async () => {
    const planted = [
      makeRule('told with consent', 'tell-lead', disclosure, { consent: mayOverride }),
      makeRule('told without', 'tell-lead', is('danger', 'yes'), {
        consent: { ...mayOverride, unknown: 'not-needed' },
      }),
    ];
    assert.deepEqual(await listSentences({ policy: makePolicy(planted) }), [
      'The rules "told with consent" and "told without" both give tell-lead as a must and disagree on ' +
        'consent (ask; ' +
        'not-needed), where somebody has told you and there is danger now, and nothing else is known.',
    ]);
  });

  test('a consent that the condition does not ask for is taken for granted', async () => {
    const planted = makeRule('told', 'tell-lead', disclosure, {
      consent: { fact: 'agrees', unknown: 'ask', basis: null, mayBeOverridden: false },
    });
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'The rule "told" takes agrees as agreed, and yet holds where somebody has told you, and nothing ' +
        'else is known.',
    ]);
  });
});

describe('the baseline', () => {
  test('is weakened by a rule that is taken away, and the plainest situation shows it', async () => {
    const policy = makePolicy();
    const weaker = { ...policy, rules: policy.rules.filter(({ action }) => action !== 'ring-for-help') };
    assert.deepEqual(await listSentences({ policy: weaker }), [
      "The baseline's ring-for-help is weakened where there is danger now, and nothing else is known: in " +
        'the baseline ' +
        'it stands as a must by ranger, to police, now; consent not-needed, and here it is not there.',
    ]);
  });

  test('is weakened by a later time, a lower strength and a never that is lost', async () => {
    const policy = makePolicy();
    const weaker: Policy = {
      ...policy,
      rules: policy.rules.map((rule) =>
        rule.action === 'ring-for-help'
          ? { ...rule, by: 'same-day' }
          : rule.action === 'write-notes'
            ? { ...rule, strength: 'offer' }
            : rule,
      ),
      neverRules: policy.neverRules.map((rule) =>
        rule.never === 'doubt-them' ? { ...rule, when: not(is('situation', 'caller')) } : rule,
      ),
    };
    assert.deepEqual(await listSentences({ policy: weaker }), [
      "The baseline's ring-for-help is weakened where there is danger now, and nothing else is known: in " +
        'the baseline ' +
        'it stands as a must by ranger, to police, now; consent not-needed, and here it stands as a ' +
        'must by ranger, ' +
        'to police, same-day; consent not-needed.',
      "The baseline's write-notes is weakened where nothing is known: in the baseline it stands as a " +
        'must by ranger, ' +
        'same-day; consent not-needed, and here it stands as an offer by ranger, same-day; consent ' +
        'not-needed.',
      "The baseline's doubt-them is weakened where nothing is known: in the baseline it is listed, " +
        'and here it is ' +
        'not there.',
    ]);
  });
});

describe('learning', () => {
  test('a rule that holds only while something is unknown is found out', async () => {
    const planted = makeRule(
      'while there is no DASH',
      'tell-lead',
      all(disclosure, { kind: 'unknown', fact: 'dash' }),
    );
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]) }), [
      'Learning a fact takes tell-lead away: it is there where somebody has told you, and nothing else ' +
        'is known, and ' +
        'no longer once it is also known that no DASH has been done.',
    ]);
  });

  test('what an unless takes away is as it should be', async () => {
    const planted = makeRule('told', 'tell-lead', disclosure, { unless: is('agrees', 'no') });
    const follows = makeRule('noted when told', 'record-decision', {
      kind: 'all',
      of: [disclosure, { kind: 'not-known', of: is('agrees', 'yes') }],
    });
    const policy = makePolicy([planted]);
    const rules = policy.rules.filter(({ action }) => action !== 'record-decision');
    assert.deepEqual(await listSentences({ policy: { ...policy, rules: [...rules, follows] } }), []);
  });
});

describe('invariants', () => {
  test('a false one is told with the plainest situation that shows it', async () => {
    const invariant = makeInvariant('the panel always waits for consent', disclosure, {
      kind: 'if-it-stands',
      actions: ['refer-to-panel'],
      terms: { ...anyTerms, consent: ['given', 'ask'] },
    });
    const report = await check({ invariants: [invariant] });
    assert.equal(report.invariantsProved, 0);
    assert.deepEqual(report.failures, [
      {
        check: 'invariant',
        subject: 'the panel always waits for consent',
        sentence:
          '"the panel always waits for consent" is not always so: refer-to-panel where it stands must ' +
          'be with ' +
          'consent given or ask; but where somebody has told you, the DASH is high and they do not ' +
          'agree, and ' +
          'nothing else is known, refer-to-panel stands as a must by lead, to panel, next-panel; ' +
          'consent override (harm).',
        facts: { situation: 'disclosure', dash: 'high', agrees: 'no' },
      },
    ]);
  });

  test('one that speaks of a situation that there cannot be says nothing', async () => {
    const invariant = makeInvariant('never', all(disclosure, is('situation', 'caller')), {
      kind: 'absent',
      actions: ['write-notes'],
    });
    assert.deepEqual(await listSentences({ invariants: [invariant] }), [
      '"never" says nothing: its "where" is never yes.',
    ]);
  });

  test('nobody is sent where they are not served, nor sent on without a record or a basis', async () => {
    const invariants = [
      makeInvariant('served', always, { kind: 'everyone-sent-is-served' }),
      makeInvariant('recorded', always, { kind: 'every-override-comes-with', action: 'record-decision' }),
      makeInvariant('based', always, { kind: 'every-override-has-a-basis' }),
    ];
    assert.deepEqual(await listSentences({ invariants }), []);
    const planted = makeRule(
      'everybody to the aid',
      'offer-support',
      all(is('gender', 'man'), is('talk', 'no')),
      {
        to: [{ when: null, gives: ['womens-aid'] }],
        consent: { ...mayOverride, basis: null },
      },
    );
    assert.deepEqual(await listSentences({ policy: makePolicy([planted]), invariants }), [
      '"served" is not always so: offer-support must not send anybody to womens-aid whom it does not ' +
        'serve; but where ' +
        'it is not safe to talk and he is a man, and nothing else is known, offer-support stands as a ' +
        'must by ranger, ' +
        'to womens-aid; consent ask.',
      '"recorded" is not always so: record-decision must stand where offer-support overrides a refusal; ' +
        'but where it ' +
        'is not safe to talk, they do not agree and he is a man, and nothing else is known, ' +
        'offer-support stands as a ' +
        'must by ranger, to womens-aid; consent override and record-decision is only possible.',
      '"based" is not always so: offer-support must have a basis where it overrides a refusal; but ' +
        'where it is not ' +
        'safe to talk, they do not agree and he is a man, and nothing else is known, offer-support ' +
        'stands as a must by ' +
        'ranger, to womens-aid; consent override.',
    ]);
  });
});

describe('the two proofs', () => {
  /** An engine that reads unknown as no: what is possible is not there, and what is not ruled out stands. */
  const careless: Evaluate = (part, facts) => {
    const settled = evaluateWithEngine(part, { talk: 'no', ...facts });
    return settled.standing === 'unknown' ? { standing: 'no', terms: null } : settled;
  };

  test('an engine that reads unknown as no is found out', async () => {
    const invariant = makeInvariant('support stays open', disclosure, {
      kind: 'stands-or-possible',
      actions: ['offer-support', 'write-notes'],
    });
    const open = makeInvariant(
      'support stays open while nobody can tell',
      all(disclosure, { kind: 'unknown', fact: 'talk' }),
      {
        kind: 'stands-or-possible',
        actions: ['offer-support'],
      },
    );
    const report = await check({ invariants: [invariant, open], evaluate: careless });
    assert.equal(report.agreed, false);
    assert.equal(
      report.failures[0]?.sentence,
      'The two proofs disagree about "support stays open while nobody can tell" (invariant): the engine ' +
        'found a ' +
        'situation that the solver says there is not.',
    );
    assert.equal(report.invariantsProved, 1);
  });

  test('an engine that forgets a rule does not bear the solver out', async () => {
    const forgetful: Evaluate = (part, facts) =>
      part.id === 'write-notes' ? { standing: 'no', terms: null } : evaluateWithEngine(part, facts);
    const sentences = await listSentences({ evaluate: forgetful });
    assert.ok(
      sentences.includes(
        'The two proofs disagree about "everything is written down" (no rule is dead): the engine does ' +
          'not say what ' +
          'the solver says where nothing is known.',
      ),
      sentences.join('\n'),
    );
  });
});
