import { html, type PageContent } from '../../platform/html/index.ts';
import type { EventKind } from '../case.store.ts';
import { type CaseHead, exampleHead, showCase } from '../show-case.ts';
import { type Events, showEvents } from './show-events.ts';

export interface TimelineModel extends Events {
  readonly head: CaseHead;
}

/** As it was read. */
export function model(read: TimelineModel): TimelineModel {
  return read;
}

const drawPage = ({ head, ...events }: TimelineModel): PageContent =>
  showCase(head, {
    heading: 'Timeline',
    body: html`<p class="govuk-body">What happened here, the newest first. What was said stands in the
notes.</p>
${showEvents(events)}`,
  });

export { drawPage as html };

const typical: TimelineModel = {
  head: { ...exampleHead, current: 'timeline' },
  events: [
    { when: '4:10pm on 23 November 2026', says: 'Frankie Obi opened the case' },
    { when: '3:40pm on 22 November 2026', says: 'Mo Reid recorded the concern' },
  ],
  isCut: false,
};

export const examples: Readonly<Record<string, TimelineModel>> = {
  typical,
  empty: { ...typical, events: typical.events.slice(1) },
  'long names': {
    ...typical,
    events: [
      { when: typical.events[0]?.when ?? '', says: 'Gwenllian Featherstonehaugh-Cholmondeley wrote a note' },
    ],
    isCut: true,
  },
};

const words: Readonly<Record<EventKind, string>> = {
  recorded: '{by} recorded the concern',
  sent: '{by} sent it to those who receive concerns',
  accepted: '{by} took it up',
  'asked-back': '{by} asked {to} something about it',
  answered: '{by} answered',
  climbed: 'Nobody had taken it up in time: the manager was told',
  opened: '{by} opened the case',
  lead: '{to} leads it, as {by} set',
  team: '{by} added {to} to its team',
  'team-left': '{to} left its team',
  advice: 'The policy’s advice was given to {by}',
  note: '{by} wrote a note',
  correction: '{by} corrected a note',
  person: '{by} added a person',
  'person-removed': '{by} took a person out',
  contact: '{by} wrote down what is safe contact',
  'contact-told': '{by} told the lead something about safe contact',
  closed: '{by} closed the case',
  reopened: '{by} opened the case again',
  'handed-on': '{by} handed it on to {to}',
  'task-done': '{by} ticked: {about}',
  'task-reopened': '{by} opened again: {about}',
  'task-handed-on': '{by} handed to {to}: {about}',
  'task-ended': '{by} ended, though it was not done: {about}',
  'task-climbed': 'The manager was told that it is late: {about}',
  'task-freed': 'It is nobody’s any more, since whose it was sees the case no more: {about}',
};

/** One event in a sentence. */
export function sayEvent(
  kind: EventKind,
  { by, to, about }: { readonly by: string; readonly to: string; readonly about: string },
): string {
  return words[kind].replace('{by}', by).replace('{to}', to).replace('{about}', about);
}
