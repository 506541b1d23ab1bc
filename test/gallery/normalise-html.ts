import type { DefaultTreeAdapterTypes } from 'parse5';
import { parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const INLINE = new Set(['a', 'abbr', 'b', 'code', 'em', 'i', 'input', 'span', 'strong', 'svg', 'time', 'u']);
const AS_TYPED = new Set(['pre', 'textarea']);

/**
 * One line an element, its attributes sorted, blanks run together, and none where an element's own text
 * begins or ends. Two pieces of markup with the same lines are the same but for such blanks.
 */
export const normaliseHtml = (markup: string): string =>
  showNodes(parseFragment(markup).childNodes, '', false).join('\n');

const showNodes = (nodes: readonly Node[], indent: string, asTyped: boolean): string[] =>
  nodes.flatMap((node, place) => {
    if (isElement(node)) return showElement(node, indent);
    if (node.nodeName !== '#text' || !('value' in node)) return [];
    if (asTyped) return [indent + JSON.stringify(node.value)];
    const text = trimAtEdges(node.value.replace(/\s+/g, ' '), nodes[place - 1], nodes[place + 1]);
    return text === '' ? [] : [indent + text];
  });

const showElement = (element: Element, indent: string): string[] => {
  const own = element.attrs
    .map(({ name, value }) => ` ${name}="${value.trim().replace(/\s+/g, ' ')}"`)
    .sort();
  const inner = showNodes(element.childNodes, `${indent}  `, AS_TYPED.has(element.tagName));
  return [`${indent}<${element.tagName}${own.join('')}>`, ...inner];
};

/** A blank counts beside an inline element, and nowhere else. */
const trimAtEdges = (text: string, before: Node | undefined, after: Node | undefined): string => {
  const start = isInline(before) ? text : text.trimStart();
  return isInline(after) ? start : start.trimEnd();
};

const isInline = (node: Node | undefined): boolean =>
  node !== undefined && isElement(node) && INLINE.has(node.tagName);

const isElement = (node: Node): node is Element => 'tagName' in node;
