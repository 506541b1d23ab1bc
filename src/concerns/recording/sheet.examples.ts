import type { Result } from '../../advice/result.rules.ts';
import type { Sheet } from './sheet.ts';

const draft = '01980000-0000-7000-8000-000000000001';

const result: Result = {
  council: 'Anytown Council',
  groups: [
    {
      heading: 'Now',
      isFirst: true,
      steps: [
        {
          action: 'call-999',
          label: 'Call 999',
          isEmergency: true,
          strength: 'Do this',
          who: 'Staff member',
          to: [{ label: 'Police, emergency', phones: [{ number: '999', label: null }] }],
          consent: 'Their agreement is not needed: there is a threat to life.',
          because: 'Because somebody is in danger now.',
          clauses: [],
        },
        {
          action: 'safe-place',
          label: 'Find a safe place to talk',
          isEmergency: false,
          strength: 'Do this',
          who: 'Staff member',
          to: [],
          consent: null,
          because: 'Because it is not known whether it is safe to talk.',
          guidance: [
            {
              title: 'Before you ask anything',
              says: 'Find a quiet room where nobody can hear you.',
              words: ['Is now a good time to talk?'],
              points: ['They came alone.'],
            },
          ],
          clauses: [
            {
              place: 'Step 2',
              says: 'Talk where nobody else can hear.',
              href: '/policies/anytown/clauses#anytown-2',
              source: null,
            },
          ],
        },
      ],
    },
  ],
  possible: [{ label: 'Refer to the meeting', dependsOn: [{ text: 'What is the level?', href: '/' }] }],
  nevers: [{ label: 'Never be a go-between', why: 'A message is a way to keep control.', clauses: [] }],
  unknown: [
    { question: { text: 'What is the level?', href: '/' }, decides: ['Refer to the meeting'], note: null },
  ],
  count: '2 now, 2 in all',
  from: 'Anytown Council: Procedure, version 2026.',
};

/** What stands round the examples of every page of a recording. */
export const sheet: Sheet = {
  draft,
  back: '/',
  form: 'B',
  before: 'A',
  now: result,
  hasEssentials: false,
};

export const emptySheet: Sheet = {
  ...sheet,
  now: { ...result, groups: [], possible: [], nevers: [], unknown: [], count: 'nothing yet' },
};
