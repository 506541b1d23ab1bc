import type { Draw } from '../draw.ts';

const came: Readonly<Record<string, readonly string[]>> = {
  disclosure: [
    'They asked for a word away from the desk, and told me.',
    'They rang about the rent and began to cry. I asked if they were safe, and they told me.',
    'I ask everybody who comes about a transfer. They took a while, and then they told me.',
    'We were filling in the form for council tax, and they said why they had never filled it in before.',
    'They came in about a broken lock. When I asked how it broke, they told me.',
    'At the end of the visit they walked me to the car, and told me there.',
  ],
  concern: [
    'I was there about a repair. The bedroom door had been forced, and they did not want me to look at it.',
    'They came to the desk with a bruise, and the person beside them answered every question.',
    'The neighbours ring about noise nearly every week. I saw how quiet the children were.',
    'Rent had been paid on time for years. Now it comes late, and somebody else rings about it each time.',
    'There are holes in two doors, at the height of a fist. Nobody wanted them mended.',
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
  'It began when she was expecting, and it has not stopped since.',
  'He waits outside her work, and knows whom she talks to.',
  'They were pushed, and hit their head on the cooker. It has healed by now.',
  'The cards and the passport are locked away, and they have to ask for money for the bus.',
  'Their mother-in-law watches where they go, and tells him.',
  'Nobody has hit anybody, they say. They are told every day what they do wrong, and they are afraid.',
];
const wanted = [
  'They want it to stop. They do not want to leave their home.',
  'They want somewhere else to live, not far from the school.',
  'They do not know yet what they want, and I said that they need not know today.',
  'They want somebody to talk to who knows about this.',
  'They want the lock changed, and nothing else for now.',
  'They want help with the money first. The rest comes after.',
  'They asked that nobody rings the police, and I said when I would have to.',
];
const done = [
  'I explained what stays between us and what I must pass on. We agreed when I may ring.',
  'I gave them the helpline on a slip of paper that says nothing. They put it in their shoe.',
  'I rang my manager straight after.',
  'We found a time when I can ring safely: weekday mornings, and never by text.',
  'I said that it is not their fault, and that they need not decide anything today.',
  'We agreed on a word that means: ring off and call the police.',
  'I wrote down what I saw with my own eyes, and nothing that I only think.',
];
const later = [
  'I rang at the time that we agreed. They could talk for five minutes. Nothing new has happened.',
  'No answer at the agreed time. I left no message. I will try tomorrow morning.',
  'We met at the library. We went through the plan and changed the way out at the back.',
  'The school rang. The children are well, and the head of year knows whom to ring.',
  'The specialist service has seen them, and goes on seeing them each week.',
  'They have had the lock changed. They slept through the night for the first time.',
  'The bank has opened an account in their own name. The letters go to the library.',
  'They rang themselves. He has been told to leave by the court, and has left.',
  'They have gone back to him. I said that we are still here, and when they can ring.',
  'The health visitor was there today, and has seen the children each on their own.',
  'The police have been again in the night. Nobody was hurt. They want to talk tomorrow.',
  'They have seen a flat, and will say by Friday. The school can stay the same.',
  'They came with their sister, and stayed for an hour. They laughed once.',
];
const reasons = {
  closed: [
    'They are safe where they live now, and have the number to ring. They want no more from us.',
    'The specialist service has taken over, and sees them each week. We agreed that it is enough.',
    'They have moved to another county. The council there knows, and has said so.',
    'He has left and stays away, by the court’s order. They know what to do if he comes back.',
    'They do not want us to do any more. They know how to find us.',
  ],
  'opened-again': [
    'They rang: he has been at the door again.',
    'They have come back from their sister’s, and ask for help with a home.',
    'The school rang about one of the children.',
  ],
  'shut-out': [
    'They are a cousin of the person who uses abuse.',
    'They live next door, and know both of them.',
    'They were once married to somebody in this case.',
  ],
} as const;

/** What somebody writes down at first. */
export function writeFirstNote(draw: Draw, situation: string): string {
  const first = draw.oneOf(came[situation] ?? came['disclosure'] ?? happened);
  if (situation === 'caller') return first;
  return [first, draw.oneOf(happened), draw.oneOf(wanted), draw.oneOf(done)].join(' ');
}

/** What is written in the weeks after. */
export const writeLaterNote = (draw: Draw): string => draw.oneOf(later);

export const writeReason = (draw: Draw, of: keyof typeof reasons): string => draw.oneOf(reasons[of]);

export const question = 'Do you know whether they are alone at home in the daytime?';
export const reply = 'On weekdays until three. I would not ring after that.';
export const correction = 'I wrote the wrong day: it was Thursday, not Tuesday.';
export const reopening = 'The form came back: a page was missing.';
export const overDanger = 'The police have him in custody, and their own worker stays with them.';
export const movedOn = 'They asked for this and changed their mind.';

/** What a colleague found wrong in the directory: the first was seen to. */
export const wrongNumbers = [
  'It rings, and then a voice says that the number has changed.',
  'Nobody answers on Wednesdays any more. They told me that they are open from Thursday.',
  'This is the switchboard. The team has a line of its own now.',
] as const;

/** What somebody began to record and had to leave. */
export const leftNotes = [
  { start: 'noticed', words: 'At number nine for the boiler. She would not let me into the back room, and' },
  { start: 'told', words: 'She said: “He counts the money for the bus.” I asked if' },
] as const;
