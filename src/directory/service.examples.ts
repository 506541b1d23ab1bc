import { harbour, unsure } from './directory.examples.ts';
import type { Confirming } from './keeping/show-confirming.ts';
import type { ServiceModel } from './service.page.ts';

const typical: ServiceModel = {
  service: harbour,
  foundAs: ['Women’s helpline', 'Local helpline'],
  needs: ['Help with domestic abuse', 'A refuge'],
  from: [
    { text: 'Anytown Council, Policy (2023), Appendix 1', href: '/policies/anytown/clauses#anytown-1' },
    { text: 'Elsewhere Council, Procedure (2025)', href: null },
  ],
  hoursFrom: null,
  unsure: [],
  disagreements: [],
  report: null,
  confirming: null,
};

const confirming: Confirming = {
  fingerprint: '0123456789abcdef',
  isConfirmed: false,
  typed: { day: '22', month: '11', year: '2026' },
  error: null,
};

export const examples: Readonly<Record<string, ServiceModel>> = {
  typical,
  'long names': {
    ...typical,
    service: unsure,
    unsure: [
      { number: '01632 960003', label: null },
      { number: '01632 960004', label: 'Printed without a name' },
    ],
    disagreements: [
      {
        says: 'The list of contacts gives 01632 960004.',
        text: 'Anytown Council, Policy (2023), Appendix 1',
        href: '/policies/anytown/clauses#anytown-1',
        question: 'C44',
      },
    ],
    hoursFrom: 'Our hours (The Partnership), read on 22 November 2026',
  },
  'suggested to nobody': {
    ...typical,
    service: { ...harbour, neverBecause: 'Sessions for two are not safe where one of them uses abuse.' },
    report: '/directory/harbour/report',
  },
  'reported wrong': {
    ...typical,
    service: { ...harbour, reported: 'reported wrong on 22 November 2026, being looked at' },
    report: '/directory/harbour/report',
  },
  'who keeps it': { ...typical, report: '/directory/harbour/report', confirming },
  error: {
    ...typical,
    confirming: {
      ...confirming,
      isConfirmed: true,
      typed: { day: '31', month: '2', year: '26' },
      error: 'Enter the day on which you asked, like 22 11 2026',
    },
  },
};
