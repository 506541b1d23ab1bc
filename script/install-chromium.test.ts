/** Where chromium is looked for. Installing it is not tried here: that would change the machine. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { findChromium, withoutChromium } from './install-chromium.ts';

describe('finding chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  const program = join(folder, 'chromium');
  writeFileSync(program, '', { mode: 0o755 });
  after(() => rmSync(folder, { recursive: true }));

  test('CHROMIUM says where it is', () => {
    assert.equal(findChromium({ CHROMIUM: program, PATH: '' }), program);
  });

  test('without CHROMIUM it is looked for in PATH', () => {
    assert.equal(findChromium({ PATH: `/nowhere:${folder}` }), program);
  });

  test('a CHROMIUM that is not there is not replaced by another in PATH', () => {
    assert.equal(findChromium({ CHROMIUM: '/nowhere/chromium', PATH: folder }), undefined);
  });

  test('a person without it is told in one sentence what to do', () => {
    assert.match(withoutChromium, /CHROMIUM=\/path\/to\/chromium npm test$/);
  });
});
