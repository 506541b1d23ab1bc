import { viewerOf } from '../../../access/index.ts';
import { adviseEach, planQuestions } from '../../../advice/asking.rules.ts';
import { listGuidance } from '../../../advice/index.ts';
import { putQuestion } from '../../../advice/question.rules.ts';
import { findValue, notKnown, putOff, type Situation } from '../../../advice/situation.rules.ts';
import type { Fact } from '../../../pathway/index.ts';
import type { Typed } from '../../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  notFound,
  type RouteRequest,
  readFields,
  readId,
  redirect,
} from '../../../platform/http/index.ts';
import { addressOfQuestion, beginning } from '../addresses.rules.ts';
import * as questionPage from '../question.page.ts';
import { changeRecording, readDirectory } from '../recording.actions.ts';
import { readAnswer, readAsked, readWriter } from '../recording.forms.ts';
import {
  answerQuestion,
  findQuestion,
  isStale,
  mayBePut,
  type Recording,
  signBy,
} from '../recording.rules.ts';
import * as stalePage from '../stale.page.ts';
import {
  describeSheet,
  draw,
  findNextAddress,
  type RecordingOptions,
  showWhatBecame,
  type Visit,
  visit,
} from './visit.ts';

/** Shows one question; one that has to wait leads on to what may be asked. */
export function showQuestion(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  return visit(options, request, (open) => {
    const fact = readAsked(request.query, open.situation);
    if (fact === undefined) return notFound;
    if (!mayBePut(open.situation, fact))
      return redirect(findNextAddress(open.draft, open.recording, open.situation));
    return draw(options, drawQuestion(open, fact, { typed: null, error: null }));
  });
}

function drawQuestion(
  open: Omit<Visit, 'viewer' | 'request' | 'body' | 'service'>,
  fact: Fact,
  said: { typed: string | null; error: string | null },
) {
  const { situation } = open;
  const question = findQuestion(planQuestions(situation, adviseEach(situation)), fact);
  return questionPage.html(
    questionPage.model({
      sheet: describeSheet(open, `q:${fact.id}`),
      question: putQuestion({ situation, question, typed: said.typed, error: said.error }),
      place: situation.facts.findIndex(({ id }) => id === fact.id),
      guidance: situation.councils.flatMap((council) => listGuidance(council, { fact: fact.id })),
    }),
  );
}

type Outcome =
  | { readonly kind: 'unread' }
  | { readonly kind: 'waits'; readonly recording: Recording; readonly situation: Situation }
  | { readonly kind: 'answered'; readonly recording: Recording; readonly situation: Situation }
  | {
      readonly kind: 'wrong';
      readonly recording: Recording;
      readonly situation: Situation;
      readonly fact: Fact;
      readonly typed: string;
      readonly error: string;
    }
  | {
      readonly kind: 'stale';
      readonly situation: Situation;
      readonly recording: Recording;
      readonly fact: Fact;
      readonly answer: string;
    };

/** Takes an answer. It is kept before anything else is shown. */
export async function takeAnswer(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const draft = readId(request.params, 'draft');
  const fields = readFields(request.body);
  if (draft === undefined || fields === undefined) return notFound;
  const { reference } = request;
  const changed = await changeRecording(
    options,
    viewer,
    { draft, reference },
    (recording, situation): { next: Recording | undefined; value: Outcome } => {
      const outcome = judgeAnswer(recording, situation, fields);
      return { next: outcome.kind === 'answered' ? outcome.recording : undefined, value: outcome };
    },
  );
  if (changed === undefined) return showWhatBecame(options, viewer, draft);
  return showOutcome(options, draft, changed.value, fields, request);
}

function judgeAnswer(recording: Recording, situation: Situation, fields: Typed): Outcome {
  const fact = readAsked({ q: fields['q']?.[0] }, situation);
  if (fact === undefined) return { kind: 'unread' };
  if (!mayBePut(situation, fact)) return { kind: 'waits', recording, situation };
  const read = readAnswer(fact, fields);
  if (!read.ok) return { kind: 'wrong', recording, situation, fact, typed: read.typed, error: read.error };
  const place = `q:${fact.id}`;
  const writer = readWriter(fields);
  // Passing over an answered question leaves it as it was.
  const isKept = read.answer === putOff && situation.said.has(fact.id);
  const answer = isKept ? (situation.said.get(fact.id) ?? read.answer) : read.answer;
  if (answer !== situation.said.get(fact.id) && isStale(recording, place, writer)) {
    return { kind: 'stale', recording, situation, fact, answer };
  }
  return {
    kind: 'answered',
    situation,
    recording: signBy(answerQuestion(recording, fact.id, answer), place, writer),
  };
}

async function showOutcome(
  options: RecordingOptions,
  draft: string,
  outcome: Outcome,
  fields: Typed,
  request: RouteRequest,
): Promise<Answer> {
  if (outcome.kind === 'unread') return notFound;
  const { recording, situation } = outcome;
  if (outcome.kind === 'answered' || outcome.kind === 'waits') return redirect(`${beginning}/${draft}`);
  if (outcome.kind === 'wrong') {
    const { typed, error } = outcome;
    const directory = await readDirectory(options, viewerOf(request));
    const open = { options, draft, recording, situation, directory };
    const content = drawQuestion(open, outcome.fact, { typed, error });
    // A half-typed number is no failure of the live update.
    return answerPage(draw(options, content), request.headers['x-live'] === undefined ? 422 : 200);
  }
  return answerPage(draw(options, drawStale(draft, outcome, fields)), 409);
}

function drawStale(
  draft: string,
  { recording, situation, fact, answer }: Outcome & { kind: 'stale' },
  fields: Typed,
) {
  const number = situation.facts.findIndex(({ id }) => id === fact.id);
  const before = recording.writers[`q:${fact.id}`] ?? '';
  return stalePage.html(
    stalePage.model({
      here: addressOfQuestion(draft, number),
      action: `${beginning}/${draft}/question`,
      kept: [labelAnswer(fact, situation.said.get(fact.id))],
      yours: [labelAnswer(fact, answer)],
      fields: { ...fields, before: [before] },
    }),
  );
}

function labelAnswer(fact: Fact, answer: string | undefined): string {
  if (answer === notKnown) return 'I don’t know yet';
  return findValue(fact, answer)?.label ?? 'Left for later';
}
