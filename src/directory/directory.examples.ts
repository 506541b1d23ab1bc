import type { ShownService } from './describe-service.ts';
import { noFilter } from './directory.forms.ts';
import type { DirectoryModel } from './directory.page.ts';

const option = (value: string, text: string) => ({ value, text });

const selects: DirectoryModel['selects'] = [
  { name: 'need', label: 'What for', all: 'Anything', options: [option('refuge', 'A refuge')] },
  { name: 'person', label: 'Who would ring', all: 'Not said', options: [option('public', 'Anybody else')] },
  { name: 'age', label: 'Age of the person it is for', all: 'Not known', options: [option('a', 'Under 16')] },
  { name: 'place', label: 'Where', all: 'Anywhere', options: [option('anytown', 'Anytown')] },
  { name: 'open', label: 'When', all: 'At any time', options: [option('now', 'Open now')] },
];

export const harbour: ShownService = {
  id: 'harbour',
  label: 'Harbour',
  means: 'support for women, and for children of any gender',
  phones: [
    { number: '01632 960001', label: 'Helpline', hours: '24 hours, every day', open: 'open' },
    {
      number: '01632 960009',
      label: 'Office',
      hours: 'Office hours, which we take to be Monday to Friday, 9am to 5pm; to be confirmed',
      open: 'closed',
    },
  ],
  open: 'open',
  lacksSureNumber: false,
  web: [
    { address: 'harbour.example', isConfirmed: true },
    { address: 'www.harbour-old.example', isConfirmed: false },
  ],
  email: ['help@harbour.example'],
  referral: null,
  serves: 'Only if they are a woman or a girl; or they are under 18',
  people: ['Somebody who experiences abuse', 'Staff of a council or another service'],
  places: ['Anytown'],
  dependsOn: ['How do they describe their gender?'],
  checked: 'from the policies of 2023 and 2025, not yet checked',
  reported: null,
  disagreements: 1,
  neverBecause: null,
};

export const unsure: ShownService = {
  ...harbour,
  id: 'crisis-line',
  label: 'The night line of the Upper and Lower Netherby-under-Wychwood Partnership for Families',
  phones: [],
  open: 'not-known',
  lacksSureNumber: true,
  web: [],
  email: [],
  referral: 'Staff refer on the form on the intranet.',
  serves: 'Everybody',
  dependsOn: [],
  reported: 'reported wrong on 20 November 2026, being looked at',
  checked: 'checked with the service on 3 May 2026 by Pat Example',
};

const typical: DirectoryModel = {
  selects,
  filter: noFilter,
  text: '',
  error: null,
  isSought: false,
  services: [harbour, unsure],
  hoursNotKnown: [],
  closed: 0,
  notForThem: [],
  openReports: null,
};

export const examples: Readonly<Record<string, DirectoryModel>> = {
  typical,
  empty: { ...typical, isSought: true, text: 'gardening', services: [] },
  'not for them': {
    ...typical,
    isSought: true,
    filter: { ...noFilter, need: 'refuge', age: 'a' },
    services: [harbour],
    notForThem: [
      { id: 'lantern', label: 'Lantern', why: ['It serves people only if they are 18 or over.'] },
      { id: 'fresh-start', label: 'Fresh Start', why: ['It is for: somebody who uses abuse.'] },
    ],
  },
  'open now': {
    ...typical,
    isSought: true,
    filter: { ...noFilter, open: 'now' },
    services: [harbour],
    hoursNotKnown: [unsure],
    closed: 2,
  },
  'who keeps it': { ...typical, openReports: 2 },
  error: { ...typical, error: 'Enter a word or a number to look for' },
};
