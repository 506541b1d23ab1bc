import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { markForms } from '../../src/platform/http/form-mark.ts';
import { drawExamples, findPageFiles } from './gallery.ts';

type Node = DefaultTreeAdapterTypes.Node;

const mark = { session: 'a session', page: '/a-page' };

/** The forms of a page as a browser reads it, however their markup is written. */
function listForms(markup: string): readonly DefaultTreeAdapterTypes.Element[] {
  const forms: DefaultTreeAdapterTypes.Element[] = [];
  const visit = (node: Node) => {
    if ('tagName' in node && node.tagName === 'form') forms.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(markup));
  return forms;
}

const read = (element: DefaultTreeAdapterTypes.Element, name: string) =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

/** How many times a form carries its token. */
function countTokens(form: DefaultTreeAdapterTypes.Element): number {
  const inputs = form.childNodes.filter((node) => 'tagName' in node && node.tagName === 'input');
  return inputs.filter((input) => read(input as typeof form, 'name') === 'form-token').length;
}

const doesPost = (form: DefaultTreeAdapterTypes.Element) => read(form, 'method')?.toLowerCase() === 'post';

test('every form of every page that posts carries its token once, and no other does', async () => {
  let posting = 0;
  for (const path of findPageFiles()) {
    for (const { name, markup } of await drawExamples(path)) {
      for (const form of listForms(markForms(markup, mark))) {
        assert.equal(countTokens(form), doesPost(form) ? 1 : 0, `${name}: ${read(form, 'action')}`);
        posting += Number(doesPost(form));
      }
    }
  }
  assert.ok(posting > 100, `${posting} forms that post`);
});

test('a form that is written so that its token would be missing is found', () => {
  for (const planted of ['<FORM method="post">', "<form method='post'>", '<form method=POST action="/a">']) {
    const [form] = listForms(markForms(`<p>${planted}</form></p>`, mark));
    assert.ok(form !== undefined && doesPost(form) && countTokens(form) === 0, planted);
  }
});
