import { all, always, no, yes } from './kleene.ts';
import { caller, child, disclosure, forbid, type Never, type Rule, rule, situation, talk } from './rules.ts';

const conversation = situation('concern', 'disclosure', 'no-disclosure');
const staff = 'staff-member';

/** `safeguardingRole` is the safeguarding lead where the pack has one, and otherwise any member of staff. */
export function writeBaseline(safeguardingRole: string): Rule[] {
  return [
    rule('call-police', yes('immediateDanger'), 'must', staff, {
      to: ['police-999'],
      by: 'now',
      inEverySituation: true,
    }),
    rule('advise-999', conversation, 'must', staff, { by: 'now' }),
    rule('find-safe-space', all(conversation, no('safeToTalk')), 'must', staff, { by: 'now' }),
    rule('arrange-independent-interpreter', yes('interpreterNeeded'), 'must', staff, { by: 'now' }),
    rule('agree-safe-contact', all(disclosure, talk), 'must', staff),
    rule('refer-children-to-mash', all(disclosure, child), 'must', safeguardingRole, {
      to: ['mash'],
      by: 'same-day',
    }),
    rule('verify-caller', caller, 'must', staff, { by: 'now', unless: yes('callerVerified') }),
    rule('record-in-case-notes', always, 'must', staff, { by: 'same-day', inEverySituation: true }),
    rule(
      'get-staff-support',
      situation('concern', 'disclosure', 'no-disclosure', 'perpetrator'),
      'offer',
      staff,
    ),
    rule('refer-to-specialist-service', all(disclosure, yes('wantsReferral'), yes('lgbt')), 'offer', staff, {
      to: ['galop'],
      adds: true,
    }),
  ];
}

export const BASELINE_NEVERS: readonly Never[] = [
  forbid('ask-when-not-alone', always),
  forbid('use-family-interpreter', always),
  forbid('ask-for-proof', always),
  forbid('advise-leaving', always),
  forbid('be-go-between', always),
  forbid('blame-survivor', always),
  forbid('minimise-risk', always),
  forbid('contact-unsafely', always),
  forbid('give-information-unchecked', always),
  forbid('tell-perpetrator', always),
  forbid('confirm-or-deny', always),
  forbid('confirm-or-deny', caller, yes('callerVerified')),
  forbid('tell-perpetrator', caller),
  forbid('be-go-between', caller),
];
