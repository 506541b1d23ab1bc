import { joinInWords, type Policy, type Service } from '../../engine/index.ts';
import type { Directory, DirectoryEntry, Phone } from './handbook.ts';

type ServiceContact = NonNullable<Service['contact']>;

/** A policy whose services have the numbers of the directory's entries, as staff may ring them. */
export function addContacts(policy: Policy, directory: Directory | null): Policy {
  if (directory === null) return policy;
  return {
    ...policy,
    services: policy.services.map((service) => {
      const entry = findServiceEntry(directory, service.id);
      return entry === undefined ? service : { ...service, contact: describeContact(entry) };
    }),
  };
}

/** The entry of a service that a rule sends to. */
function findServiceEntry({ entries, foundAt }: Directory, service: string): DirectoryEntry | undefined {
  const id = foundAt.get(service) ?? service;
  return entries.find((entry) => entry.id === id);
}

function describeContact(entry: DirectoryEntry): ServiceContact {
  const phones = listPhonesFor(entry, 'professional').map(({ number, label }) => ({ number, label }));
  return { phones, checked: describeChecked(entry) };
}

/** The numbers that somebody may ring: none that is still to be confirmed. */
function listPhonesFor(entry: DirectoryEntry, person: DirectoryEntry['people'][number]): Phone[] {
  return entry.phones.filter(({ isConfirmed, people }) => isConfirmed && people.includes(person));
}

interface Sourced extends Pick<DirectoryEntry, 'from'> {
  /** Without a name for those who are not of the council. */
  readonly checked: { readonly name: string | null; readonly date: string } | null;
}

/** How far an entry can be relied on: "from the policy of 2023, not yet checked". */
export function describeChecked({ checked, from }: Sourced): string {
  if (checked !== null) {
    const { date, name } = checked;
    return `checked with the service on ${writeDay(date)}${name === null ? '' : ` by ${name}`}`;
  }
  const years = [...new Set(from.map(({ year }) => String(year)))].toSorted();
  return `from the ${years.length > 1 ? 'policies' : 'policy'} of ${joinInWords(years)}, not yet checked`;
}

function writeDay(day: string): string {
  const written = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return written.format(new Date(`${day}T00:00:00Z`));
}
