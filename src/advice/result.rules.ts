import type { AdvisedAction, ListedNever, Policy } from '../pathway/engine/index.ts';
import type { Advised, Question } from './asking.rules.ts';
import { type Guidance, listGuidance } from './guidance.rules.ts';
import type { Clause, Council } from './situation.rules.ts';
import { countInWords, describeConsent, emergencyNumber, startSentence, strengths } from './words.rules.ts';

export interface Result {
  readonly council: string;
  readonly groups: readonly {
    readonly heading: string;
    readonly isFirst: boolean;
    readonly steps: readonly Step[];
  }[];
  readonly possible: readonly { readonly label: string; readonly dependsOn: readonly Link[] }[];
  readonly nevers: readonly {
    readonly label: string;
    readonly why: string;
    readonly clauses: readonly Cited[];
    readonly guidance?: readonly Guidance[];
  }[];
  readonly unknown: readonly Unknown[];
  /** "2 now, 9 in all". */
  readonly count: string;
  /** The documents, their version, and whether the council has confirmed Rowan's reading. */
  readonly from: string;
}

export interface Step {
  readonly action: string;
  readonly label: string;
  readonly isEmergency: boolean;
  readonly strength: string;
  readonly who: string;
  readonly to: readonly Receiver[];
  readonly consent: string | null;
  readonly because: string;
  readonly clauses: readonly Cited[];
  /** How to do it, and how to say it. */
  readonly guidance?: readonly Guidance[];
}

/** Whom a step goes to, and the numbers to ring. */
export interface Receiver {
  readonly label: string;
  readonly phones: readonly Line[];
  /** How far the directory's numbers were checked. */
  readonly checked?: string | undefined;
  /** Since when a colleague has found them wrong. */
  readonly reported?: string | null | undefined;
  /** Where a wrong number is told. */
  readonly report?: string | undefined;
}

export interface Line {
  readonly number: string;
  /** "Outside office hours". */
  readonly label: string | null;
  readonly hours?: string | undefined;
  readonly open?: 'open' | 'closed' | 'not-known' | undefined;
}

/** What the directory says at this moment of the services to which steps go. */
export interface Directory {
  lookUp(
    service: string,
  ): (Required<Pick<Receiver, 'phones' | 'checked' | 'reported'>> & { readonly id: string }) | undefined;
  /** Where somebody goes on who has told of a wrong number. */
  readonly back: string;
}

/** A clause in its sentence, its place in the document, and the way to both. */
export interface Cited {
  readonly place: string;
  readonly says: string;
  readonly href: string;
  readonly source: Link | null;
}

/** Without an address it is plain words. */
export interface Link {
  readonly text: string;
  readonly href: string | null;
}

export interface Unknown {
  readonly question: Link;
  readonly decides: readonly string[];
  readonly note: string | null;
}

export interface ResultNeeds {
  readonly advised: Advised;
  /** Everything that is not known and would decide something, with a note on why it is not being asked. */
  readonly unknown: readonly (Question & { readonly note: string | null })[];
  /** Where a question is answered. */
  addressOf(fact: string): string;
  /** Where it is left out, numbers stand without their hours. */
  readonly directory?: Directory | undefined;
}

/** What to do in one council: plain words and addresses, ready to be shown. */
export function describeResult({ advised, unknown, addressOf, directory }: ResultNeeds): Result {
  const { council, advice } = advised;
  const { policy } = council;
  const ask = (id: string): Link => ({ text: findFact(policy, id)?.question ?? id, href: addressOf(id) });
  const groups = groupByTiming(council, advice.actions, directory);
  return {
    council: council.name,
    groups,
    possible: advice.possible.map(({ action, dependsOn }) => ({
      label: findLabel(policy.actions, action),
      dependsOn: dependsOn.map(ask),
    })),
    nevers: advice.never.map((never) => describeNever(council, never)),
    unknown: unknown
      .filter(({ decides }) => decides.some((action) => policy.actions.some(({ id }) => id === action)))
      .map(({ fact, decides, note }) => ({
        question: { text: fact.question, href: addressOf(fact.id) },
        decides: decides.flatMap((id) => policy.actions.find((action) => action.id === id)?.label ?? []),
        note,
      })),
    count: countSteps(groups),
    from: describeDocuments(council),
  };
}

function findFact(policy: Policy, id: string) {
  return policy.facts.find((fact) => fact.id === id);
}

export function findLabel(named: readonly { id: string; label: string }[], wanted: string): string {
  return named.find(({ id }) => id === wanted)?.label ?? wanted;
}

function groupByTiming(
  council: Council,
  actions: readonly AdvisedAction[],
  directory: Directory | undefined,
): Result['groups'] {
  const timings = [...council.policy.timings, { id: null, label: 'with no set time' }];
  return timings.flatMap(({ id, label }, place) => {
    const due = actions.filter(({ by }) => by === id);
    const steps = due.map((action) => describeStep(council, action, directory));
    if (steps.length === 0) return [];
    return [{ heading: startSentence(label), isFirst: place === 0, steps }];
  });
}

function countSteps(groups: Result['groups']): string {
  const all = groups.reduce((sum, { steps }) => sum + steps.length, 0);
  const now = groups.find(({ isFirst }) => isFirst)?.steps.length ?? 0;
  if (all === 0) return 'nothing yet';
  return now === 0 ? countInWords(all, 'step', 'steps') : `${now} now, ${all} in all`;
}

export function describeStep(council: Council, action: AdvisedAction, directory?: Directory): Step {
  const { policy } = council;
  const to = action.to.map((id) => describeReceiver(policy, id, directory));
  const isAtOnce = action.by === policy.timings[0]?.id;
  return {
    action: action.action,
    label: findLabel(policy.actions, action.action),
    isEmergency: isAtOnce && to.some(isEmergency),
    strength: strengths[action.strength],
    who: findLabel(policy.roles, action.who),
    to,
    consent: describeConsent(policy, action.consent),
    because: action.because,
    clauses: citeClauses(council, action.clauses),
    guidance: listGuidance(council, { action: action.action }),
  };
}

/** What stands after the arrow is a service or a role. */
export function describeReceiver(policy: Policy, id: string, directory?: Directory): Receiver {
  const service = policy.services.find((each) => each.id === id);
  const label = service?.label ?? findLabel(policy.roles, id);
  const found = directory?.lookUp(id);
  if (directory !== undefined && found !== undefined) {
    const { id: entry, ...said } = found;
    return { label, ...said, report: `/directory/${entry}/report?back=${directory.back}` };
  }
  if (service?.contact !== undefined) return { label, ...service.contact };
  return { label, phones: service?.phone ? [{ number: service.phone, label: null }] : [] };
}

/** The number that everybody knows: nobody has to check it, and nobody finds it wrong. */
export function isEmergency({ phones }: Pick<Receiver, 'phones'>): boolean {
  return phones[0]?.number === emergencyNumber;
}

export function describeNever(council: Council, { never, clauses }: ListedNever): Result['nevers'][number] {
  const words = council.policy.nevers.find(({ id }) => id === never);
  return {
    label: words?.label ?? never,
    why: words?.why ?? '',
    clauses: citeClauses(council, clauses),
    guidance: listGuidance(council, { never }),
  };
}

function citeClauses(council: Council, ids: readonly string[]): Cited[] {
  const clauses = ids.flatMap((id) => council.clauses.get(id) ?? []);
  return [...new Set(clauses)].map((clause) => ({
    place: clause.source === undefined ? clause.where : `${clause.source.title}: ${clause.where}`,
    says: clause.says,
    href: `/policies/${council.id}/clauses#${clause.id}`,
    source: linkToSource(council, clause),
  }));
}

function linkToSource(council: Council, { document, lines }: Clause): Link | null {
  const [line] = lines;
  const first = council.documents[0]?.file;
  const file = document ?? first;
  const title = council.documents.find((each) => each.file === file)?.title;
  if (line === undefined || file === undefined || title === undefined) return null;
  const which = file === first ? '' : `?document=${encodeURIComponent(file)}`;
  return { text: `${title}, line ${line}`, href: `/policies/${council.id}/source${which}#line-${line}` };
}

function describeDocuments({ documents, policy, isConfirmed }: Council): string {
  const titles = documents.map(({ title }) => title).join(', ');
  const [version = ''] = policy.policyVersion.split(/-(?=[0-9a-f]+$)/);
  const confirmed = isConfirmed ? '' : ' Not yet confirmed by the council.';
  return `${policy.name}: ${titles}, version ${version}.${confirmed}`;
}
