import type { Facts } from '../../pathway/engine/index.ts';
import type { DirectoryEntry, LoadedPolicy } from '../../pathway/packs/index.ts';
import { readTime } from '../../platform/calendar.ts';
import { describeService, type ShownService } from '../describe-service.ts';
import { describeHours, judgeOpen, type Now, type Open } from '../hours.rules.ts';
import { describeReliance, type Kept, nothingKept } from '../keeping/kept.ts';
import { listEntries } from '../listing.ts';
import { judgeServing } from '../service.rules.ts';
import { readNow } from './now.ts';
import { listServicesFor } from './services-for.ts';

/** What a council's directory says at one moment, for a member of staff who would ring. */
export interface ServiceBook {
  readonly isOfficeOpen: boolean;
  /** Of a service to which a step goes; undefined where the directory has no entry for it. */
  lookUp(service: string): LookedUp | undefined;
  /** Whom to ring while the council's office is closed; null while it is open. */
  listNightNumbers(facts: Facts): readonly NightNumber[] | null;
  /** The services for a need, as `listServicesFor` finds them. */
  listServices(facts: Facts, sought: Parameters<typeof listServicesFor>[2]): readonly ShownService[];
}

export interface LookedUp {
  readonly id: string;
  readonly phones: readonly {
    readonly number: string;
    readonly label: string | null;
    readonly hours: string;
    readonly open: Open;
  }[];
  readonly checked: string;
  readonly reported: string | null;
}

export interface NightNumber {
  readonly label: string;
  readonly number: string;
  /** Of a service that does not take everybody: what it is, and whose. */
  readonly means: string | null;
  /** Since when a colleague has found it wrong; null where nobody has. */
  readonly reported: string | null;
}

/** The directory of a policy as it is at a moment, with what was said of it at the council. */
export function openServiceBook(policy: LoadedPolicy, moment: Date, kept: Kept = nothingKept): ServiceBook {
  const { directory } = policy.handbook;
  const now = readNow(moment);
  const isOpen = isOfficeOpen(policy, now);
  return {
    isOfficeOpen: isOpen,
    lookUp: (service) => {
      const id = directory?.foundAt.get(service) ?? service;
      const entry = directory?.entries.find((one) => one.id === id);
      return entry === undefined ? undefined : describeEntry(entry, now, kept);
    },
    listNightNumbers: (facts) =>
      isOpen ? null : (directory?.entries ?? []).flatMap((entry) => listOpenAtNight(entry, facts, now, kept)),
    listServices: (facts, sought) =>
      listServicesFor(policy, facts, sought).flatMap(({ entry: { id }, verdict, dependsOn }) =>
        listEntries(policy)
          .filter((entry) => entry.id === id)
          .map((entry) => ({ ...entry, ...describeReliance(entry, kept) }))
          .map((entry) =>
            describeService(entry, { places: directory?.places ?? [] }, now, {
              person: sought.person,
              serving: { verdict, dependsOn, reasons: [] },
            }),
          ),
      ),
  };
}

function describeEntry(entry: DirectoryEntry, now: Now, kept: Kept): LookedUp {
  const { checkedInWords: checked, reportedInWords: reported } = describeReliance(entry, kept);
  const phones = listRung(entry).map(({ number, label, hours }) => ({
    number,
    label,
    hours: describeHours(hours),
    open: judgeOpen(hours, now),
  }));
  return { id: entry.id, phones, checked, reported };
}

/** The sure lines of an entry that staff may ring. */
function listRung({ phones }: DirectoryEntry) {
  return phones.filter(({ isConfirmed, people }) => isConfirmed && people.includes('professional'));
}

/** The lines of an entry that are sure to be answered now, where it is not known to serve others alone. */
function listOpenAtNight(entry: DirectoryEntry, facts: Facts, now: Now, kept: Kept): NightNumber[] {
  if (entry.neverBecause !== null) return [];
  if (judgeServing(entry, { person: 'professional', facts }, []).verdict === 'no') return [];
  const { label } = entry;
  const means = entry.serves === null ? null : entry.means;
  const { reportedInWords: reported } = describeReliance(entry, kept);
  return listRung(entry)
    .filter(({ hours }) => judgeOpen(hours, now) === 'open')
    .map(({ number }) => ({ label, number, means, reported }));
}

/** Whether the council answers, by the office hours of its pack; never on a bank holiday. */
function isOfficeOpen({ words }: Pick<LoadedPolicy, 'words'>, now: Now): boolean {
  const { days, from, to } = words['office-hours'];
  const isDay = days.some((day) => day === now.weekday) && !now.isBankHoliday;
  return isDay && now.minutes >= readTime(from) && now.minutes < readTime(to);
}
