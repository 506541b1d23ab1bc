import type { Draw } from './draw.ts';

const came: Readonly<Record<string, readonly string[]>> = {
  disclosure: [
    'They asked for a word away from the desk, and told me.',
    'They rang about the rent and began to cry. I asked if they were safe, and they told me.',
    'I ask everybody who comes about a transfer. They took a while, and then they told me.',
  ],
  concern: [
    'I was there about a repair. The bedroom door had been forced, and they did not want me to look at it.',
    'They came to the desk with a bruise, and the person beside them answered every question.',
    'The neighbours ring about noise nearly every week. I saw how quiet the children were.',
  ],
  'no-disclosure': [
    'I asked because of what I had seen. They said that everything was fine, and looked at the door.',
    'I asked when we were alone. They thanked me and said no.',
  ],
  perpetrator: [
    'He told me that he had gone too far, and that he does not want to be like that.',
    'She laughed about it on the phone. I did not argue with her.',
  ],
  'report-by-other': [
    'A neighbour rang. They hear shouting and things being thrown, and they are worried about the children.',
    'Their sister rang. She has not been allowed to visit since the spring.',
  ],
  caller: [
    'Somebody rang to ask where a tenant lives now. I said nothing about any customer.',
    'A caller who said he was a solicitor wanted an address. I asked him to write.',
  ],
};
const happened = [
  'It has been going on for about a year and is getting worse.',
  'The phone is checked every evening, and the money is kept from them.',
  'It happened again at the weekend. Nobody called the police.',
  'They left for two nights and went back, because of the school.',
  'It is the first time that they have told anybody.',
  'The other person comes to the house although they no longer live there.',
];
const wanted = [
  'They want it to stop. They do not want to leave their home.',
  'They want somewhere else to live, not far from the school.',
  'They do not know yet what they want, and I said that they need not know today.',
  'They want somebody to talk to who knows about this.',
];
const done = [
  'I explained what stays between us and what I must pass on. We agreed when I may ring.',
  'I gave them the helpline on a slip of paper that says nothing. They put it in their shoe.',
  'I rang my manager straight after.',
  'We found a time when I can ring safely: weekday mornings, and never by text.',
];
const later = [
  'I rang at the time that we agreed. They could talk for five minutes. Nothing new has happened.',
  'No answer at the agreed time. I left no message. I will try tomorrow morning.',
  'We met at the library. We went through the plan and changed the way out at the back.',
  'The school rang. The children are well, and the head of year knows whom to ring.',
  'The specialist service has seen them, and goes on seeing them each week.',
  'They have had the lock changed. They slept through the night for the first time.',
];

/** What somebody writes down at first. */
export function writeFirstNote(draw: Draw, situation: string): string {
  const first = draw.oneOf(came[situation] ?? came['disclosure'] ?? happened);
  if (situation === 'caller') return first;
  return [first, draw.oneOf(happened), draw.oneOf(wanted), draw.oneOf(done)].join(' ');
}

/** What is written in the weeks after. */
export const writeLaterNote = (draw: Draw): string => draw.oneOf(later);

export const question = 'Do you know whether they are alone at home in the daytime?';
export const reply = 'On weekdays until three. I would not ring after that.';
export const correction = 'I wrote the wrong day: it was Thursday, not Tuesday.';
export const reopening = 'The form came back: a page was missing.';
