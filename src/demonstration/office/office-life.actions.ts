import { changeRecording, startRecording } from '../../concerns/index.ts';
import { setCover } from '../../councils/index.ts';
import { confirmEntry, makeFingerprint, reportWrong, stepReport } from '../../directory/index.ts';
import { listUnseen, markAsSeen } from '../../messages/index.ts';
import { readLondonTime } from '../../platform/calendar.ts';
import { makeId } from '../../platform/ids.ts';
import { leftNotes, wrongNumbers } from '../invented/notes.ts';
import { knownId } from '../known-ids.ts';
import type { Employee } from '../known-staff.ts';
import { type Cast, makeMovingClock, type TellingNeeds } from '../stories/telling.ts';

/** Something that happens at a council beside its cases. */
export interface Occasion {
  /** It is done once by this name. */
  readonly name: string;
  readonly at: Date;
  readonly tell: (needs: TellingNeeds) => Promise<void>;
}

const DAY_MS = 86_400_000;
const addDays = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);

/** Who was away, which numbers were wrong and which were asked about, and what was begun and left. */
export function listOccasions(cast: Cast, until: Date): readonly Occasion[] {
  return [...listAbsences(cast, until), ...listWrongNumbers(cast, until), ...listLeft(cast, until)];
}

/** One long over, one that lasts, and one to come: the last of whoever receives concerns. */
function listAbsences({ plan, employees }: Cast, until: Date): readonly Occasion[] {
  const [ended = [], live = []] = plan.teams.map(({ service }) =>
    listOfficers(employees).filter((person) => person.service === service),
  );
  const receiver = employees.find(({ roles }) => roles.includes(plan.receivesRole));
  const manager = employees.find(({ signIn }) => signIn === receiver?.manager);
  const away: readonly [Employee | undefined, Employee | undefined, number, number][] = [
    [ended[1], ended[0], -98, 14],
    [live[1], live[0], -3, 9],
    [receiver, manager, 6, 7],
  ];
  return away.flatMap(([absent, covering, from, days], place) => {
    if (absent === undefined || covering === undefined) return [];
    const startsAt = addDays(until, from);
    const at = addDays(until, Math.min(from - 2, -1));
    const tell = async (needs: TellingNeeds) => {
      const { viewer } = absent;
      const cover = {
        ...{ coverId: makeId<'cover'>(makeMovingClock(at, needs.clock)), startsAt },
        ...{ endsAt: addDays(startsAt, days), organisationId: viewer.organisationId },
        ...{ absent: viewer.staffId, covering: covering.viewer.staffId },
      };
      await actAs(needs, absent, (tx) => setCover(tx, viewer, cover, needs.reference));
    };
    return [{ name: `absence ${place}`, at, tell }];
  });
}

/** Colleagues found numbers wrong; whoever keeps the policy saw to the first, and asked at other services. */
function listWrongNumbers({ policy, plan, employees }: Cast, until: Date): readonly Occasion[] {
  const entries = (policy.handbook.directory?.entries ?? []).filter(
    ({ phones, neverBecause }) => phones.length > 0 && neverBecause === null,
  );
  const officers = listOfficers(employees);
  // The first are those that everybody rings; a number that changes is one of the others.
  const changing = entries.toReversed();
  const keeper = employees.find(({ roles }) => roles.includes('policy-owner'));
  const reports = wrongNumbers.map((words, place): Occasion => {
    const at = addDays(until, -20 + place * 9);
    const reportId = knownId('directory-report', plan.council, place);
    const [entry, by] = [changing[place], officers[place]];
    const tell = async (needs: TellingNeeds) => {
      if (entry === undefined || by === undefined || keeper === undefined) return;
      const rooms = { ...needs, clock: makeMovingClock(at, needs.clock) };
      await reportWrong(rooms, by.viewer, entry.id, { reportId, words }, needs.reference);
      if (place > 0) return;
      await stepReport(rooms, keeper.viewer, { reportId, kind: 'done' }, needs.reference);
    };
    return { name: `wrong number ${place}`, at, tell };
  });
  const asked = entries.slice(0, 6).map((entry, place): Occasion => {
    const at = addDays(until, -12 + place);
    const tell = async (needs: TellingNeeds) => {
      if (keeper === undefined) return;
      const askedOn = readLondonTime(at).day;
      const said = {
        service: entry.id,
        kind: 'confirmed',
        fingerprint: makeFingerprint(entry),
        askedOn,
      } as const;
      const rooms = { ...needs, clock: makeMovingClock(at, needs.clock) };
      await confirmEntry(rooms, keeper.viewer, said, needs.reference);
    };
    return { name: `asked at ${entry.id}`, at, tell };
  });
  return [...reports, ...asked];
}

/** What an officer began to record and has not saved. */
function listLeft({ employees }: Cast, until: Date): readonly Occasion[] {
  const officers = listOfficers(employees).toReversed();
  return leftNotes.map(({ start, words }, place) => ({
    name: `left ${place}`,
    at: until,
    tell: async (needs) => {
      const author = officers[place];
      if (author === undefined) return;
      const { reference } = needs;
      const draft = await startRecording(needs, author.viewer, start, reference);
      await changeRecording(needs, author.viewer, { draft, reference }, (recording) => ({
        next: { ...recording, typed: { note: { words: [words] } } },
        value: undefined,
      }));
    },
  }));
}

/** More would bury what is new on the first page. */
const UNSEEN = 3;
const UNSEEN_DAYS = 3;
const ALL = 1000;

/** What was told in the past was seen in the past: it is not sent today, and of each sort one is news. */
export async function catchUp(needs: TellingNeeds, { employees }: Cast): Promise<void> {
  for (const employee of employees) {
    await actAs(needs, employee, async (tx) => {
      const { told } = await listUnseen(tx, needs, employee.viewer, ALL);
      const now = needs.clock.now();
      const recent = told.filter(({ at }) => at >= addDays(now, -UNSEEN_DAYS));
      const news = new Map(recent.map((each) => [each.says.replace(/\d+/, ''), each.messageId]));
      const unseen = [...news.values()].slice(0, UNSEEN);
      const seen = told.map(({ messageId }) => messageId).filter((id) => !unseen.includes(id));
      await markAsSeen(tx, seen, now, needs.reference);
    });
  }
}

/** The first of all is the administrator, who has no part in this. */
function listOfficers(employees: readonly Employee[]): readonly Employee[] {
  return employees.slice(1).filter(({ roles }) => roles.length === 0);
}

/** The actions write their own rows of the audit. */
function actAs(
  { database }: TellingNeeds,
  { viewer }: Employee,
  work: Parameters<TellingNeeds['database']['actAs']>[2],
): Promise<unknown> {
  return database.actAs(viewer.staffId, async () => {}, work);
}
