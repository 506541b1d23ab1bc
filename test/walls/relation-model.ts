/**
 * Who sees a case, told a second time in plain code, without looking at the SQL: the reference that random
 * histories are compared with.
 */
export interface History {
  readonly recorder: string;
  readonly events: readonly Happening[];
}

export type Happening =
  | { readonly kind: 'opened' }
  | { readonly kind: 'led'; readonly by: string }
  | { readonly kind: 'joined'; readonly who: string }
  | { readonly kind: 'left-team'; readonly who: string }
  | { readonly kind: 'shut-out'; readonly who: string }
  | { readonly kind: 'let-in'; readonly who: string }
  /** It lasts still, or its four hours are over. */
  | { readonly kind: 'broke-glass'; readonly who: string; readonly isNow: boolean }
  | { readonly kind: 'ended-emergency'; readonly who: string }
  | { readonly kind: 'left-council'; readonly who: string }
  /** Next week: until then nothing changes for them. */
  | { readonly kind: 'will-leave'; readonly who: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'covers'; readonly absent: string; readonly who: string; readonly isNow: boolean };

/** Facts about people that no history changes. */
export interface People {
  readonly managerOf: Readonly<Record<string, string | undefined>>;
  readonly receivers: readonly string[];
  readonly administrators: readonly string[];
  readonly foreigners: readonly string[];
}

const strength = ['lead', 'receiver', 'manager', 'team', 'emergency', 'recorder'] as const;

/** The strongest relation of somebody at the end of a history. */
export function relationOf(who: string, history: History, people: People): string | undefined {
  const { events, recorder } = history;
  const isOut = (name: string) =>
    events.findLast((e) => (e.kind === 'shut-out' || e.kind === 'let-in') && e.who === name)?.kind ===
    'shut-out';
  const isGone = (name: string) => events.some((e) => e.kind === 'left-council' && e.who === name);
  if (people.foreigners.includes(who) || people.administrators.includes(who)) return undefined;
  if (isOut(who) || isGone(who)) return undefined;
  const covered = events.flatMap((e) => (e.kind === 'covers' && e.isNow && e.who === who ? [e.absent] : []));
  const lent = covered.filter(
    (name) => !isOut(name) && !isGone(name) && !people.administrators.includes(name),
  );
  const isOpen = events.some((e) => e.kind === 'opened');
  const lead = events.findLast((e) => e.kind === 'led')?.by;
  const member = (name: string) =>
    events.findLast((e) => (e.kind === 'joined' || e.kind === 'left-team') && e.who === name)?.kind ===
    'joined';
  const has: Readonly<Record<(typeof strength)[number], (name: string) => boolean>> = {
    lead: (name) => lead === name,
    receiver: (name) => people.receivers.includes(name),
    manager: (name) => {
      const answers = isOpen ? lead : recorder;
      return answers !== undefined && people.managerOf[answers] === name;
    },
    team: member,
    emergency: (name) => name === who && isInEmergency(events, name),
    recorder: (name) => name === who && recorder === name,
  };
  return strength.find((relation) => [who, ...lent].some(has[relation]));
}

/** The last that they did about it was to open it, and it lasts; each ends all that came before it. */
function isInEmergency(events: readonly Happening[], name: string): boolean {
  const ended = events.findLastIndex((e) => e.kind === 'ended-emergency' && e.who === name);
  return events.some((e, place) => place > ended && e.kind === 'broke-glass' && e.who === name && e.isNow);
}
