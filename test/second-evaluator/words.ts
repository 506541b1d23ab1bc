const YES_NO = ['yes', 'no'];

/** Every fact and its values, in the order of the vocabulary, which settles ties in `ask`. */
export const FACT_VALUES: Readonly<Record<string, readonly string[]>> = {
  situation: [
    'concern',
    'disclosure',
    'no-disclosure',
    'perpetrator',
    'report-by-other',
    'caller',
    'review',
    'closing',
  ],
  service: ['general', 'housing', 'homelessness', 'anti-social-behaviour'],
  safeToTalk: YES_NO,
  interpreterNeeded: YES_NO,
  safeToTakeInformation: YES_NO,
  immediateDanger: YES_NO,
  riskOfSeriousHarm: YES_NO,
  survivorAge: ['under-16', '16-17', '18-or-over'],
  survivorGender: ['woman', 'man', 'another'],
  lgbt: YES_NO,
  children: YES_NO,
  childSafeguardingConcern: YES_NO,
  vulnerableAdult: YES_NO,
  adultSafeguardingConcern: YES_NO,
  dash: ['not-done', 'standard', 'medium', 'high'],
  newIncident: YES_NO,
  dashAgreed: YES_NO,
  anotherAgencyAssessed: YES_NO,
  maracInLast12Months: YES_NO,
  wantsReferral: YES_NO,
  agreesToSharing: YES_NO,
  consentMarac: YES_NO,
  wantsSafetyPlan: YES_NO,
  wantsPoliceReport: YES_NO,
  homeless: YES_NO,
  wantsToStay: YES_NO,
  tenancy: ['sole', 'joint', 'perpetrator', 'other', 'none'],
  perpetratorLivesThere: YES_NO,
  damageByPerpetrator: YES_NO,
  arrearsFromEconomicAbuse: YES_NO,
  mutualAllegations: YES_NO,
  primaryPerpetratorClear: YES_NO,
  perpetratorRisk: ['standard', 'medium', 'high'],
  perpetratorAcknowledges: YES_NO,
  perpetratorWantsChange: YES_NO,
  perpetratorConsents: YES_NO,
  tenancyBreach: YES_NO,
  evidenceAvailable: YES_NO,
  enforcementSafeForSurvivor: YES_NO,
  survivorSupportsEnforcement: YES_NO,
  outOfHours: YES_NO,
  wantsToMove: YES_NO,
  crimeBelieved: YES_NO,
  perpetratorIsOurTenant: YES_NO,
  callerVerified: YES_NO,
};

export const FACT_NAMES: readonly string[] = Object.keys(FACT_VALUES);

/** These are asked before all others, in this order. */
export const SAFETY_FACTS: readonly string[] = [
  'immediateDanger',
  'safeToTalk',
  'childSafeguardingConcern',
  'adultSafeguardingConcern',
  'riskOfSeriousHarm',
];

export type Strength = 'must' | 'offer' | 'consider';
export type By = 'now' | 'same-day' | 'next-marac' | 'as-agreed';
export type ConsentState = 'not-needed' | 'given' | 'ask' | 'override';
export type Consent = { state: ConsentState; basis: string | null };

type ConsentRow = { fact: string; whenUnknown: ConsentState; basis: string };
const row = (fact: string, whenUnknown: ConsentState, basis: string): ConsentRow => ({
  fact,
  whenUnknown,
  basis,
});

/** The first seven rows of the consent table: the actions that can stand against a refusal. */
export const CONSENT_ROWS: Readonly<Record<string, ConsentRow>> = {
  'call-police': row('agreesToSharing', 'not-needed', 'threat-to-life'),
  'share-risk-of-serious-harm': row('agreesToSharing', 'not-needed', 'serious-harm'),
  'refer-children-to-mash': row('agreesToSharing', 'not-needed', 'child-at-risk'),
  'refer-children-to-early-help': row('agreesToSharing', 'ask', 'child-at-risk'),
  'refer-adult-to-mash': row('agreesToSharing', 'not-needed', 'adult-at-risk'),
  'report-to-safeguarding-lead': row('agreesToSharing', 'not-needed', 'council-procedure'),
  'refer-to-marac': row('consentMarac', 'ask', 'serious-harm'),
};

/** Their condition is the survivor's own yes. */
export const ALWAYS_GIVEN: readonly string[] = [
  'refer-to-specialist-service',
  'refer-to-housing-liaison-worker',
  'report-to-police-for-survivor',
];
