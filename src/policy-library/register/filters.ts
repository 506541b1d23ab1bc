import type { ClauseText } from '../../pathway/packs/index.ts';
import { button, type Html, html, select } from '../../platform/html/index.ts';
import { addressOf, type Place } from '../place.ts';
import type { ClauseState } from './carried-out.ts';

/** What the reader asked for, in codes; left out is everything. */
export interface ClauseFilter {
  readonly kind?: string | undefined;
  readonly area?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
}

export interface Filter {
  readonly name: keyof ClauseFilter;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string; readonly isChosen: boolean }[];
}

export const kinds: Readonly<Record<ClauseText['kind'], string>> = {
  rule: 'Rule',
  never: 'Never',
  guidance: 'Guidance',
  process: 'Process',
  record: 'Record',
  fact: 'Fact',
  commitment: 'Commitment',
};
export const states: Readonly<Record<ClauseState, string>> = {
  rules: 'Carried out by a rule',
  elsewhere: 'Carried out elsewhere in Rowan',
  later: 'Not built yet',
  'nothing-to-do': 'No step follows from it',
};
export const origins = { council: 'This council’s documents', national: 'National sources' };

export function makeFilter(
  name: keyof ClauseFilter,
  label: string,
  options: Readonly<Record<string, string>>,
  filter: ClauseFilter,
): Filter {
  return {
    name,
    label,
    options: Object.entries(options).map(([value, text]) => ({
      value,
      text,
      isChosen: filter[name] === value,
    })),
  };
}

export const showFilters = (place: Place, filters: readonly Filter[]): Html =>
  html`<form method="get" action="${addressOf({ ...place, isInForce: true }, 'clauses')}"
class="rowan-filters">
${!place.isInForce && html`<input type="hidden" name="version" value="${place.version}">`}
${filters.map(({ name, label, options }) =>
  select({
    name,
    id: `filter-${name}`,
    label: { text: label },
    items: [
      { value: '', text: 'All' },
      ...options.map(({ value, text, isChosen }) => ({ value, text, selected: isChosen })),
    ],
  }),
)}
${button({ text: 'Show', classes: 'govuk-button--secondary' })}
</form>`;
