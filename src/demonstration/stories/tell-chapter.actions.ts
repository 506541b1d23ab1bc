import {
  acceptConcern,
  addFact,
  agreeContact,
  answerBack,
  askBack,
  closeCase,
  handConcernOn,
  joinPerson,
  reopenCase,
  rewritePerson,
  shutOut,
} from '../../cases/index.ts';
import { writeNote } from '../../notes/index.ts';
import { type PersonId, readPeopleOfCase } from '../../people/index.ts';
import {
  climbLateTasks,
  climbOverdue,
  finishTask,
  handOn,
  listTasksOf,
  reopenTask,
} from '../../work/index.ts';
import { correction, movedOn, overDanger, question, reopening, reply } from '../invented/notes.ts';
import type { Chapter } from './chapters.ts';
import type { Story } from './story.ts';
import { doAs, type Telling } from './telling.ts';

/** What the walls or an earlier chapter do not allow comes to nothing, as it would on the page. */
export function tellChapter<Kind extends Chapter['kind']>(
  telling: Telling,
  chapter: Extract<Chapter, { readonly kind: Kind }>,
  story: Story,
): Promise<unknown> {
  const tell: Teller<Kind> = tellers[chapter.kind];
  return tell(telling, chapter, story);
}

type Teller<Kind extends Chapter['kind']> = (
  telling: Telling,
  chapter: Extract<Chapter, { readonly kind: Kind }>,
  story: Story,
) => Promise<unknown>;

const onItsWay: Pick<Tellers, 'asked' | 'answered' | 'handed-on' | 'waited' | 'accepted'> = {
  asked: (telling, _, { receiver }) =>
    doAs(telling, telling.called(receiver), 'take-up', async (tx, { row }, hands) => {
      if (!row.isAsked) await askBack(tx, row, question, hands);
    }),
  answered: (telling, _, { recorder }) =>
    doAs(telling, telling.called(recorder), 'pass-on', async (tx, { row }, hands) => {
      if (row.isAsked) await answerBack(tx, row, reply, hands);
    }),
  'handed-on': (telling, { to }, { receiver }) =>
    doAs(telling, telling.called(receiver), 'take-up', (tx, { row }, hands) =>
      handConcernOn(tx, row, telling.called(to).staffId, hands),
    ),
  waited: async (telling) => {
    await climbOverdue(telling);
    await climbLateTasks(telling);
  },
  accepted: async (telling, { lead, team }, { receiver }) => {
    const { staffId: leadId } = telling.called(lead);
    const named = { leadId, team: team.map((signIn) => telling.called(signIn).staffId) };
    const isOpened = await doAs(telling, telling.called(receiver), 'open-case', (tx, found, hands) =>
      acceptConcern(tx, found, named, hands),
    );
    if (isOpened === true) telling.hand = telling.called(lead);
  },
};

const known: Pick<Tellers, 'agreed' | 'moved' | 'joined' | 'shut-out' | 'learnt'> = {
  agreed: (telling, { agreement }) =>
    doAs(telling, telling.hand, 'agree-contact', async (tx, { row: { caseId } }, hands) => {
      const [newest] = await agreeContact(tx, caseId, { agreement, seen: '' }, hands);
      if (newest === undefined) return;
      await agreeContact(tx, caseId, { agreement, seen: newest.contactId }, hands);
    }),
  moved: (telling, { words }) =>
    doAs(telling, telling.hand, 'change-person', async (tx, { row: { caseId } }, hands) => {
      const people = await readPeopleOfCase(tx, hands.keys, caseId, { withAddress: true });
      const survivor = people.find(({ kind }) => kind === 'survivor');
      if (survivor === undefined) return;
      const { personId, kind, version, part: _, ...before } = survivor;
      const changed = { personId, kind, version, forgetsAddress: false, words: { ...before, ...words } };
      await rewritePerson(tx, caseId, changed, hands);
    }),
  joined: (telling, { person: { part, words } }) => {
    const personId = telling.nameNote() as string as PersonId;
    return doAs(telling, telling.hand, 'add-person', async (tx, { row: { caseId } }, hands) => {
      const people = await readPeopleOfCase(tx, hands.keys, caseId, { withAddress: false });
      const present = people.map((each) => each.personId);
      await joinPerson(tx, { caseId, part, words, personId, same: undefined, present }, hands);
    });
  },
  'shut-out': (telling, { who, why }) =>
    doAs(telling, telling.hand, 'exclude', (tx, { row: { caseId } }, hands) =>
      shutOut(tx, caseId, { staffId: telling.called(who).staffId, why }, hands),
    ),
  learnt: (telling, { fact, value }) =>
    doAs(telling, telling.hand, 'add-fact', async (tx, { row }, hands) => {
      const said = { fact, value };
      const withPolicies = { ...hands, policies: telling.policies };
      const added = await addFact(tx, row, { said, seen: '' }, withPolicies);
      if (added.kind === 'added') return;
      await addFact(tx, row, { said, seen: added.newest.adviceId }, withPolicies);
    }),
};

const worked: Pick<Tellers, 'worked' | 'task-handed' | 'reopened-task' | 'closed' | 'opened-again'> = {
  worked: (telling, { leaves }) =>
    doAs(telling, telling.hand, 'tick-step', async (tx, _, hands) => {
      const open = await listOpen(tx, telling);
      for (const task of open.slice(0, Math.max(0, open.length - leaves))) await finishTask(tx, task, hands);
    }),
  'task-handed': (telling, { to }) =>
    doAs(telling, telling.hand, 'tick-step', async (tx, _, hands) => {
      const task = (await listOpen(tx, telling)).at(-1);
      if (task !== undefined) await handOn(tx, task, telling.called(to).staffId, hands);
    }),
  'reopened-task': (telling) =>
    doAs(telling, telling.hand, 'tick-step', async (tx, _, hands) => {
      const done = (await listTasksOf(tx, telling.caseId)).find(({ doneAt }) => doneAt !== null);
      if (done !== undefined) await reopenTask(tx, done, reopening, hands);
    }),
  closed: (telling, { why }) =>
    doAs(telling, telling.hand, 'close', async (tx, { row }, hands) => {
      const tasks = (await listOpen(tx, telling)).map((task, place) => {
        return {
          task,
          becomes: place === 0 ? ({ kind: 'ended', why: movedOn } as const) : ({ kind: 'done' } as const),
        };
      });
      await closeCase(tx, row, { why, overDanger: row.danger === true ? overDanger : null, tasks }, hands);
    }),
  'opened-again': (telling, { why }) =>
    doAs(telling, telling.hand, 'reopen', (tx, { row }, hands) => reopenCase(tx, row, why, hands)),
};

type Tellers = { readonly [Kind in Chapter['kind']]: Teller<Kind> };

const tellers: Tellers = {
  ...onItsWay,
  ...known,
  ...worked,
  noted: (telling, { body }) => note(telling, body, null),
  corrected: (telling) =>
    telling.noteId === null ? Promise.resolve() : note(telling, correction, telling.noteId),
};

/** The most urgent first, as lists show them. */
async function listOpen(tx: Parameters<typeof listTasksOf>[0], { caseId }: Telling) {
  const open = (await listTasksOf(tx, caseId)).filter(({ doneAt }) => doneAt === null);
  const urgency = ({ dueAt }: (typeof open)[number]) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return open.toSorted((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
}

function note(telling: Telling, body: string, corrects: string | null): Promise<unknown> {
  const { caseId, clock, reference, hand, keys } = telling;
  const noteId = telling.nameNote();
  const typed = { noteId, body, prompts: {}, corrects, seen: null };
  return doAs(telling, hand, corrects === null ? 'add-note' : 'correct-note', async (tx) => {
    await writeNote(tx, { keys, clock }, typed, { caseId, staffId: hand.staffId, reference });
    telling.noteId = noteId;
  });
}
