import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildScript, buildStyles } from '../../../../script/build-assets.ts';
import { assets, icon, script, styles } from './index.ts';

const OUT_OF_STEP =
  'The sources have changed since: run node script/build-assets.ts, and commit what it writes.';

test('the style sheet in the repository is what its sources make', () => {
  assert.ok(styles.bytes.equals(Buffer.from(buildStyles())), OUT_OF_STEP);
});

test('the script in the repository is what its sources make', async () => {
  assert.ok(script.bytes.equals(Buffer.from(await buildScript())), OUT_OF_STEP);
});

test('a phone on a slow line loads no more than 25 kB of styles and 20 kB of script', () => {
  assert.ok(gzipSync(styles.bytes).length < 25_000, 'the style sheet has outgrown its budget');
  assert.ok(gzipSync(script.bytes).length < 20_000, 'the script has outgrown its budget');
});

test('nothing is asked of a third party: no font, no picture, no other address', () => {
  assert.doesNotMatch(styles.bytes.toString(), /@font-face|@import|url\((?!["']?data:)/);
  assert.doesNotMatch(script.bytes.toString(), /https?:\/\//);
  assert.doesNotMatch(icon.bytes.toString(), /href|@import|url\(/);
});

test('an address changes with what is in the file, so that a browser may keep it for ever', () => {
  for (const { address } of assets) assert.match(address, /^\/assets\/[a-z]+-[0-9a-f]{16}\.(css|js|svg)$/);
});
