import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fc } from '../../../test/property.ts';
import { html, joinClasses, showAttribute, showAttributes, showContent, trustMarkup } from './template.ts';

describe('what someone typed is shown, and never run', () => {
  test('a name with signs of markup in it is escaped', () => {
    const name = '<script>alert("O\'Brien & Son")</script>';
    const shown = '&lt;script&gt;alert(&quot;O&#39;Brien &amp; Son&quot;)&lt;/script&gt;';
    assert.equal(html`<p title="${name}">${name}</p>`.toString(), `<p title="${shown}">${shown}</p>`);
  });

  test('no text at all can end a tag or an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = html`<p title="${text}">${text}</p>`
          .toString()
          .slice('<p title="'.length, -'</p>'.length);
        const [attribute, ...body] = inner.split('">');
        assert.equal(body.length, 1);
        assert.doesNotMatch(`${attribute}${body[0]}`, /[<>"']/);
      }),
    );
  });

  test('markup of our own is not escaped twice', () => {
    assert.equal(
      html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>`.toString(),
      '<ul><li>1</li><li>2</li></ul>',
    );
  });

  test('what is not there leaves nothing behind', () => {
    assert.equal(html`<p>${undefined}${null}${false}${''}</p>`.toString(), '<p></p>');
  });

  test('a promise in a template is a defect, and said to be one', () => {
    assert.throws(() => html`${Promise.resolve('late') as unknown as string}`, /await it in the model/);
  });
});

describe('attributes', () => {
  test('an attribute has its value, or is not there', () => {
    assert.equal(showAttribute('id', 'a"b').toString(), ' id="a&quot;b"');
    assert.equal(showAttribute('id', undefined).toString(), '');
  });

  test('an optional attribute is left out, printed bare or printed with its value', () => {
    const drawn = showAttributes({
      hidden: { value: true, optional: true },
      title: { value: undefined, optional: true },
      'aria-hidden': true,
    });
    assert.equal(drawn.join(''), ' hidden aria-hidden="true"');
  });

  test('a name that would start another attribute is refused', () => {
    assert.throws(
      () => showAttributes({ 'onclick=alert(1) x': 'y' }),
      /is not the name of an HTML attribute/,
    );
  });
});

test('markup wins over text, and empty markup does not', () => {
  assert.equal(String(showContent({ text: 'text', html: html`<b>markup</b>` })), '<b>markup</b>');
  assert.equal(showContent({ text: 'text', html: trustMarkup('') }), 'text');
});

test('class names are joined without the empty ones', () => {
  assert.equal(joinClasses('a', undefined, false, '', 'b'), 'a b');
});
