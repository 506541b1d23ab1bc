import { type Condition, evaluateCondition, type Facts, findFactsOf } from '../pathway/engine/index.ts';

/** A service of the directory, as far as it is judged here. */
export interface Service {
  readonly id: string;
  readonly needs: readonly string[];
  readonly people: readonly string[];
  readonly places: readonly string[];
  /** Null where it takes everybody. */
  readonly serves: Condition | null;
  /** Why it is suggested to nobody; null for every other service. */
  readonly neverBecause: string | null;
}

/** What is looked for; left out is not known, and not known is not no. */
export interface Sought {
  readonly need?: string | undefined;
  /** Who would ring. */
  readonly person?: string | undefined;
  readonly place?: string | undefined;
  /** What is known of the person it is for. */
  readonly facts: Facts;
}

export interface Place {
  readonly id: string;
  readonly around: readonly string[];
}

/** `maybe`: it depends on what is not known. The reasons are those of a no. */
export interface Serving {
  readonly verdict: 'yes' | 'maybe' | 'no';
  readonly reasons: readonly ('person' | 'place' | 'serves')[];
  /** The facts on which a maybe depends. */
  readonly dependsOn: readonly string[];
}

/** Whether a service is there for the person it is looked for; its need is not looked at here. */
export function judgeServing(service: Service, sought: Sought, places: readonly Place[]): Serving {
  const { person, place, facts } = sought;
  const serves = service.serves === null ? 'yes' : evaluateCondition(service.serves, facts);
  const reasons: Serving['reasons'][number][] = [];
  if (person !== undefined && !service.people.includes(person)) reasons.push('person');
  if (place !== undefined && !worksIn(service, place, places)) reasons.push('place');
  if (serves === 'no') reasons.push('serves');
  if (reasons.length > 0) return { verdict: 'no', reasons, dependsOn: [] };
  if (serves === 'yes') return { verdict: 'yes', reasons, dependsOn: [] };
  const unknown = findFactsOf(service.serves).filter((fact) => facts[fact] === undefined);
  return { verdict: 'maybe', reasons, dependsOn: unknown };
}

/** What works in the county works in each of its districts. */
function worksIn({ places: own }: Service, place: string, places: readonly Place[]): boolean {
  const around = places.find(({ id }) => id === place)?.around ?? [];
  return own.some((one) => one === place || around.includes(one));
}

/** Whether a service helps with what is needed; with no need named, every service does. */
export function meetsNeed({ needs }: Service, need: string | undefined): boolean {
  return need === undefined || needs.includes(need);
}

/**
 * Whether a service may stand on a list at all. One that is suggested to nobody stands only where the public
 * looks for exactly what it does.
 */
export function mayBeListed({ neverBecause, needs }: Service, { need, person }: Sought): boolean {
  if (neverBecause === null) return true;
  return person === 'public' && need !== undefined && needs.includes(need);
}
