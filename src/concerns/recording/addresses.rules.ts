import type { PageName } from './recording.rules.ts';

type Address = `/${string}`;

/** Where a recording begins. */
export const beginning = '/concerns/new';

/** The pages of one draft. An address holds the draft's id and a neutral word, and nothing that is typed. */
export function addressOf(draft: string, page?: PageName | 'result' | 'paper' | 'record' | 'away'): Address {
  return page === undefined ? `${beginning}/${draft}` : `${beginning}/${draft}/${page}`;
}

export function addressOfQuestion(draft: string, number: number): Address {
  return `${beginning}/${draft}/question?q=${number}`;
}

/** Where script keeps a page while it is typed. */
export function addressOfKeeping(draft: string, page: PageName): Address {
  return `${beginning}/${draft}/${page}/keep`;
}
