import { saveConcern } from '../../concerns/index.ts';
import { beginDraft } from '../../drafts/index.ts';
import type { Id } from '../../platform/ids.ts';
import { knownId } from '../known-ids.ts';
import type { Story } from './story.ts';
import { tellChapter } from './tell-chapter.actions.ts';
import { type Cast, callFrom, makeMovingClock, type Telling, type TellingNeeds } from './telling.ts';

/**
 * Records a story and what came of it, by the same actions as the pages use. One that was cut off is told to
 * its end: what stands of it already is found, or is done once however often it is asked for.
 */
export async function tellStory(needs: TellingNeeds, cast: Cast, story: Story): Promise<void> {
  const clock = makeMovingClock(story.recordedAt, needs.clock);
  const called = callFrom(cast);
  const caseId = await record({ ...needs, clock }, cast, story, called);
  let notes = 0;
  const nameNote = () => {
    notes += 1;
    return knownId('note', cast.plan.council, story.turn, notes);
  };
  const hand = called(story.recorder);
  const telling: Telling = { ...needs, caseId, clock, called, nameNote, hand, noteId: null };
  for (const chapter of story.chapters) {
    clock.goTo(chapter.at);
    await tellChapter(telling, chapter, story);
  }
}

async function record(
  needs: TellingNeeds,
  { policy, plan }: Cast,
  story: Story,
  called: Telling['called'],
): Promise<Id<'case'>> {
  const { reference } = needs;
  const { situation, facts, people, note, signs, service, danger } = story;
  const recorder = called(story.recorder);
  const draftId = knownId('draft', plan.council, story.turn);
  const body = JSON.stringify({ start: 'told' });
  const excluded = story.excluded.map((signIn) => called(signIn).staffId);
  const prompts = { 'how-told': 'recorded', 'what-happened': 'recorded', children: 'not-asked' } as const;
  const told = { situation, danger, facts, excluded, people, note, prompts, signs };
  const content = { ...told, byClock: [], ticked: [] };
  const save = () => saveConcern(needs, recorder, { draftId, body, content, policy, service, reference });
  const known = await save();
  if (known.kind === 'saved') return known.caseId;
  await beginDraft(needs, recorder, {
    ...{ draftId, kind: 'demonstration', body },
    ...{ danger: danger === true, reference },
  });
  const saved = await save();
  if (saved.kind !== 'saved') throw new Error(`A concern of the demonstration was ${saved.kind}.`);
  return saved.caseId;
}
