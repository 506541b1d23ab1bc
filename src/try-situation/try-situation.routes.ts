import type { Way } from '../advice/index.ts';
import { makeCouncils } from '../advice/index.ts';
import {
  beginSituation,
  type Council,
  moveTo,
  readForCouncil,
  type Situation,
} from '../advice/situation.rules.ts';
import type { LoadedPolicies } from '../pathway/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type Html, type PageContent, type PageFrame, page } from '../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  openToAll,
  type Route,
  type RouteRequest,
  redirect,
} from '../platform/http/index.ts';
import { addressOf, pages } from './addresses.rules.ts';
import * as chartPage from './chart.page.ts';
import * as councilsPage from './councils.page.ts';
import * as questionsPage from './question/questions.page.ts';
import * as situationPage from './situation.page.ts';
import { readAddress, readAnswer, readAnswers, readCouncils, type Unread } from './try-situation.forms.ts';
import * as unreadPage from './unread.page.ts';

export interface TrySituationOptions {
  readonly policies: LoadedPolicies;
  readonly clock: Clock;
  readonly frame: PageFrame;
}

const access = openToAll('a council’s policy is public, and these pages show no person');
const audit = none('no person is shown, and nothing that is answered is kept');

/** The pages on which a situation is tried; nothing of it is kept. */
export function trySituationRoutes({ policies, clock, frame }: TrySituationOptions): Route[] {
  const listInForce = makeCouncils(policies, clock);
  const draw = (content: PageContent): Html => page({ ...frame, ...content });
  const show =
    (answer: (request: RouteRequest, inForce: readonly Council[], draw: Draw) => Answer | Promise<Answer>) =>
    (request: RouteRequest): Answer | Promise<Answer> =>
      answer(request, listInForce(), draw);
  return [
    defineRoute({ method: 'GET', path: pages.situation, access, audit, handler: show(showSituation) }),
    defineRoute({ method: 'POST', path: pages.situation, access, audit, handler: show(takeAnswer) }),
    defineRoute({ method: 'GET', path: pages.councils, access, audit, handler: show(showCouncils) }),
    defineRoute({ method: 'POST', path: pages.councils, access, audit, handler: show(takeCouncils) }),
    defineRoute({ method: 'GET', path: pages.questions, access, audit, handler: show(showQuestions) }),
    defineRoute({ method: 'POST', path: pages.questions, access, audit, handler: show(takeAnswers) }),
    defineRoute({ method: 'GET', path: pages.chart, access, audit, handler: show(showChart) }),
  ];
}

type Draw = (content: PageContent) => Html;

async function showSituation(
  request: RouteRequest,
  inForce: readonly Council[],
  draw: Draw,
): Promise<Answer> {
  const address = readAddress(request.query, inForce);
  if (address.kind === 'unread') return refuse(address, draw);
  if (address.kind === 'empty') {
    return draw(councilsPage.html(councilsPage.model({ inForce, back: '/' })));
  }
  return draw(await drawSituation(address));
}

async function takeAnswer(request: RouteRequest, inForce: readonly Council[], draw: Draw): Promise<Answer> {
  const answer = readAnswer(request.body, inForce);
  if (answer.kind === 'unread') return refuse(answer, draw);
  if (answer.kind === 'answered') return redirect(addressOf(answer.situation));
  return answerPage(draw(await drawSituation(answer)), statusOfError(request));
}

async function drawSituation(needs: situationPage.SituationNeeds): Promise<PageContent> {
  const { situation } = needs;
  const ways = situation.showsChart ? await drawWays(situation) : undefined;
  return situationPage.html(situationPage.model({ ...needs, ways }));
}

function drawWays(situation: Situation): Promise<Way[]> {
  return Promise.all(
    situation.councils.map(async (council) => ({
      council: council.name,
      ...(await council.draw(readForCouncil(situation, council))),
    })),
  );
}

/** A half-typed number is no failure of the live update: what to do now stays as it was. */
function statusOfError({ headers }: RouteRequest): number {
  return headers['x-live'] === undefined ? 422 : 200;
}

function showCouncils(request: RouteRequest, inForce: readonly Council[], draw: Draw): Answer {
  const address = readAddress(request.query, inForce);
  if (address.kind === 'unread') return refuse(address, draw);
  if (address.kind === 'empty') return redirect(pages.situation);
  const { situation } = address;
  const back = situation.said.size === 0 ? '/' : addressOf(situation);
  return draw(councilsPage.html(councilsPage.model({ inForce, situation, back })));
}

function takeCouncils(request: RouteRequest, inForce: readonly Council[], draw: Draw): Answer {
  const read = readCouncils(request.body, inForce);
  if (read.kind === 'unread') return refuse(read, draw);
  const { situation } = read;
  const back = situation === undefined ? '/' : addressOf(situation);
  if (read.kind === 'wrong') {
    return answerPage(draw(councilsPage.html(councilsPage.model({ ...read, inForce, back }))), 422);
  }
  if (situation === undefined) return redirect(addressOf(beginSituation(read.councils)));
  const { moved, lost } = moveTo(situation, read.councils);
  if (lost.length === 0) return redirect(addressOf(moved));
  const questions = lost.map(({ question }) => question);
  const notice = { questions, onwards: addressOf(moved) };
  return draw(councilsPage.html(councilsPage.model({ inForce, situation, back, lost: notice })));
}

function showQuestions(request: RouteRequest, inForce: readonly Council[], draw: Draw): Answer {
  const address = readAddress(request.query, inForce);
  if (address.kind === 'unread') return refuse(address, draw);
  if (address.kind === 'empty') return redirect(pages.situation);
  return draw(questionsPage.html(questionsPage.model(address.situation)));
}

function takeAnswers(request: RouteRequest, inForce: readonly Council[], draw: Draw): Answer {
  const read = readAnswers(request.body, inForce);
  return read.kind === 'unread' ? refuse(read, draw) : redirect(addressOf(read.situation));
}

async function showChart(request: RouteRequest, inForce: readonly Council[], draw: Draw): Promise<Answer> {
  const address = readAddress(request.query, inForce);
  if (address.kind === 'unread') return refuse(address, draw);
  if (address.kind === 'empty') return redirect(pages.situation);
  return draw(chartPage.html(chartPage.model(address.situation, await drawWays(address.situation))));
}

/** 410 where the address was once right; 400 where it never was. */
function refuse({ why }: Unread, draw: Draw): Answer {
  return answerPage(draw(unreadPage.html(unreadPage.model(why))), why === 'outdated' ? 410 : 400);
}
