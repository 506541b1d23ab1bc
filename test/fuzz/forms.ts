import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A form as a page shows it, with what could be answered to each of its fields. */
export interface FoundForm {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** Everything of a page, in the order in which it stands there. */
export const listElements = (markup: string): readonly Element[] => listWithin(parse(markup));

export function listWithin(node: Node): readonly Element[] {
  const within = 'childNodes' in node ? node.childNodes.flatMap(listWithin) : [];
  return 'tagName' in node ? [node, ...within] : within;
}

export const readAttribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

export const readLinks = (markup: string): readonly string[] =>
  listElements(markup).flatMap((element) => readAttribute(element, 'href') ?? []);

/** Where a form leads besides: by a button of its own, or as it is kept while somebody types. */
const besides = ['formaction', 'data-keep'] as const;

/** @param address of the page: a form without an action leads there */
export function readForms(markup: string, address: string): readonly FoundForm[] {
  const forms: { method: 'GET' | 'POST'; action: string; fields: Map<string, string[]> }[] = [];
  let select = '';
  for (const element of listElements(markup)) {
    const name = readAttribute(element, 'name');
    if (element.tagName === 'form') forms.push(beginForm(element, address));
    const form = forms.at(-1);
    for (const attribute of besides) {
      const action = readAttribute(element, attribute);
      if (form !== undefined && action !== undefined) forms.splice(-1, 0, { ...form, action });
    }
    if (element.tagName === 'select') select = name ?? '';
    const field = element.tagName === 'option' ? select : name;
    if (form === undefined || !field || field.startsWith('form-')) continue;
    const value = typicalValue(element, field);
    if (value !== undefined) form.fields.set(field, [...(form.fields.get(field) ?? []), value]);
  }
  return forms;
}

function beginForm(form: Element, address: string) {
  const method = readAttribute(form, 'method')?.toLowerCase() === 'post' ? 'POST' : 'GET';
  const action = readAttribute(form, 'action') ?? address;
  return { method, action, fields: new Map<string, string[]>() } as const;
}

/** What somebody would answer there. */
function typicalValue(element: Element, name: string): string | undefined {
  const value = readAttribute(element, 'value');
  if (element.tagName === 'textarea') return 'She rang at nine, and is safe.';
  if (element.tagName === 'option') return value ?? '';
  if (element.tagName === 'button') return value;
  if (element.tagName !== 'input') return undefined;
  const type = readAttribute(element, 'type');
  if (type === 'file') throw new Error(`The field ${name} takes files: zip and image bombs are to be tried.`);
  if (value) return value;
  if (type === 'password') return 'a long walk by the river';
  if (/(?:^|-)day$/.test(name)) return '7';
  if (/(?:^|-)month$/.test(name)) return '3';
  if (/(?:^|-)year$/.test(name)) return '1988';
  return 'Somebody';
}
