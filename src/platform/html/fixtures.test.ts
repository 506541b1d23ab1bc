import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { normaliseHtml } from '../../../test/gallery/normalise-html.ts';
import * as content from './content/index.ts';
import * as fields from './fields/index.ts';
import * as links from './links/index.ts';
import * as messages from './messages/index.ts';
import { trustMarkup } from './template.ts';

// Proves that our components draw what govuk-frontend draws: every fixture that it publishes for every
// component in use. It does not prove what the components look like; test/gallery does that.

interface Fixture {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly html: string;
}

const require = createRequire(import.meta.url);

const readFixtures = (component: string): readonly Fixture[] => {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`);
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8')) as { fixtures: readonly Fixture[] };
  assert.ok(fixtures.length > 0, `govuk-frontend published no fixtures for ${component}`);
  return fixtures;
};

/** Fixtures give markup as bare strings under names that end in "html"; ours want it vouched for. */
const vouchForMarkup = (value: unknown, name = ''): unknown => {
  if (typeof value === 'string' && /html$/i.test(name)) return trustMarkup(value);
  if (Array.isArray(value)) return value.map((entry) => vouchForMarkup(entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, vouchForMarkup(entry, key)]));
};

const nameInKebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

for (const [name, draw] of Object.entries({ ...content, ...fields, ...links, ...messages })) {
  const component = nameInKebab(name);
  for (const fixture of readFixtures(component)) {
    test(`${component}: ${fixture.name}`, () => {
      const drawn = (draw as (options: unknown) => unknown)(vouchForMarkup(fixture.options));
      assert.equal(normaliseHtml(String(drawn)), normaliseHtml(fixture.html));
    });
  }
}
