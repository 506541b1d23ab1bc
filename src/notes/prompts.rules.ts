/** What a good note says, after the lists of good practice in the councils' documents. */
export interface Prompt {
  readonly id: string;
  readonly asks: string;
}

/** Ids stand in saved notes: one is never changed, and a new one goes to the end. */
export const prompts: readonly Prompt[] = [
  {
    id: 'how-told',
    asks: 'How you came to know: they said it, you asked because of signs, or you ask everybody',
  },
  { id: 'answer', asks: 'What they answered, if you asked' },
  { id: 'person-using-abuse', asks: 'Who the person using abuse is to them, their name, and where they are' },
  { id: 'pregnancy', asks: 'Whether anybody is pregnant' },
  { id: 'children', asks: 'The children in the home, and those who live there some of the time' },
  { id: 'what-happened', asks: 'What happened: each incident, and injuries that they have now' },
  { id: 'since-when', asks: 'Whether it is the first time; if not, since when and how often' },
  {
    id: 'raises-risk',
    asks: 'What makes it more dangerous: they left, or plan to; who they are; what has changed',
  },
  { id: 'options', asks: 'What you talked about, and what support you offered' },
  { id: 'done', asks: 'What you did: forms, calls, referrals, where you sent them for help' },
  { id: 'agencies', asks: 'Other agencies that work with them, the children or the person using abuse' },
  {
    id: 'sharing',
    asks: 'What you passed on without their agreement, because of which harm, and whom you asked first',
  },
];

/** The prompts in the survivor's own word for the other person, where it is known. */
export function sayPrompts(otherPerson: string | null): readonly Prompt[] {
  if (otherPerson === null) return prompts;
  const say = (asks: string) => asks.replaceAll('the person using abuse', `“${otherPerson}”`);
  return prompts.map(({ id, asks }) => ({ id, asks: say(asks) }));
}

export const answers = ['recorded', 'not-known', 'not-asked'] as const;
export type PromptAnswer = (typeof answers)[number];
export type Prompts = Readonly<Record<string, PromptAnswer>>;

export const answerWords: Readonly<Record<PromptAnswer, string>> = {
  recorded: 'Recorded',
  'not-known': 'Not known',
  'not-asked': 'Not asked',
};

/** The prompts with one answer, in words; what nobody marked is in none of the lists. */
export function listPrompts(given: Prompts, answer: PromptAnswer): readonly string[] {
  return prompts.filter(({ id }) => given[id] === answer).map(({ asks }) => asks);
}
