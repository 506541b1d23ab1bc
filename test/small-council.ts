import type {
  Action,
  Condition,
  Fact,
  Invariant,
  NeverRule,
  Policy,
  Rule,
} from '../src/pathway/engine/index.ts';

/** A fictional council with few words, so that a planted mistake in its policy is easy to see. */

export const is = (fact: string, ...values: string[]): Condition => ({ kind: 'fact', fact, values });
export const all = (...of: Condition[]): Condition => ({ kind: 'all', of });
export const not = (of: Condition): Condition => ({ kind: 'not', of });
export const always: Condition = { kind: 'always' };

const makeFact = (id: string, values: Record<string, string>): Fact => ({
  id,
  from: 'staff',
  asked: 'always',
  question: `${id}?`,
  hint: null,
  means: id,
  values: Object.entries(values).map(([value, said]) => ({
    id: value,
    label: value,
    said,
    countsAs: null,
    onlyRulesThatNameIt: false,
  })),
  number: null,
});

export const facts: readonly Fact[] = [
  makeFact('situation', {
    concern: 'there are signs',
    disclosure: 'somebody has told you',
    caller: 'somebody calls',
  }),
  makeFact('service', { housing: 'you work in housing', parks: 'you work in parks' }),
  makeFact('danger', { yes: 'there is danger now', no: 'there is no danger now' }),
  makeFact('talk', { yes: 'it is safe to talk', no: 'it is not safe to talk' }),
  makeFact('dash', {
    'not-done': 'no DASH has been done',
    standard: 'the DASH is standard',
    high: 'the DASH is high',
  }),
  makeFact('agrees', { yes: 'they agree', no: 'they do not agree' }),
  makeFact('gender', { woman: 'she is a woman', man: 'he is a man' }),
];

const named = (ids: readonly string[]) => ids.map((id) => ({ id, label: id, means: id }));

const act = (id: string, does = 'task'): Action => ({ id, label: id, means: id, step: 'all', does });

export const makeRule = (name: string, action: string, when: Condition, more: Partial<Rule> = {}): Rule => ({
  name,
  layer: 'council',
  says: name,
  action,
  strength: 'must',
  when,
  unless: null,
  who: [{ when: null, gives: 'ranger' }],
  to: [],
  alsoTo: [],
  by: null,
  consent: null,
  cites: [],
  ...more,
});

export const makeNever = (
  name: string,
  never: string,
  when: Condition,
  more: Partial<NeverRule> = {},
): NeverRule => ({
  name,
  layer: 'council',
  says: name,
  never,
  when,
  unless: null,
  cites: [],
  ...more,
});

export const mayOverride = { fact: 'agrees', unknown: 'ask', basis: 'harm', mayBeOverridden: true } as const;

const baselineRules = [
  makeRule('danger is called in', 'ring-for-help', is('danger', 'yes'), {
    layer: 'baseline',
    by: 'now',
    to: [{ when: null, gives: ['police'] }],
  }),
  makeRule('everything is written down', 'write-notes', always, {
    layer: 'baseline',
    by: 'same-day',
    unless: is('situation', 'caller'),
  }),
];

const baselineNevers = [makeNever('never ask for proof', 'doubt-them', always, { layer: 'baseline' })];

const ownRules = [
  makeRule(
    'a high DASH goes to the panel',
    'refer-to-panel',
    all(is('situation', 'disclosure'), is('dash', 'high')),
    {
      who: [
        { when: is('service', 'housing'), gives: 'ranger' },
        { when: null, gives: 'lead' },
      ],
      to: [{ when: null, gives: ['panel'] }],
      by: 'next-panel',
      consent: mayOverride,
    },
  ),
  makeRule(
    'a refusal that is overridden is recorded',
    'record-decision',
    all(is('situation', 'disclosure'), is('dash', 'high'), is('agrees', 'no')),
  ),
  makeRule(
    'support is offered where they can talk',
    'offer-support',
    all(is('situation', 'disclosure'), is('talk', 'yes')),
    {
      strength: 'offer',
      to: [
        { when: is('gender', 'woman'), gives: ['womens-aid'] },
        { when: is('gender', 'man'), gives: ['mens-line'] },
        { when: null, gives: ['womens-aid', 'mens-line'] },
      ],
    },
  ),
];

const shape = {
  council: 'littlemere',
  name: 'Littlemere Council',
  policyVersion: '1-abc',
  facts,
  askFirst: ['danger'],
  safeToAsk: always,
  actions: [
    act('ring-for-help', 'call'),
    act('refer-to-panel', 'referral'),
    act('record-decision'),
    act('offer-support', 'referral'),
    act('write-notes'),
    act('tell-lead'),
  ],
  steps: named(['all']),
  nevers: named(['doubt-them', 'tell-callers']).map((never) => ({ ...never, why: never.id })),
  services: [
    { id: 'womens-aid', label: 'Women’s aid', means: '', serves: is('gender', 'woman'), phone: null },
    { id: 'mens-line', label: 'Men’s line', means: '', serves: is('gender', 'man'), phone: null },
  ],
  roles: named(['ranger', 'lead']),
  timings: named(['now', 'same-day', 'next-panel']),
  bases: named(['harm']),
} satisfies Partial<Policy>;

export const baselineOnly: Policy = { ...shape, rules: baselineRules, neverRules: baselineNevers };

/** The council's policy, in order, with more rules or other ones where a test plants something. */
export function makePolicy(more: readonly Rule[] = [], nevers: readonly NeverRule[] = []): Policy {
  return {
    ...shape,
    rules: [...baselineRules, ...ownRules, ...more],
    neverRules: [
      ...baselineNevers,
      makeNever('never tell callers', 'tell-callers', is('situation', 'caller')),
      ...nevers,
    ],
  };
}

export const makeInvariant = (
  name: string,
  where: Condition,
  ...assertions: readonly Invariant['assertions'][number][]
): Invariant => ({ name, says: null, where, assertions });

export const anyTerms = {
  strength: null,
  who: null,
  by: null,
  to: null,
  toIncludes: [],
  toExcludes: [],
  consent: null,
  basis: null,
};
