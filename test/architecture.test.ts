/** The walls (test/architecture/walls.ts) and the rooms of a slice, read from the real import statements. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { findOutsiders } from '../script/pure-rules.ts';
import { findCycles, findTableBreaches, findWallBreaches } from './architecture/imports.ts';
import {
  findOpenStores,
  findPageBreaches,
  findReadmeBreaches,
  findRouteBreaches,
} from './architecture/rooms.ts';
import { walls } from './architecture/walls.ts';
import { readHouseFiles, root } from './tidy/house.ts';
import { type Breach, readSource, type Source } from './tidy/source.ts';

const sources = readHouseFiles();
const tsc = join(root, 'node_modules', '.bin', 'tsc');

type Find = (source: Source) => Breach[];

function bites(find: Find, path: string, text: string, says: RegExp): void {
  const messages = find(readSource(path, text)).map(({ message }) => message);
  assert.ok(
    messages.some((message) => says.test(message)),
    `${path}: ${text} gave: ${messages.join(' | ') || 'nothing'}`,
  );
}

function passes(find: Find, path: string, text: string): void {
  assert.deepEqual(find(readSource(path, text)), [], `${path}: ${text}`);
}

function keeps(find: Find): void {
  const breaches = sources.flatMap((source) =>
    find(source).map(({ line, message }) => `${source.path}:${line} ${message}`),
  );
  assert.ok(breaches.length === 0, `\n${breaches.join('\n')}`);
}

describe('walls between slices', () => {
  const find = findWallBreaches;

  test('planted breaches are seen, and the message teaches', () => {
    const marac = "import { listCase } from '../marac/index.ts';";
    bites(find, 'src/cases/case.actions.ts', marac, /cases may import platform, .* Turn the need round/);
    bites(
      find,
      'src/cases/case.actions.ts',
      "export type { Row } from '../people/person.store.ts';",
      /front door, src\/people\/index/,
    );
    bites(find, 'src/cases/a.ts', "const people = await import('../people/person.store.ts');", /front door/);
    bites(
      find,
      'src/perpetrators/a.ts',
      "import { readCase } from '../cases/index.ts';",
      /perpetrators → cases/,
    );
    bites(
      find,
      'src/cases/a.ts',
      "import { count } from '../statistics/index.ts';",
      /an edge, which nobody imports/,
    );
    bites(find, 'src/cases/a.test.ts', "import { count } from '../statistics/index.ts';", /an edge/);
    bites(
      find,
      'src/platform/clock.ts',
      "import { openCase } from '../cases/index.ts';",
      /platform may import no slice/,
    );
    bites(
      find,
      'src/parking/a.ts',
      "import { now } from '../platform/clock.ts';",
      /parking\/ has no row in the table of walls/,
    );
    bites(find, 'src/cases/a.ts', "import { start } from '../app.ts';", /no slice imports it/);
    bites(find, 'src/app.ts', "import { readCase } from './cases/case.store.ts';", /front door/);
    bites(
      find,
      'src/cases/a.ts',
      "import { draw } from '../platform/html/components/tag.ts';",
      /<part>\/index/,
    );
    bites(
      find,
      'src/cases/a.ts',
      "import { cast } from '../../test/cast.ts';",
      /only tests and scripts have/,
    );
    bites(find, 'src/cases/case.store.ts', "import pg from 'pg';", /a transaction knows its viewer/);
  });

  test('the pathway knows no database and no server, and its engine nothing at all', () => {
    bites(find, 'src/pathway/packs/a.ts', "import { sql } from 'kysely';", /no database and no server/);
    bites(
      find,
      'src/pathway/packs/a.ts',
      "import { open } from '../../platform/database/index.ts';",
      /no database/,
    );
    bites(
      find,
      'src/pathway/index.ts',
      "export { open } from '../platform/http/index.ts';",
      /pass in what it needs/,
    );
    bites(find, 'src/pathway/engine/a.ts', "import { parse } from 'yaml';", /depends on the facts alone/);
    bites(
      find,
      'src/pathway/engine/a.ts',
      "import { load } from '../packs/load-pack.ts';",
      /the engine is pure/,
    );
    bites(
      find,
      'src/pathway/packs/a.ts',
      "import { prove } from '../proofs/prove.ts';",
      /packs may import engine/,
    );
    bites(find, 'src/cases/case.rules.ts', "import { z } from 'zod';", /rules are pure/);
  });

  test('what is allowed is left alone', () => {
    passes(
      find,
      'src/marac/a.ts',
      "import { readCase } from '../cases/index.ts';\nimport { x } from './b.ts';",
    );
    passes(find, 'src/cases/closing/a.ts', "import { x } from '../case.store.ts';");
    passes(find, 'src/cases/a.ts', "import { html } from '../platform/html/index.ts';");
    passes(find, 'src/cases/a.rules.ts', "import type { Facts } from '../pathway/engine/index.ts';");
    passes(find, 'src/app.ts', "import { routes } from './statistics/index.ts';");
    passes(
      find,
      'src/cases/a.test.ts',
      "import { cast } from '../../test/cast.ts';\nimport { app } from '../app.ts';",
    );
    passes(
      find,
      'src/pathway/packs/a.ts',
      "import { parse } from 'yaml';\nimport { judge } from '../engine/index.ts';",
    );
  });

  test('a row of the table names only rows above it, so there is no cycle of slices', () => {
    assert.deepEqual(findTableBreaches(walls), []);
    const planted = [
      { slice: 'cases', mayImport: ['marac'] },
      { slice: 'marac', mayImport: ['cases'] },
    ];
    assert.match(findTableBreaches(planted)[0] ?? '', /cases may import marac, .* a cycle/);
  });

  test('files do not import each other in a ring', () => {
    const a = readSource('src/cases/a.ts', "import { b } from './b.ts';");
    const b = readSource('src/cases/b.ts', "import { a } from './a.ts';");
    const typed = readSource('src/cases/b.ts', "import type { A } from './a.ts';");
    assert.deepEqual(findCycles([a, b]), ['src/cases/a.ts → src/cases/b.ts → src/cases/a.ts']);
    assert.deepEqual(findCycles([a, typed]), []);
    assert.deepEqual(findCycles(sources), []);
  });

  test('the house keeps them', () => keeps(find));
});

describe('the rooms of a slice', () => {
  test('every slice has a README.md with the five headings', () => {
    const code = readSource('src/cases/case.rules.ts', 'export {};');
    const short = readSource('src/cases/README.md', '# Cases\n\n## What this is\n\n## Its words\n');
    assert.match(findReadmeBreaches([code])[0] ?? '', /src\/cases\/README\.md is missing/);
    assert.equal(findReadmeBreaches([code, short]).length, 3);
    assert.match(findReadmeBreaches([code, short])[0] ?? '', /lacks the heading "## What it never does"/);
    assert.deepEqual(findReadmeBreaches(sources), []);
  });

  test('every page exports model, html and examples, and reads no database', () => {
    const page = 'src/cases/case-list.page.ts';
    const whole =
      'export function model() {}\nfunction draw() {}\nexport { draw as html };\nexport const examples = {};';
    bites(findPageBreaches, page, 'export function model() {}', /"html" is missing/);
    bites(findPageBreaches, page, `import { list } from './case.store.ts';\n${whole}`, /a page is pure/);
    passes(findPageBreaches, page, `import type { Row } from './case.store.ts';\n${whole}`);
    keeps(findPageBreaches);
  });

  test('every route has an access rule and an audit name', () => {
    const routes = 'src/cases/case.routes.ts';
    const bare = "export const routes = [{ method: 'GET', path: '/cases', handle }];";
    const whole =
      "export const routes = [{ method: 'GET', path: '/cases', access, audit: 'case.listed', handle }];";
    bites(findRouteBreaches, routes, bare, /a route without access/);
    bites(findRouteBreaches, routes, bare, /a route without audit/);
    const joined = "const route = { method: 'GET', path: '/cases', access, audit: `case.${verb}` };";
    bites(findRouteBreaches, 'src/app.ts', joined, /cannot be searched for/);
    bites(findRouteBreaches, routes, 'app.get("/cases", handle);', /no route was found/);
    passes(findRouteBreaches, routes, whole);
    keeps(findRouteBreaches);
  });

  test('no front door shows a store', () => {
    bites(
      findOpenStores,
      'src/cases/index.ts',
      "export { readCase } from './case.store.ts';",
      /show an action/,
    );
    passes(findOpenStores, 'src/cases/index.ts', "export type { CaseRow } from './case.store.ts';");
    keeps(findOpenStores);
  });
});

/** Not proved here: Date.now and Math.random, which every library has; test/tidy/banned.ts holds those. */
describe('rules and the engine reach no file, clock or network', () => {
  mkdirSync(join(root, 'test-output'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test-output', 'pure-'));
  after(() => rmSync(folder, { recursive: true }));

  test('a planted process, timer, fetch or console does not compile', () => {
    for (const word of [
      'process.env',
      'setTimeout(() => {}, 1)',
      'fetch',
      'console.log()',
      'document',
      'performance',
    ]) {
      const { status, output } = check(`export const planted = ${word};\n`);
      assert.notEqual(status, 0, `${word} compiled: ${output}`);
    }
    assert.equal(check('export const sum = (a: number): number => a + 1;\n').status, 0);
  });

  test('a package that brings the types of Node with it is listed as an outsider', () => {
    const planted =
      "import type { Pool } from 'pg';\nexport const leak = (pool: Pool) => [pool, process.env];\n";
    assert.equal(check(planted).status, 0, 'TypeScript now refuses it by itself: this test may go');
    assert.match(findOutsiders(list(folder)).join('\n'), /@types\/(node|pg)\//);
  });

  test('the house keeps it', () => {
    assert.deepEqual(findOutsiders(list(root)), []);
  });

  function check(text: string): { status: number | null; output: string } {
    mkdirSync(join(folder, 'src', 'cases'), { recursive: true });
    writeFileSync(join(folder, 'src', 'cases', 'planted.rules.ts'), text);
    writeFileSync(join(folder, 'tsconfig.rules.json'), JSON.stringify(plantedConfig));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const done = spawnSync(tsc, ['-p', join(folder, 'tsconfig.rules.json')], { encoding: 'utf8' });
    return { status: done.status, output: done.stdout };
  }

  function list(place: string): string {
    const words = ['-p', join(place, 'tsconfig.rules.json'), '--listFilesOnly'];
    return execFileSync(tsc, words, { encoding: 'utf8' });
  }
});

const plantedConfig = { extends: '../../tsconfig.rules.json', include: ['src/**/*.rules.ts'] };
