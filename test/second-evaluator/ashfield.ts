import { all, always, type Condition, is, yes } from './kleene.ts';
import * as w from './rules.ts';
import { forbid, type Never, type Rule, rule } from './rules.ts';

const staff = 'staff-member';
const dvOfficer = 'dv-and-vulnerability-officer';
const officer = 'housing-officer';
const optionsTeam = 'housing-options-team';
const talking = all(w.disclosure, w.talk);
const safe = yes('enforcementSafeForSurvivor');

const mainServices: [Condition, string[]][] = [
  [all(w.woman, w.adult), ['juno-womens-aid', 'nidas']],
  [w.child, ['juno-womens-aid']],
  [all(w.man, w.adult), ['equation']],
  [all(w.another, w.adult), ['juno-womens-aid', 'equation']],
];

const toMash = (action: string, when: Condition) =>
  rule(action, when, 'must', staff, { to: ['mash'], by: 'same-day' });

export const ASHFIELD: readonly Rule[] = [
  rule('share-risk-of-serious-harm', yes('riskOfSeriousHarm'), 'must', staff, {
    to: ['police-101', 'mash'],
    by: 'same-day',
  }),
  toMash('refer-children-to-mash', yes('childSafeguardingConcern')),
  toMash('refer-adult-to-mash', yes('adultSafeguardingConcern')),
  rule('offer-children-services', all(w.disclosure, yes('children')), 'offer', staff),
  rule('explain-confidentiality', talking, 'must', staff),
  rule('ask-what-they-want', talking, 'must', staff),
  rule('complete-dash', all(w.disclosure, w.dashNotDone), 'must', dvOfficer, {
    unless: yes('anotherAgencyAssessed'),
  }),
  rule('explain-marac', all(talking, w.meetsMarac), 'must', dvOfficer),
  rule('refer-to-marac', all(w.disclosure, w.meetsMarac), 'must', dvOfficer, {
    to: ['marac'],
    by: 'next-marac',
  }),
  rule('refer-to-specialist-service', all(w.disclosure, yes('wantsReferral')), 'must', staff, {
    to: { lines: mainServices },
  }),
  rule('tell-about-support', talking, 'must', staff),
  rule('give-printed-information', all(talking, yes('safeToTakeInformation')), 'offer', staff),
  rule('offer-safety-plan', talking, 'offer', dvOfficer),
  rule('complete-safety-plan', all(talking, yes('wantsSafetyPlan')), 'must', dvOfficer),
  rule('report-to-police-for-survivor', all(w.disclosure, yes('wantsPoliceReport')), 'must', staff, {
    to: ['police-101'],
    by: 'same-day',
  }),
  rule('explain-legal-options', talking, 'offer', staff),
  rule('offer-housing-options', talking, 'offer', optionsTeam),
  rule('arrange-emergency-accommodation', all(w.disclosure, yes('homeless')), 'must', optionsTeam, {
    by: 'now',
  }),
  rule('offer-refuge', all(talking, yes('homeless')), 'offer', staff, { to: ['national-helpline'] }),
  rule('offer-sanctuary', all(talking, yes('wantsToStay')), 'offer', dvOfficer),
  rule('explain-joint-tenancy', all(talking, is('tenancy', 'joint')), 'must', officer),
  rule('signpost-perpetrator-support', all(w.perpetrator, yes('perpetratorWantsChange')), 'offer', staff, {
    to: ['respect'],
  }),
  rule('consider-enforcement', all(yes('evidenceAvailable'), safe), 'consider', officer),
  rule('explore-possession', all(yes('survivorSupportsEnforcement'), safe), 'consider', officer),
];

export const ASHFIELD_NEVERS: readonly Never[] = [
  forbid('allocate-near-perpetrator', w.disclosure),
  forbid('enforce-unsafely', always, safe),
];
