import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { readProviders } from './providers.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rowan-providers-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));

function write(text: string): string {
  const file = path.join(folder, 'sign-in.yaml');
  fs.writeFileSync(file, text);
  return file;
}

const right = `
- council: exampleshire
  label: Exampleshire Council
  issuer: https://login.example.org/tenant/v2.0
  client-id: 11111111-2222-3333-4444-555555555555
  secret-file: exampleshire.secret
  addresses-are-checked: true
  groups:
    66666666-7777-8888-9999-000000000000: front-door-lead
`;

describe('the settings of the councils’ own sign-ins', () => {
  test('are none where no file is named', () => {
    assert.deepEqual(readProviders(undefined), []);
  });

  test('name a file beside them that holds the secret', () => {
    fs.writeFileSync(path.join(folder, 'exampleshire.secret'), 'from a file\n');
    const [first] = readProviders(write(right));
    assert.equal(first?.secret, 'from a file');
    assert.deepEqual(first?.groups, { '66666666-7777-8888-9999-000000000000': 'front-door-lead' });
  });

  test('stop the start in a sentence that tells no secret', () => {
    const refuse = (text: string, says: RegExp) => assert.throws(() => readProviders(write(text)), says);
    refuse(right.replace('https:', 'http:'), /is not an https address/);
    refuse(right.replace(/ {2}secret-file.*\n/, ''), /at 0/);
    refuse(right.replace('exampleshire.secret', 'lost.secret'), /the secret of exampleshire, cannot be read/);
    refuse(right.replace('label', 'lable'), /at 0/);
    refuse(`${right}  secret: in the open\n`, /at 0/);
  });
});
