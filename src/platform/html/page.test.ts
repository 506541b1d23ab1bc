import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assets } from './assets/index.ts';
import { type ErrorKind, findErrorStatus, renderErrorPage } from './error-page.ts';
import { page } from './page.ts';
import { html } from './template.ts';

// What a page looks like, and whether everybody can use it, is proved in test/gallery.

const content = { title: 'Start', body: html`<h1>Start</h1>` };

describe('the frame of a page', () => {
  test('the tab says the neutral name of the page, then Rowan', () => {
    assert.match(page(content).toString(), /<title>Start – Rowan<\/title>/);
    assert.match(page({ ...content, hasErrors: true }).toString(), /<title>Error: Start – Rowan<\/title>/);
  });

  test('it holds no inline style and no inline script, so that the security policy can forbid both', () => {
    const drawn = page({ ...content, urgent: { href: 'tel:999', text: 'Call 999' } }).toString();
    assert.doesNotMatch(drawn, /\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:/i);
  });

  test('a mark stands on the page, once, and names itself to whoever listens', () => {
    const mark = { title: 'Trial', text: 'Nothing here is real' };
    const drawn = page({ ...content, mark }).toString();
    assert.equal(drawn.match(/Nothing here is real/g)?.length, 1);
    assert.match(drawn, /<aside [^>]*aria-label="Trial"/);
    assert.doesNotMatch(page(content).toString(), /<aside/);
  });

  test('it asks for the files that the server has', () => {
    const asked = [
      ...page(content)
        .toString()
        .matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g),
    ].map((found) => found[1]);
    assert.deepEqual(asked.sort(), assets.map(({ address }) => address).sort());
  });

  test('what nobody gave does not stand empty: no navigation, no buttons, no footer', () => {
    assert.doesNotMatch(page(content).toString(), /<nav|<form|<footer/);
  });

  test('the way out is a form that works without script', () => {
    const quickLeave = { action: '/leave', to: '/weather', title: 'The weather', label: 'Hide now' };
    const drawn = page({ ...content, quickLeave }).toString();
    assert.match(drawn, /<form method="post" action="\/leave" data-leave="\/weather"/);
  });
});

describe('an error page', () => {
  const kinds: readonly [ErrorKind, number][] = [
    ['not-found', 404],
    ['bad-request', 400],
    ['wrong-method', 405],
    ['too-large', 413],
    ['too-fast', 429],
    ['stale', 409],
    ['away', 503],
    ['broken', 500],
  ];

  for (const [kind, status] of kinds) {
    test(`${kind} is told with ${status}, with what is kept and what to do`, () => {
      const drawn = renderErrorPage(kind, { urgent: { href: 'tel:999', text: 'Call 999' } }).toString();
      assert.equal(findErrorStatus(kind), status);
      assert.match(drawn, /What is kept/);
      assert.match(drawn, /What to do/);
      assert.equal(drawn.match(/href="tel:999"/g)?.length, 2, 'in the header, and first in what to do');
    });
  }

  test('it gives the reference to quote, and whom to ring', () => {
    const contact = { href: 'tel:01632960000', text: 'ring the desk' };
    const drawn = renderErrorPage('broken', { reference: 'R-7F3K', contact }).toString();
    assert.match(drawn, /R-7F3K/);
    assert.match(drawn, /tel:01632960000/);
  });
});
