import { html as honoHtml, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup that is safe to send: made by `html`, or vouched for with `trustMarkup`. */
export type Html = HtmlEscapedString;

/** What a template may hold. A bare `true`, an object or a promise does not compile. */
export type Child = Html | string | number | false | null | undefined | readonly Child[];

/** As govuk-frontend takes them: `optional` leaves out what is empty, and prints `true` as a bare name. */
export type AttributeValue = string | number | boolean | null | undefined;
export type Attributes = Readonly<
  Record<string, AttributeValue | { readonly value: AttributeValue; readonly optional?: boolean }>
>;

export interface Content {
  readonly text?: string | number | undefined;
  readonly html?: Html | undefined;
}

export interface Styled {
  readonly classes?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

const ATTRIBUTE_NAME = /^[A-Za-z_:][\w:.-]*$/;

/**
 * A tagged template: every value is escaped unless it is `Html` itself.
 *
 * @throws when a value is a promise: pages are drawn from models that are already whole
 */
export const html = (strings: TemplateStringsArray, ...children: readonly Child[]): Html => {
  const made = honoHtml(strings, ...children);
  if (made instanceof Promise)
    throw new Error('A page template was given a promise: await it in the model first.');
  return made;
};

/** Vouches for markup that a library of ours made, a chart for example. Never for what a person typed. */
export const trustMarkup = (markup: string): Html => raw(markup);

/** Text or markup of an option: markup wins where both are given, as in govuk-frontend. */
export const showContent = (given: Content | undefined): Child =>
  isFilled(given?.html) ? given.html : given?.text;

/** Whether an option holds anything: `Html` is an object, so that an empty one would count as true. */
export const isFilled = <Given extends Html | string | number>(
  given: Given | null | undefined,
): given is Given => given !== undefined && given !== null && given.toString() !== '';

/** Class names in order, without the empty ones. */
export const joinClasses = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(Boolean).join(' ');

/** The class and the further attributes of an element, with a blank before them. */
export const showStyle = (block: string, given: Styled | undefined): Html =>
  html` class="${joinClasses(block, given?.classes)}"${showAttributes(given?.attributes)}`;

/** One attribute with a blank before it, or nothing where its value is empty. */
export const showAttribute = (name: string, value: string | number | false | undefined): Html =>
  value ? html` ${checkName(name)}="${value}"` : html``;

/** Attributes as a map, each with a blank before it. */
export const showAttributes = (given: Attributes | undefined): Html[] =>
  Object.entries(given ?? {}).map(([name, item]) => {
    const { value, optional } =
      typeof item === 'object' && item !== null ? item : { value: item, optional: false };
    if (optional && (value === undefined || value === null || value === false)) return html``;
    if (optional && value === true) return html` ${checkName(name)}`;
    return html` ${checkName(name)}="${String(value ?? '')}"`;
  });

// Escaping does not make a name safe: a blank or a slash in it would start another attribute or end the tag.
const checkName = (name: string): string => {
  if (!ATTRIBUTE_NAME.test(name)) throw new Error(`"${name}" is not the name of an HTML attribute.`);
  return name;
};
