/** What somebody is told. What each means stands here; what a message is about, only in Rowan. */
interface Words {
  /** @param about the reference of a case, or the name of a colleague */
  readonly says: (about: string) => string;
  /** Where it leads, after the address of the case. */
  readonly part?: string;
  /** Where it leads that is about no case. */
  readonly place?: string;
  /** Information governance, who opens no case, is led to its audit. */
  readonly isOverseen?: boolean;
  /** Somebody may be in danger while it waits. */
  readonly isAtOnce?: boolean;
  /** Whoever stands in for the recipient is told as well. */
  readonly toCover?: boolean;
}

const ifWrong = 'If that is wrong, tell information governance at once';
const ask = 'If you do not know why, ask at once';

const words = {
  'new-work': { says: (about) => `${about} has come in, and nobody has taken it up yet` },
  'new-work-at-once': { says: (about) => `${about} has come in, and cannot wait`, isAtOnce: true },
  'possible-match': {
    says: (about) => `Somebody in ${lower(about)} may be known already`,
    part: '/people',
  },
  'concern-accepted': { says: (about) => `${about} has been taken up` },
  'concern-asked-back': {
    says: (about) => `You were asked something about ${lower(about)}`,
    part: '/receiving',
  },
  'concern-answered': {
    says: (about) => `Your question about ${lower(about)} was answered`,
    part: '/receiving',
  },
  'concern-handed-on': { says: (about) => `${about} was handed on to you`, toCover: true },
  'concern-waits': { says: (about) => `${about} has waited too long, and nobody has taken it up` },
  'danger-said': {
    says: (about) => `Something new in ${lower(about)} cannot wait`,
    isAtOnce: true,
    toCover: true,
  },
  'contact-told': {
    says: (about) => `Something was told about how it is safe to get in touch in ${lower(about)}`,
    part: '/contact',
    isAtOnce: true,
    toCover: true,
  },
  'lead-given': { says: (about) => `You now lead ${lower(about)}`, toCover: true },
  'lead-taken': { says: (about) => `Somebody else now leads ${lower(about)}` },
  'case-reopened': { says: (about) => `${about} was opened again`, toCover: true },
  'glass-broken': {
    says: () => 'A case was opened in an emergency, for four hours, by somebody it was not open to',
    part: '/audit',
    place: '/emergency/reviews',
    isAtOnce: true,
    toCover: true,
  },
  'glass-unreviewed': {
    says: () => 'A case was opened in an emergency, and nobody has reviewed it',
    part: '/audit',
    place: '/emergency/reviews',
    toCover: true,
  },
  'shut-out': {
    says: () => 'Somebody was shut out of a case. Look whether that is right',
    part: '/working',
    isOverseen: true,
    isAtOnce: true,
  },
  unsteered: {
    says: () =>
      'Somebody was shut out of a case, and nobody at work but whoever did that answers for it now. ' +
      'Somebody else has to receive it',
    part: '/working',
    isOverseen: true,
    isAtOnce: true,
  },
  'receiver-wanted': {
    says: () =>
      'Nobody is left who may receive something that came in. Ask information governance to whom the role ' +
      'that receives concerns is to be given, and give it today',
    place: '/staff',
    isAtOnce: true,
  },
  'reading-asked': {
    says: () => 'You are asked why you needed to read something. Say it in a sentence',
    place: '/reading',
  },
  'reading-explained': {
    says: () => 'A colleague opened many cases within an hour, and said why',
    place: '/oversight/reading',
  },
  'task-given': { says: (about) => `You were given something to do in ${lower(about)}`, toCover: true },
  'task-late': { says: (about) => `Something in ${lower(about)} is late, and is not done` },
  'draft-waits': {
    says: () => 'What you were recording cannot wait, and is not saved for others. It is on your start page',
    isAtOnce: true,
  },
  'draft-left': {
    says: (about) => `${about} began to record something that cannot wait, and has not saved it. Ring them`,
    isAtOnce: true,
  },
  'directory-reported': {
    says: () => 'A colleague found a number wrong in the directory that you keep',
    place: '/directory/reports',
  },
  leaver: {
    says: (about) => `${about} leaves, and what is theirs has to be handed on`,
    place: '/work/leavers',
  },
  'way-in': {
    says: (about) =>
      `An administrator made ${about} a new way to sign in. Ask whether they wanted it; if not, tell ` +
      'information governance at once',
    isAtOnce: true,
  },
  'passkey-added': {
    says: () => 'A passkey was added to your account. If it was not you, tell your administrator at once',
    place: '/account',
  },
  'passkey-removed': {
    says: () => 'A passkey of your account was removed. If it was not you, tell your administrator at once',
    place: '/account',
  },
  'password-changed': {
    says: () =>
      'The password of your account was changed. If it was not you, tell your administrator at once',
    place: '/account',
  },
  'own-way-in': {
    says: () =>
      'An administrator made you a new way to sign in. If you did not ask for it, tell your manager at once',
    place: '/account',
  },
  'address-changed': {
    says: () =>
      'An administrator changed the e-mail address of your account. If it is not yours, tell your manager',
    place: '/account',
  },
  'receives-now': {
    says: (about) => `${about} was given the role that receives concerns, and sees them all. ${ask}`,
    isAtOnce: true,
  },
  'breaks-glass-now': {
    says: (about) => `${about} was given the right to open cases in an emergency. ${ask}`,
    isAtOnce: true,
  },
  'governs-now': {
    says: (about) => `${about} was given the role of information governance. ${ask}`,
    isAtOnce: true,
  },
  'role-taken': {
    says: (about) => `${about} lost a role by which they saw cases, or who looked at them. ${ask}`,
  },
  'own-role-taken': {
    says: () => `A role that you held was taken from you. ${ifWrong}`,
    place: '/account',
  },
  'managed-now': {
    says: (about) => `${about} was given another manager, who sees the cases that they lead. ${ask}`,
  },
  'own-manager': {
    says: () => `You were given another manager, who sees the cases that you lead. ${ifWrong}`,
    place: '/account',
  },
  'own-cover': {
    says: (about) =>
      `${about} stands in for you, as your manager said, and sees your cases. If that is wrong, end it`,
    place: '/work/cover',
  },
  'cover-set': {
    says: (about) => `A manager said who stands in for ${about}, and so sees their cases. ${ask}`,
  },
  'not-delivered': {
    says: (about) => `${about} could not be told by e-mail that something waits. Tell them to look in Rowan`,
  },
} as const satisfies Readonly<Record<string, Words>>;

export type Kind = keyof typeof words;

/** A message as it is read. */
export interface MessageRow {
  readonly messageId: string;
  readonly kind: string;
  readonly createdAt: Date;
  readonly caseId: string | null;
  /** Null where the reader does not see the case any more. */
  readonly reference: string | null;
  readonly aboutStaff: string | null;
}

/** A message as a page shows it. It names nobody whom a case is about. */
export interface Told {
  readonly messageId: string;
  readonly says: string;
  readonly href: string | null;
  readonly when: string;
  readonly at: Date;
  readonly isAtOnce: boolean;
}

export function describeTold(
  { messageId, kind, createdAt, caseId, reference, aboutStaff }: MessageRow,
  sayWhen: (moment: Date) => string,
  nameOf: (staffId: string) => string,
): Told {
  const found: Words = isKind(kind) ? words[kind] : unknown;
  const { says, part = '', place = null, isOverseen = false, isAtOnce = false } = found;
  const about = aboutStaff === null ? sayCase(reference) : nameOf(aboutStaff);
  const hidden = caseId !== null && isOverseen ? `/oversight/cases/${caseId}` : place;
  const href = caseId === null || reference === null ? hidden : `/cases/${caseId}${part}`;
  return { messageId, says: says(about), href, when: sayWhen(createdAt), at: createdAt, isAtOnce };
}

const sayCase = (reference: string | null): string =>
  reference === null ? 'A case that you no longer see' : `Case ${reference}`;

/** One that a later version of Rowan wrote. */
const unknown: Words = { says: (about) => `Something waits for you in ${lower(about)}` };

export function isForCover(kind: Kind): boolean {
  const { toCover = false }: Words = words[kind];
  return toCover;
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(words, kind);
}

function lower(about: string): string {
  return about.replace(/^(Case|A case) /, (start) => start.toLowerCase());
}
