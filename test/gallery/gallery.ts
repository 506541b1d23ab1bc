import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Html, type PageContent, type PageFrame, page } from '../../src/platform/html/index.ts';

export interface Example {
  /** The page's file and the example's name: "referrals/referral-list, long names". */
  readonly name: string;
  /** Fit for a file's name. */
  readonly slug: string;
  readonly markup: string;
}

interface PageFile {
  readonly html: (model: unknown) => PageContent | Html;
  readonly examples: Readonly<Record<string, unknown>>;
}

/** A frame with everything in it: the fullest header is the one that has to fit on a phone. */
export const frame: PageFrame = {
  navigation: [
    { href: '/', text: 'Start', isCurrent: true },
    { href: '/policy', text: 'Policy library' },
  ],
  footer: [
    { href: '/policy', text: 'Policy library' },
    { href: '/about', text: 'About Rowan' },
  ],
  urgent: { href: 'tel:999', text: 'Call 999' },
  quickLeave: { action: '/leave', to: '/weather', title: 'The weather', label: 'Hide now' },
};

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The page kit's own pages: its parts on made-up pages. */
const OWN_PAGES = 'test/gallery/*.page.ts';

/** The paths of all page files, or of those under one pattern. */
export const findPageFiles = (...patterns: readonly string[]): string[] => {
  const wanted = patterns.length > 0 ? patterns : ['src/**/*.page.ts', OWN_PAGES];
  return globSync([...wanted], { cwd: root }).sort();
};

/** Every example of a page file, drawn in the real frame. */
export const drawExamples = async (path: string): Promise<Example[]> => {
  const file: Partial<PageFile> = await import(new URL(`../../${path}`, import.meta.url).href);
  const { html, examples } = file;
  if (!html || !examples || Object.keys(examples).length === 0) {
    throw new Error(`${path} has to export html(model) and its examples, by name.`);
  }
  const place = path.replace(/^(src|test)\//, '').replace(/\.page\.ts$/, '');
  return Object.entries(examples).map(([example, model]) => ({
    name: `${place}, ${example}`,
    slug: `${place}-${example}`.replace(/[^a-z0-9]+/gi, '-').toLowerCase(),
    markup: drawWhole(html(model)),
  }));
};

/** A page file gives what the page says, or, as an error page does, the whole page. */
const drawWhole = (drawn: PageContent | Html): string =>
  'body' in drawn ? page({ ...frame, ...drawn }).toString() : drawn.toString();
