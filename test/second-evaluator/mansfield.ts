import { all, any, type Condition, is, no, not, yes } from './kleene.ts';
import * as w from './rules.ts';
import { forbid, type Never, type Rule, rule } from './rules.ts';

const staff = 'staff-member';
const lead = 'safeguarding-lead';
const officer = 'housing-officer';
const wantsReferral = yes('wantsReferral');
const refusesReferral = no('wantsReferral');
const talking = all(w.disclosure, w.talk);
const askedAndTalking = all(w.situation('disclosure', 'no-disclosure'), w.talk);
const liaisonWorkersOwn = all(w.homelessness, any(w.woman, w.child));
const womanOrChild = any(w.woman, w.child);
const staffOnCaseworkSide = { lines: [[w.caseworkSide, staff]], otherwise: lead } as const;

function to3(womenAndChildren: string, men: string, others: string[]) {
  const lines: [Condition, string[]][] = [
    [womanOrChild, [womenAndChildren]],
    [all(w.man, w.adult), [men]],
    [all(w.another, w.adult), others],
  ];
  return { lines };
}

const CONVERSATION: readonly Rule[] = [
  rule('ask-selective-enquiry', all(w.situation('concern'), w.talk), 'must', staff),
  rule('ask-routine-enquiry', all(w.situation('concern'), w.talk, w.caseworkSide), 'must', staff),
  rule('explain-confidentiality', all(w.situation('concern', 'disclosure'), w.talk), 'must', staff),
  rule('ask-what-they-want', talking, 'must', staff),
  rule('ask-who-else-knows', talking, 'must', staff),
  rule('agree-safe-contact', all(w.noDisclosure, w.housingSide, w.talk), 'must', staff),
];

const report = (when: Condition) =>
  rule('report-to-safeguarding-lead', when, 'must', staff, { to: [lead], by: 'same-day' });
const toMash = (action: string, when: Condition) =>
  rule(action, when, 'must', lead, { to: ['mash'], by: 'same-day' });

const SAFEGUARDING: readonly Rule[] = [
  report(all(w.general, w.situation('concern', 'disclosure', 'no-disclosure', 'report-by-other'))),
  report(yes('childSafeguardingConcern')),
  report(yes('adultSafeguardingConcern')),
  report(yes('riskOfSeriousHarm')),
  report(all(w.disclosure, any(yes('children'), w.child, yes('vulnerableAdult')))),
  report(w.perpetrator),
  rule('share-risk-of-serious-harm', yes('riskOfSeriousHarm'), 'consider', lead, {
    to: ['police-101', 'mash'],
    by: 'same-day',
  }),
  toMash('refer-children-to-mash', yes('childSafeguardingConcern')),
  toMash('refer-children-to-mash', all(w.disclosure, yes('children'), w.dashNotStandard)),
  rule(
    'refer-children-to-early-help',
    all(
      w.disclosure,
      yes('children'),
      is('dash', 'standard'),
      not(yes('childSafeguardingConcern')),
      not(w.child),
    ),
    'must',
    lead,
    { to: ['early-help'], by: 'same-day' },
  ),
  toMash('refer-adult-to-mash', yes('adultSafeguardingConcern')),
  toMash('refer-adult-to-mash', all(w.disclosure, yes('vulnerableAdult'))),
];

const undone = all(w.disclosure, w.dashNotDone);

const RISK: readonly Rule[] = [
  rule('hand-over-lead', all(w.disclosure, is('service', 'anti-social-behaviour')), 'must', staff, {
    to: [lead],
    by: 'same-day',
  }),
  rule('complete-dash', all(undone, wantsReferral), 'must', {
    lines: [[liaisonWorkersOwn, 'housing-liaison-worker']],
    otherwise: 'specialist-service',
  }),
  rule('complete-dash', all(undone, w.caseworkSide, refusesReferral, yes('dashAgreed')), 'must', staff),
  rule('complete-dash', all(undone, not(w.caseworkSide), refusesReferral), 'consider', lead),
  rule(
    'repeat-dash',
    all(w.disclosure, yes('newIncident'), is('dash', 'standard', 'medium', 'high')),
    'must',
    staffOnCaseworkSide,
  ),
  rule('explain-marac', all(talking, any(w.dashNotDone, w.meetsMarac)), 'must', staff),
  rule('refer-to-marac', all(w.disclosure, w.meetsMarac), 'must', staffOnCaseworkSide, {
    to: ['marac'],
    by: 'next-marac',
  }),
];

const REFERRAL_AND_SUPPORT: readonly Rule[] = [
  rule(
    'refer-to-housing-liaison-worker',
    all(w.disclosure, wantsReferral, liaisonWorkersOwn),
    'must',
    staff,
    {
      to: ['housing-liaison-worker'],
    },
  ),
  rule(
    'refer-to-specialist-service',
    all(w.disclosure, wantsReferral, not(liaisonWorkersOwn)),
    'must',
    { lines: [[w.housingSide, staff]], otherwise: lead },
    { to: to3('nottinghamshire-womens-aid', 'equation', ['nottinghamshire-womens-aid', 'equation']) },
  ),
  rule('tell-about-support', askedAndTalking, 'must', staff),
  rule('give-printed-information', all(askedAndTalking, yes('safeToTakeInformation')), 'offer', staff),
  rule('complete-brief-safety-plan', all(talking, w.general, refusesReferral), 'must', staff, {
    to: to3('local-helpline', 'equation', ['national-helpline']),
  }),
  rule('offer-safety-plan', talking, 'offer', staff),
  rule('complete-safety-plan', all(talking, yes('wantsSafetyPlan')), 'must', {
    lines: [
      [wantsReferral, 'specialist-service'],
      [all(w.housingSide, refusesReferral), staff],
    ],
    otherwise: lead,
  }),
  rule('explain-legal-options', talking, 'offer', staff),
  rule('explain-clares-law', talking, 'offer', staff),
  rule('tell-survivor-of-actions', w.disclosure, 'must', staff, { by: 'as-agreed' }),
  rule(
    'keep-regular-contact',
    all(w.situation('disclosure', 'no-disclosure'), w.housingSide),
    'must',
    staff,
    {
      by: 'as-agreed',
    },
  ),
  rule('check-in-next-time', w.noDisclosure, 'must', staff, { by: 'as-agreed' }),
  rule('check-in-next-time', all(w.disclosure, refusesReferral), 'must', staff, { by: 'as-agreed' }),
];

const stayingWithThem = all(talking, yes('wantsToStay'), yes('perpetratorLivesThere'));

const HOUSING: readonly Rule[] = [
  rule('offer-housing-options', all(talking, w.housingSide), 'offer', staff),
  rule('arrange-emergency-accommodation', all(w.disclosure, yes('homeless')), 'must', 'homelessness-team', {
    by: 'now',
  }),
  rule('offer-refuge', talking, 'offer', staff),
  rule('offer-sanctuary', all(talking, yes('wantsToStay')), 'offer', staff),
  rule('explain-joint-tenancy', all(talking, is('tenancy', 'joint')), 'must', officer),
  rule('explore-moving-perpetrator', stayingWithThem, 'offer', staff),
  rule('explore-protective-order', stayingWithThem, 'offer', staff),
  rule('waive-rechargeable-repairs', yes('damageByPerpetrator'), 'must', officer),
  rule('consider-arrears-waiver', yes('arrearsFromEconomicAbuse'), 'consider', officer),
];

const PERPETRATOR: readonly Rule[] = [
  rule('discuss-with-manager-and-lead', w.situation('perpetrator', 'report-by-other'), 'must', staff, {
    by: 'same-day',
  }),
  rule('see-partner-alone', w.perpetrator, 'consider', staff),
  rule('plan-two-staff-contact', w.perpetrator, 'consider', 'manager'),
  rule('assess-power-and-fear', yes('mutualAllegations'), 'must', staff),
  rule(
    'seek-specialist-advice',
    all(yes('mutualAllegations'), no('primaryPerpetratorClear')),
    'must',
    staff,
    {
      to: ['nottinghamshire-womens-aid', 'equation'],
    },
  ),
  rule(
    'signpost-perpetrator-support',
    all(
      w.perpetrator,
      is('perpetratorRisk', 'standard'),
      yes('perpetratorAcknowledges'),
      yes('perpetratorWantsChange'),
      yes('perpetratorConsents'),
    ),
    'offer',
    staff,
    { to: ['respect', 'your-choice'] },
  ),
  rule(
    'consider-enforcement',
    all(yes('tenancyBreach'), yes('enforcementSafeForSurvivor')),
    'consider',
    officer,
  ),
];

export const MANSFIELD: readonly Rule[] = [
  ...CONVERSATION,
  ...SAFEGUARDING,
  ...RISK,
  ...REFERRAL_AND_SUPPORT,
  ...HOUSING,
  ...PERPETRATOR,
];

export const MANSFIELD_NEVERS: readonly Never[] = [
  forbid('recommend-anger-management', w.perpetrator),
  forbid('mandate-programme', w.perpetrator),
  forbid('excuse-abuse', w.perpetrator),
  forbid('support-perpetrator-as-survivor', yes('mutualAllegations')),
  forbid('record-as-asb', all()),
  forbid('charge-survivor-for-damage', yes('damageByPerpetrator')),
  forbid('enforce-unsafely', all(), yes('enforcementSafeForSurvivor')),
  forbid('act-as-caseworker', all(w.disclosure, wantsReferral)),
];
