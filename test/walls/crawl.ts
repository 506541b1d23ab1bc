import { listElements, listWithin, readAttribute, readLinks } from '../fuzz/forms.ts';
import { findPattern, type Listed } from '../fuzz/stock.ts';
import type { Sent, Visitor } from './site.ts';

/** A page that somebody came to. */
export interface Opened {
  readonly address: string;
  readonly pattern: string;
  readonly sent: Sent;
}

/** So many links that lead to one kind of page are followed. */
const OF_A_PATTERN = 4;

/** Opens what is listed, and what pages lead to. */
export async function crawl(
  visitor: Visitor,
  routes: readonly Listed[],
  beginning: readonly string[],
): Promise<readonly Opened[]> {
  const addresses = new Set(beginning);
  const followed = new Map<string, number>();
  const opened: Opened[] = [];
  for (const address of addresses) {
    const pattern = findPattern(routes, 'GET', address);
    if (pattern === undefined) continue;
    const sent = await visitor.get(address);
    opened.push({ address, pattern, sent });
    for (const link of [sent.to, ...(sent.status === 200 ? readLinks(sent.body) : [])]) {
      const to = link.replace(/#.*/, '');
      const kind = to.startsWith('/assets/') ? undefined : findPattern(routes, 'GET', to);
      const times = followed.get(kind ?? '') ?? 0;
      if (kind === undefined || addresses.has(to) || times >= OF_A_PATTERN) continue;
      followed.set(kind, times + 1);
      addresses.add(to);
    }
  }
  return opened;
}

/** trust.md, “The browser”: to the letter, on every answer. */
const headers: Readonly<Record<string, RegExp>> = {
  'cache-control': /^no-store$/,
  'content-security-policy':
    /^default-src 'none'; (?:[a-z]+-[a-z]+ '(?:self|none)'; )+report-uri \/browser-reports$/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'cross-origin-embedder-policy': /^require-corp$/,
  'permissions-policy': /^(?:[a-z-]+=\(\)(?:, |$))+$/,
};

/** What a form that stands in an address may ask: no word that a person types. */
const typed = /^(?:text|search|email|tel|date|password|textarea)$/;

/** What is wrong with a page, a sentence each. */
export function judgePage({ address, sent }: Opened, personal: readonly string[]): readonly string[] {
  const elements = listElements(sent.body);
  return [
    ...judgeHeaders(sent),
    ...elements.flatMap(judgeElement),
    ...judgeForms(elements, address),
    ...judgeWords(sent, elements, address, personal),
  ];
}

function judgeHeaders(sent: Sent): readonly string[] {
  const own: Record<string, string> = JSON.parse(sent.headers);
  const wrong = Object.entries(headers).filter(([name, right]) => !right.test(own[name] ?? ''));
  const cookies = [own['set-cookie'] ?? []].flat();
  return [
    ...wrong.map(([name]) => `${name} is ${own[name]}`),
    ...cookies
      .filter((cookie) => !/Path=\/; HttpOnly; SameSite=Lax/.test(cookie))
      .map((cookie) => `a cookie without its flags: ${cookie.replace(/=[^;]*/, '=…')}`),
  ];
}

const isTyped = (element: Element) =>
  typed.test(element.tagName === 'input' ? (readAttribute(element, 'type') ?? '') : element.tagName);

/**
 * A field says what a browser may keep of it, or its form says that it keeps nothing. One without a name is
 * never sent.
 */
const isForgotten = (element: Element) =>
  readAttribute(element, 'name') === undefined ||
  readAttribute(element, 'autocomplete') !== undefined ||
  isInForgetful(element);

function isInForgetful({ parentNode }: Element): boolean {
  if (parentNode === null || !('tagName' in parentNode)) return false;
  return parentNode.tagName === 'form'
    ? readAttribute(parentNode, 'autocomplete') === 'off'
    : isInForgetful(parentNode);
}

type Element = ReturnType<typeof listElements>[number];

function judgeElement(element: Element): readonly string[] {
  const { tagName, attrs } = element;
  const source =
    readAttribute(element, 'src') ?? (tagName === 'link' ? readAttribute(element, 'href') : undefined);
  const isInline = tagName === 'style' || (tagName === 'script' && source === undefined);
  const isKept = isTyped(element) && !isForgotten(element);
  return [
    ...(source !== undefined && !source.startsWith('/assets/') ? [`<${tagName}> comes from ${source}`] : []),
    ...(isInline || attrs.some(({ name }) => name === 'style' || name.startsWith('on'))
      ? [`<${tagName}> is inline`]
      : []),
    ...(isKept ? [`a browser keeps what is typed into ${readAttribute(element, 'name')}`] : []),
  ];
}

function judgeForms(elements: readonly Element[], address: string): readonly string[] {
  const forms = elements.filter(({ tagName }) => tagName === 'form');
  return forms.flatMap((form) => {
    const action = readAttribute(form, 'action') ?? address;
    const fields = listWithin(form);
    const tokens = fields.filter((field) => readAttribute(field, 'name') === 'form-token').length;
    if (!action.startsWith('/')) return [`a form leads to ${action}`];
    if (readAttribute(form, 'method') === 'post') return tokens > 1 ? [`${action} has ${tokens} tokens`] : [];
    return fields.some(isTyped) || tokens > 0 ? [`what is typed goes into an address: ${action}`] : [];
  });
}

/** Where a page is, what it is called and where it leads tell nothing of anybody. */
function judgeWords(
  { body, to }: Sent,
  elements: readonly Element[],
  address: string,
  personal: readonly string[],
): readonly string[] {
  const leads = elements.flatMap((element) => [
    readAttribute(element, 'href'),
    readAttribute(element, 'action'),
  ]);
  const title = /<title>([^<]*)<\/title>/.exec(body)?.[1] ?? '';
  return [title, address, to, ...leads].flatMap((place) => {
    const words = personal.find((each) => place !== undefined && decodeURIComponent(place).includes(each));
    return words === undefined ? [] : [`“${words}” stands in ${place}`];
  });
}
