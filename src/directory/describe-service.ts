import type { Person } from '../pathway/packs/index.ts';
import { describeHours, judgeOpen, judgeOpenOfAll, type Now, type Open } from './hours.rules.ts';
import { type ListedEntry, type Listing, personLabels } from './listing.ts';
import type { Serving } from './service.rules.ts';

/** A service as it stands on a page. */
export interface ShownService {
  readonly id: string;
  readonly label: string;
  readonly means: string;
  readonly phones: readonly ShownPhone[];
  /** The best that is known of its numbers. */
  readonly open: Open;
  /** Documents give numbers, and none of them is sure. */
  readonly lacksSureNumber: boolean;
  readonly web: readonly { readonly address: string; readonly isConfirmed: boolean }[];
  readonly email: readonly string[];
  readonly referral: string | null;
  readonly serves: string;
  readonly people: readonly string[];
  readonly places: readonly string[];
  /** What would have to be known to say that it serves them. */
  readonly dependsOn: readonly string[];
  readonly checked: string;
  /** Since when a colleague has found it wrong; null where nobody has. */
  readonly reported: string | null;
  readonly disagreements: number;
  readonly neverBecause: string | null;
}

export interface ShownPhone {
  readonly number: string;
  readonly label: string | null;
  readonly hours: string;
  readonly open: Open;
}

/** Everything that a page says of one service, at this moment, for whoever would ring. */
export function describeService(
  entry: ListedEntry,
  listing: Pick<Listing, 'places'>,
  now: Now,
  given: { readonly person?: string | undefined; readonly serving?: Serving | undefined } = {},
): ShownService {
  const phones = entry.phones
    .filter(({ isConfirmed, people }) => isConfirmed && mayRing(people, given.person))
    .map(({ number, label, hours }) => ({
      number,
      label,
      hours: describeHours(hours),
      open: judgeOpen(hours, now),
    }));
  return {
    id: entry.id,
    label: entry.label,
    means: entry.means,
    phones,
    open: judgeOpenOfAll(phones.map(({ open }) => open)),
    lacksSureNumber: phones.length === 0 && entry.phones.length > 0,
    web: entry.web,
    email: entry.email,
    referral: entry.referral,
    serves: describeServes(entry),
    people: entry.people.map((person) => personLabels[person]),
    places: entry.places.map((place) => listing.places.find(({ id }) => id === place)?.label ?? place),
    dependsOn: (given.serving?.dependsOn ?? []).flatMap((fact) => entry.questions.get(fact) ?? []),
    checked: entry.checkedInWords,
    reported: entry.reportedInWords,
    disagreements: entry.disagreements.length,
    neverBecause: entry.neverBecause,
  };
}

function mayRing(people: readonly Person[], person: string | undefined): boolean {
  return person === undefined || people.some((one) => one === person);
}

function describeServes({ servesInWords }: ListedEntry): string {
  return servesInWords === null ? 'Everybody' : `Only if ${servesInWords.replace(/^either /, '')}`;
}

/** Why a service is not offered to the person, a sentence each. */
export function explainNo(entry: ListedEntry, { reasons }: Serving, listing: Listing): string[] {
  const { people, places, serves } = describeService(entry, listing, nowhen);
  const sentences = {
    person: `It is for: ${people.map(startSmall).join('; ')}.`,
    place: `It works in ${places.join(' and ')}.`,
    serves: `It serves people ${startSmall(serves)}.`,
  };
  return reasons.map((reason) => sentences[reason]);
}

const startSmall = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;

const nowhen: Now = { weekday: 'monday', minutes: 0, isBankHoliday: false };
