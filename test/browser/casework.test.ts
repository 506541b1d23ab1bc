/** Frankie takes a concern up, Hana works on it, by keyboard: on a phone without script, and at a desk. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { recordConcern } from '../casework/concern.ts';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { press, signIn } from './casework-steps.ts';
import { findBarriers, keepPicture, type Look, measureOverflow, type Shown } from './harness.ts';

let desk: Desk;
let address: string;
before(async () => {
  desk = await openDesk();
  address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
});
after(() => desk.stop());

const disclosure = { situation: 'disclosure', service: 'general', safeToTalk: 'yes', dash: 'high' };

/** Axe is a script itself: where a look has none only the picture is kept, and the gallery stands in. */
async function judge({ page, complaints }: Shown, look: Look, picture: string): Promise<void> {
  await keepPicture(page, picture);
  if (look.script === false) return;
  assert.deepEqual(await findBarriers(page), [], picture);
  assert.equal(await measureOverflow(page), 0, picture);
  assert.deepEqual(complaints, [], picture);
}

const looks: readonly (Look & { readonly name: string })[] = [
  { name: 'phone-without-script', width: 320, script: false },
  { name: 'desk', width: 1280 },
];

for (const look of looks) {
  test(`a concern becomes a case with a note and a task done: ${look.name}`, async () => {
    const caseId = await recordConcern(desk.scene, desk.scene.staff.mo, disclosure);
    const frankie = await signIn(address, 'frankie', look);
    await frankie.page.goto(`${address}/work/unclaimed`);
    await judge(frankie, look, `casework-unclaimed-${look.name}`);
    await frankie.page.goto(`${address}/cases/${caseId}`);
    await press(frankie.page, 'button', 'Take it up, ask back or hand it on');
    await frankie.page.getByLabel('Who leads the case').selectOption({ label: 'Hana Weiss' });
    await press(frankie.page, 'button', 'Take it up and open the case');
    await frankie.page.waitForURL(`${address}/cases/${caseId}`);
    assert.match(await frankie.page.title(), /^Case \d{6} – Rowan$/);
    await frankie.close();

    const hana = await signIn(address, 'hana', look);
    await hana.page.goto(`${address}/cases/${caseId}`);
    await judge(hana, look, `casework-case-${look.name}`);
    await press(hana.page, 'button', 'Write a note');
    await hana.page.getByLabel('Write a note').focus();
    await hana.page.keyboard.type('She said she would like to talk on Tuesday.');
    await press(hana.page, 'button', 'Save the note');
    assert.match((await hana.page.textContent('main')) ?? '', /talk on Tuesday/);
    await judge(hana, look, `casework-notes-${look.name}`);
    await press(hana.page, 'link', 'Overview');
    await press(hana.page, 'link', 'Report to the safeguarding lead');
    await press(hana.page, 'button', 'Take this on myself');
    await press(hana.page, 'button', 'Tick as done');
    assert.match((await hana.page.textContent('main')) ?? '', /ticked it as done/);
    await judge(hana, look, `casework-task-${look.name}`);
    await hana.close();
  });
}
