/**
 * The five starts of both councils, from the sign-in to whoever receives the concern, over a Rowan that was
 * started as `npm start` starts it; and what is left when it is killed on the way. Together they come by
 * each start at each council, and by each way of working at three starts at least; the product of all is
 * not tried.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type LoadedPolicy, loadPolicies } from '../../src/pathway/index.ts';
import { addressOf, ask, type Rowan, start } from '../start-up/rowan.ts';
import { makeStartedFolder } from '../started-folder.ts';
import { findBarriers, keepPicture, type Look, measureOverflow, openAddress, openDoomed } from './harness.ts';
import { choose, goRound, press, tabTo } from './keyboard.ts';

const data = await makeStartedFolder();
const settings = { ROWAN_DATA: data, DEMONSTRATION: 'staff' };
const PASSWORD = 'rowan berries in october';
const PATIENCE_MS = 30_000;
const HELD_BACK = 'For them to say';
const PHONE_HEIGHT = 640;
const { policies: packs } = loadPolicies();
type Beside = LoadedPolicy['handbook']['guidance'][number]['for'][number];

let rowan: Rowan;
before(async () => {
  rowan = await start(settings);
});
after(async () => {
  await rowan?.stop();
  fs.rmSync(data, { recursive: true, force: true });
});

/** How somebody works: with the Tab key alone, or by pointing. */
interface Hand {
  press(page: Page, words: string): Promise<void>;
  choose(page: Page, answer: string): Promise<void>;
  type(page: Page, label: string, words: string): Promise<void>;
  tick(page: Page, words: string): Promise<void>;
}

const byKeyboard: Hand = {
  press,
  choose,
  type: async (page, label, words) => {
    await tabTo(page, label);
    await page.keyboard.type(words);
  },
  tick: async (page, words) => {
    await tabTo(page, words);
    await page.keyboard.press('Space');
  },
};

const byPointing: Hand = {
  press: async (page, words) => {
    const loaded = page.waitForEvent('load');
    await page.locator('a, button', { hasText: words }).first().click();
    await loaded;
  },
  choose: (page, answer) => page.getByRole('radio', { name: answer, exact: true }).check(),
  type: (page, label, words) => page.getByLabel(label).first().fill(words),
  tick: (page, words) => page.getByLabel(words).first().check(),
};

async function signIn(page: Page, name: string, hand: Hand = byPointing): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await hand.type(page, 'Sign-in name', name);
  await hand.type(page, 'Password', PASSWORD);
  await hand.press(page, 'Sign in');
  assert.equal(await page.textContent('h1'), 'What has happened?');
}

interface Journey {
  readonly start: string;
  readonly council: 'ashfield' | 'mansfield';
  readonly who: string;
  readonly by: 'keyboard' | 'pointing';
  readonly look: Look;
  /** What is answered, by the question's words; everything else is passed. */
  readonly answers: readonly (readonly [question: RegExp, answer: string])[];
  readonly saves: 'Save, and send it on' | 'Save, and open the case';
}

const phone: Look = { width: 320 };
const desk: Look = { width: 1280 };
const plainPhone: Look = { width: 320, script: false };
const plainDesk: Look = { width: 1280, script: false };
const notInDanger = [/in danger right now/, 'No'] as const;
const told = [/What has happened/, 'They told me about abuse'] as const;
const mayTalk = [/safe to talk/, 'Yes'] as const;

const sendsOn = { saves: 'Save, and send it on' } as const;
const journeys: readonly Journey[] = [
  {
    ...{ start: 'Somebody is in danger now', council: 'mansfield', who: 'staff-1' },
    ...{ by: 'keyboard', look: phone, answers: [told], ...sendsOn },
  },
  {
    ...{ start: 'Somebody is in danger now', council: 'ashfield', who: 'anti-social-behaviour-1' },
    ...{ by: 'pointing', look: plainDesk, answers: [told, mayTalk], ...sendsOn },
  },
  {
    ...{ start: 'Someone told me', council: 'mansfield', who: 'housing-1', by: 'keyboard', look: desk },
    ...{ answers: [told, notInDanger, mayTalk], saves: 'Save, and open the case' },
  },
  {
    ...{ start: 'Someone told me', council: 'ashfield', who: 'staff-1', by: 'pointing', look: plainPhone },
    ...{ answers: [[/What has happened/, 'Somebody else told me'], notInDanger], ...sendsOn },
  },
  {
    ...{ start: 'I noticed something', council: 'mansfield', who: 'staff-2', by: 'pointing', look: phone },
    ...{ answers: [notInDanger], ...sendsOn },
  },
  {
    ...{
      start: 'I noticed something',
      council: 'ashfield',
      who: 'housing-1',
      by: 'keyboard',
      look: plainDesk,
    },
    ...{ answers: [notInDanger, mayTalk], ...sendsOn },
  },
  {
    ...{ start: 'Someone is asking about a customer', council: 'mansfield', who: 'homelessness-1' },
    ...{ by: 'keyboard', look: plainPhone, answers: [notInDanger], ...sendsOn },
  },
  {
    ...{ start: 'Someone is asking about a customer', council: 'ashfield', who: 'staff-2' },
    ...{ by: 'pointing', look: desk, answers: [notInDanger], ...sendsOn },
  },
  {
    ...{ start: 'I am working with a person using abuse', council: 'mansfield', who: 'housing-2' },
    ...{ by: 'pointing', look: plainPhone, answers: [notInDanger], ...sendsOn },
  },
  {
    ...{ start: 'I am working with a person using abuse', council: 'ashfield', who: 'homelessness-1' },
    ...{ by: 'keyboard', look: desk, answers: [notInDanger], ...sendsOn },
  },
];

const hands = { keyboard: byKeyboard, pointing: byPointing };
const WORDS = 'She said: “He has my phone.”';

describe('from the start to whoever receives it', () => {
  for (const journey of journeys) {
    const { start: begins, council, who, by, look } = journey;
    const how = `${by}, ${look.width} px${look.script === false ? ', without script' : ''}`;
    test(`${begins}: ${who}.${council}, ${how}`, async () => {
      const { page, complaints, close } = await openAddress(`${rowan.url()}/sign-in`, look);
      const hand = hands[by];
      await signIn(page, `${who}.${council}`, hand);
      await hand.press(page, begins);
      await recordTo(page, hand, journey);
      const reference = await save(page, hand, journey);
      assert.deepEqual(complaints, []);
      await close();
      await findAsReceiver(journey, reference);
    });
  }
});

/** Goes page by page, as Rowan leads, until the note is written. */
async function recordTo(page: Page, hand: Hand, journey: Journey): Promise<void> {
  const { answers, council } = journey;
  const neverAsked = listVolunteered(council);
  let maySay = false;
  for (let pages = 0; pages < 30; pages += 1) {
    const heading = await lookAtPage(page, journey);
    if (pages === 0) await openWhatToDo(page, journey);
    for (const question of neverAsked) assert.ok(!heading.includes(question), `asks “${question}”`);
    if (!maySay) assert.doesNotMatch(heading, new RegExp(HELD_BACK), 'it waits until it is safe to talk');
    if (heading.includes('What happened, and what was said?')) {
      await hand.type(page, 'What happened, and what was said?', WORDS);
      return hand.press(page, 'Continue');
    }
    const [, answer] = answers.find(([question]) => question.test(heading)) ?? [];
    // It changes while one answers, where there is script.
    const before = await readWhatToDo(page);
    if (answer !== undefined) await hand.choose(page, answer);
    else if (heading.includes('What did you notice?')) await hand.tick(page, await readFirstSign(page));
    else if (heading.includes('Who is it about?')) await hand.type(page, 'How you', 'the woman in flat 4');
    else {
      await hand.press(page, 'Skip for now');
      continue;
    }
    if (/safe to talk/.test(heading)) {
      maySay = answer === 'Yes';
      assert.ok(await showsGuidance(page, council, { fact: 'safeToTalk' }), 'how to ask is not said');
    }
    await hand.press(page, 'Continue');
    if (changing.includes(String(answer))) assert.notEqual(await readWhatToDo(page), before, heading);
  }
  assert.fail('the note is not asked for');
}

const readFirstSign = async (page: Page) =>
  String(await page.locator('.govuk-checkboxes__label').first().textContent()).trim();

/** Answers that bring other steps, at either council. */
const changing = [told[1], 'Yes'];
const readWhatToDo = async (page: Page) => String(await page.textContent('#what-now')).replace(/\s+/g, ' ');

/** What people only volunteer is never asked of them. */
function listVolunteered(council: Journey['council']): readonly string[] {
  const { policy } = findPack(council);
  return policy.facts.flatMap(({ asked, question }) => (asked === 'volunteered' ? [question] : []));
}

async function showsGuidance(page: Page, council: Journey['council'], beside: Beside): Promise<boolean> {
  const found = findPack(council).handbook.guidance.filter((item) =>
    item.for.some((place) => JSON.stringify(place) === JSON.stringify(beside)),
  );
  assert.ok(found.length > 0, `${council} says nothing beside ${JSON.stringify(beside)}`);
  const text = String(await page.textContent('main'));
  return found.every(({ title }) => text.includes(title));
}

function findPack(council: Journey['council']): LoadedPolicy {
  const pack = packs.find((each) => each.council === council);
  assert.ok(pack);
  return pack;
}

/** On a phone a bar that opens, with and without script; at a desk it stands beside. */
async function openWhatToDo(page: Page, { look, by }: Journey): Promise<void> {
  const list = page.locator('#what-now');
  if (look.width !== 320) return assert.ok(await list.isVisible());
  const openOrClose = () =>
    by === 'keyboard' ? page.keyboard.press('Enter') : page.locator('.rowan-now__bar').click();
  assert.ok(!(await list.isVisible()));
  if (by === 'keyboard') await tabTo(page, 'What to do now');
  await openOrClose();
  assert.ok(await list.isVisible());
  await openOrClose();
  assert.ok(!(await list.isVisible()));
}

/** What stands on every page of a recording. */
async function lookAtPage(page: Page, journey: Journey): Promise<string> {
  const heading = String(await page.textContent('h1')).replace(/\s+/g, ' ');
  assert.doesNotMatch(await page.title(), /abuse|danger|perpetrator|survivor/i);
  assert.equal(await measureOverflow(page), 0, heading);
  for (const needed of ['header a[href="tel:999"]', 'header form[data-leave] button']) {
    const box = await page.locator(needed).boundingBox();
    assert.ok(box !== null && box.y < 120 && box.height >= 44, `${needed}, ${heading}`);
  }
  if (journey.look.width === 320) {
    const bar = await page.locator('.rowan-now__bar').boundingBox();
    assert.ok(bar !== null && bar.y + bar.height <= PHONE_HEIGHT, `what to do is out of sight, ${heading}`);
  }
  assert.ok((await page.locator('#what-now li').count()) > 0, `what to do now, ${heading}`);
  await page.getByRole('button', { name: 'Skip for now' }).waitFor();
  await lookOnce(page, journey);
  return heading;
}

const lookedAt = new Set<string>();

/** Each kind of page once at each width: round it by Tab, and all that axe finds. */
async function lookOnce(page: Page, { look, by }: Journey): Promise<void> {
  const [kind = ''] = /[a-z]+$/.exec(new URL(page.url()).pathname) ?? [];
  const name = `${kind} ${look.width}`;
  if (by !== 'keyboard' || look.script === false || lookedAt.has(name)) return;
  lookedAt.add(name);
  // On a phone the ways to other pages stand below Call 999 in the head, and come before it.
  if (kind !== 'saved' || look.width !== 320) await goRound(page);
  // So high that nothing lies under the bar: what can be reached by scrolling is not hidden by it.
  await page.setViewportSize({ width: look.width ?? 1280, height: 4000 });
  assert.deepEqual(await findBarriers(page), [], name);
  await page.setViewportSize({ width: look.width ?? 1280, height: look.width === 320 ? PHONE_HEIGHT : 900 });
}

async function save(page: Page, hand: Hand, journey: Journey): Promise<string> {
  const { look, saves, council, answers } = journey;
  if (!page.url().endsWith('/result')) await hand.press(page, 'Go to the whole list');
  assert.equal(await measureOverflow(page), 0);
  await keepPicture(page, `journey-result-${council}-${look.width}`);
  if (answers.includes(mayTalk) && answers.includes(told)) {
    assert.ok(await showsGuidance(page, council, { action: 'explain-confidentiality' }), 'confidentiality');
    assert.match(String(await page.textContent('main')), /\d nevers, and why/);
  }
  await lookOnce(page, journey);
  await hand.tick(page, 'Done: Record what was said and done');
  // The box stands below the button, and the Tab key goes round.
  await hand.press(page, saves);
  assert.match(String(await page.textContent('h1')), /Saved/);
  assert.equal(await measureOverflow(page), 0);
  await lookOnce(page, journey);
  await keepPicture(page, `journey-saved-${council}-${look.width}`);
  return String(/\d{6}/.exec(String(await page.textContent('.govuk-panel')))?.[0]);
}

/** Whoever receives concerns finds it, as nobody's work yet; a case stands with whoever opened it. */
async function findAsReceiver({ council, who, saves }: Journey, reference: string): Promise<void> {
  const opens = saves === 'Save, and open the case';
  const page = await openAs(`${opens ? who : 'lead'}.${council}`);
  await page.goto(`${rowan.url()}/work${opens ? '' : '/unclaimed'}`);
  const row = page.getByRole('link', { name: new RegExp(reference) }).first();
  await row.click();
  await page.waitForLoadState();
  if (page.url().includes('/tasks/')) await page.locator('a[href^="/cases/"]').first().click();
  assert.match(String(await page.textContent('h1')), new RegExp(reference));
  await page.getByRole('link', { name: 'Notes' }).click();
  const notes = String(await page.textContent('main'));
  assert.match(notes, new RegExp(WORDS));
  assert.match(notes, /Done already: Record what was said and done/);
}

const signedIn = new Map<string, Promise<Page>>();

/** One window for each of those who receive, for all journeys. */
function openAs(name: string): Promise<Page> {
  const open = async () => {
    const { page } = await openAddress(`${rowan.url()}/sign-in`, desk);
    await signIn(page, name);
    return page;
  };
  const page = signedIn.get(name) ?? open();
  signedIn.set(name, page);
  return page;
}

describe('killed on the way', () => {
  const TYPED = 'He took her phone on Friday. 4:55, at the desk.';

  test('the browser, then the server: what was typed is there, and it becomes one record', async () => {
    const doomed = await openDoomed(`${rowan.url()}/sign-in`);
    await signIn(doomed.page, 'staff-1.mansfield');
    const before = await countRecords();
    await byPointing.press(doomed.page, 'I noticed something');
    const draft = /[0-9a-f-]{36}/.exec(doomed.page.url())?.[0];
    await doomed.page.goto(`${rowan.url()}/concerns/new/${draft}/note`);
    await typeUntilSaved(doomed.page, TYPED.slice(0, 28));
    await doomed.kill();

    const again = await openAddress(`${rowan.url()}/sign-in`, phone);
    await signIn(again.page, 'staff-1.mansfield');
    await byPointing.press(again.page, 'Go on');
    await again.page.goto(`${rowan.url()}/concerns/new/${draft}/note`);
    assert.equal(await again.page.inputValue('#words'), TYPED.slice(0, 28));
    await typeUntilSaved(again.page, TYPED.slice(28));
    await rowan.stop('SIGKILL');
    await again.page.locator('#words').pressSequentially(' More.');
    await again.page.locator('[data-keep-status]', { hasText: 'Not saved' }).waitFor();
    await again.close();

    rowan = await start(settings);
    const last = await openAddress(`${rowan.url()}/sign-in`, phone);
    await signIn(last.page, 'staff-1.mansfield');
    await byPointing.press(last.page, 'Go on');
    await last.page.goto(`${rowan.url()}/concerns/new/${draft}/note`);
    assert.equal(await last.page.inputValue('#words'), TYPED);
    await byPointing.press(last.page, 'Continue');
    await byPointing.press(last.page, 'Go to the whole list');
    await byPointing.press(last.page, 'Save, and send it on');
    assert.match(String(await last.page.textContent('h1')), /Saved/);
    assert.equal((await countRecords()) - before, 1);
    await last.page.goto(`${rowan.url()}/`);
    assert.equal(await last.page.getByRole('button', { name: 'Go on' }).count(), 0);
    await last.close();
  });
});

async function typeUntilSaved(page: Page, words: string): Promise<void> {
  await page.locator('#words').press('Control+End');
  await page.locator('#words').pressSequentially(words);
  await page.locator('[data-keep-status]', { hasText: /^Saved/ }).waitFor();
}

async function countRecords(): Promise<number> {
  const [row] = await ask<{ count: number }>(
    addressOf(data, 'rowan_administrator'),
    'select count(*)::int as count from rowan.case_record',
  );
  return row?.count ?? 0;
}
