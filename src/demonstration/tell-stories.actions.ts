import { acceptConcern, act, addFact, answerBack, askBack } from '../cases/index.ts';
import { saveConcern } from '../concerns/index.ts';
import { beginDraft } from '../drafts/index.ts';
import { writeNote } from '../notes/index.ts';
import type { LoadedPolicies, LoadedPolicy } from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { ActTx } from '../platform/database/index.ts';
import type { RouteRequest, Viewer } from '../platform/http/index.ts';
import { type Id, makeId } from '../platform/ids.ts';
import { finishTask, listTasksOf, reopenTask } from '../work/index.ts';
import type { Employee, FoundingNeeds } from './found-councils.actions.ts';
import { correction, question, reopening, reply } from './invented-notes.ts';
import type { CouncilPlan } from './staff-plan.ts';
import type { Chapter, Story } from './story.ts';

export interface TellingNeeds extends FoundingNeeds {
  readonly policies: LoadedPolicies;
}

/** The people of a council and the policy that advises them. */
export interface Cast {
  readonly policy: LoadedPolicy;
  readonly plan: CouncilPlan;
  readonly employees: readonly Employee[];
}

interface Telling extends TellingNeeds {
  readonly caseId: string;
  readonly clock: MovingClock;
  readonly called: (signIn: string) => Viewer;
  /** Who works on it now: the recorder, until it has another lead. */
  hand: Viewer;
  /** The newest note. */
  noteId: string | null;
}

/** A clock that stands in the past, and goes on when it is told to. */
interface MovingClock extends Clock {
  goOn(hours: number): void;
}

function makeMovingClock(from: Date, { readMilliseconds }: Clock): MovingClock {
  let at = from.getTime();
  return {
    now: () => new Date(at),
    readMilliseconds,
    goOn: (hours) => {
      at += hours * 3_600_000;
    },
  };
}

/** Records a story and what came of it, by the same actions as the pages use. */
export async function tellStory(needs: TellingNeeds, cast: Cast, story: Story): Promise<void> {
  const clock = makeMovingClock(story.recordedAt, needs.clock);
  const called = (signIn: string) => {
    const found = cast.employees.find((employee) => employee.signIn === signIn);
    if (found === undefined) throw new Error(`Nobody signs in as ${signIn}.`);
    return found.viewer;
  };
  const hand = called(story.recorder);
  const caseId = await record({ ...needs, clock }, cast.policy, story, called);
  const telling: Telling = { ...needs, caseId, clock, called, hand, noteId: null };
  for (const chapter of story.chapters) {
    clock.goOn(chapter.hours);
    await tellers[chapter.kind](telling, chapter as never, story);
  }
}

async function record(
  needs: TellingNeeds,
  policy: LoadedPolicy,
  story: Story,
  called: Telling['called'],
): Promise<string> {
  const { clock, reference } = needs;
  const recorder = called(story.recorder);
  const draftId = makeId<'draft'>(clock);
  const danger = story.danger === true;
  const body = JSON.stringify({ start: 'told' });
  await beginDraft(needs, recorder, { draftId, kind: 'demonstration', body, danger, reference });
  const { situation, facts, people, note, signs, service } = story;
  const excluded = story.excluded.map((signIn) => called(signIn).staffId);
  const prompts = { 'how-told': 'recorded', children: 'not-asked' } as const;
  const content = {
    situation,
    danger: story.danger,
    facts,
    excluded,
    people,
    note,
    prompts,
    signs,
    byClock: [],
    ticked: [],
  };
  const saved = await saveConcern(needs, recorder, { draftId, body, content, policy, service, reference });
  if (saved.kind !== 'saved') throw new Error(`A concern of the demonstration was ${saved.kind}.`);
  return saved.caseId;
}

type Teller<Kind extends Chapter['kind']> = (
  telling: Telling,
  chapter: Extract<Chapter, { readonly kind: Kind }>,
  story: Story,
) => Promise<unknown>;

/** What the walls or an earlier chapter do not allow comes to nothing, as it would on the page. */
const tellers: { readonly [Kind in Chapter['kind']]: Teller<Kind> } = {
  asked: (telling, _, { receiver }) =>
    doAs(telling, telling.called(receiver), 'take-up', (tx, { row }, hands) =>
      askBack(tx, row, question, hands),
    ),
  answered: (telling, _, { recorder }) =>
    doAs(telling, telling.called(recorder), 'pass-on', (tx, { row }, hands) =>
      answerBack(tx, row, reply, hands),
    ),
  accepted: async (telling, chapter, { receiver }) => {
    const lead = telling.called(chapter.lead);
    const named = {
      leadId: lead.staffId,
      team: chapter.team.map((signIn) => telling.called(signIn).staffId),
    };
    const isOpened = await doAs(telling, telling.called(receiver), 'open-case', (tx, found, hands) =>
      acceptConcern(tx, found, named, hands),
    );
    if (isOpened === true) telling.hand = lead;
  },
  noted: (telling, { body }) => note(telling, body, null),
  corrected: (telling) =>
    telling.noteId === null ? Promise.resolve() : note(telling, correction, telling.noteId),
  worked: (telling, { tasks }) =>
    doAs(telling, telling.hand, 'tick-step', async (tx, _, hands) => {
      const open = (await listTasksOf(tx, telling.caseId)).filter(({ doneAt }) => doneAt === null);
      for (const task of open.slice(0, tasks)) await finishTask(tx, task, hands);
    }),
  reopened: (telling) =>
    doAs(telling, telling.hand, 'tick-step', async (tx, _, hands) => {
      const done = (await listTasksOf(tx, telling.caseId)).find(({ doneAt }) => doneAt !== null);
      if (done !== undefined) await reopenTask(tx, done, reopening, hands);
    }),
  learnt: (telling, { fact, value }) =>
    doAs(telling, telling.hand, 'add-fact', async (tx, { row }, hands) => {
      const said = { fact, value };
      const added = await addFact(tx, row, { said, seen: '' }, { ...hands, policies: telling.policies });
      if (added.kind === 'added') return;
      const seen = added.newest.adviceId;
      await addFact(tx, row, { said, seen }, { ...hands, policies: telling.policies });
    }),
};

function note(telling: Telling, body: string, corrects: string | null): Promise<unknown> {
  const { caseId, clock, reference, hand, keys } = telling;
  const noteId = makeId<'note'>(clock);
  const typed = { noteId, body, prompts: {}, corrects, seen: null };
  return doAs(telling, hand, corrects === null ? 'add-note' : 'correct-note', async (tx) => {
    await writeNote(tx, { keys, clock }, typed, { caseId, staffId: hand.staffId, reference });
    telling.noteId = noteId;
  });
}

/** One act on the case, as the page's route does it: asked for, done and recorded in one transaction. */
function doAs<Outcome>(
  { database, keys, clock, caseId, reference }: Telling,
  viewer: Viewer,
  action: Parameters<typeof act>[2],
  work: (
    tx: ActTx,
    found: Parameters<Parameters<typeof act>[3]>[1],
    hands: {
      readonly viewer: Viewer;
      readonly keys: Telling['keys'];
      readonly clock: Clock;
      readonly reference: string;
    },
  ) => Promise<Outcome>,
): Promise<Outcome | undefined> {
  const request: RouteRequest = {
    url: '/',
    from: '/',
    isForm: true,
    params: { caseId: caseId as Id<'case'> },
    query: {},
    body: {},
    headers: {},
    address: '',
    viewer,
    reference,
  };
  return act({ database }, request, action, (tx, found) =>
    work(tx, found, { viewer, keys, clock, reference }),
  );
}
