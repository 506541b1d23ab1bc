import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isEasyToGuess } from './common-password.ts';

const words = ['ada.clerk', 'exampleshire'];

test('the commonest passwords are easy to guess, and so is what is made of them', async () => {
  for (const password of [
    'password12345678',
    'passwordpassword',
    'qwertyuiopasdfgh',
    '123456789012345',
    '1q2w3e4r5t6y7u8i9o',
    'iloveyouiloveyou',
    'Football12345678!',
    'Summer2026Summer2026',
  ])
    assert.ok(await isEasyToGuess(password, words), password);
});

test('so are words of the council, of Rowan and of the account', async () => {
  for (const password of ['rowanrowanrowan', 'Exampleshire2026', 'ada.clerk.ada.clerk', 'RowanCouncil2026'])
    assert.ok(await isEasyToGuess(password, words), password);
});

test('four words that have nothing to do with each other are not, nor is what is long', async () => {
  for (const password of ['lamp orbit quince tandem', 'a long walk by the river', 'x7#k9 q2!mv '.repeat(16)])
    assert.ok(!(await isEasyToGuess(password, words)), password);
});
