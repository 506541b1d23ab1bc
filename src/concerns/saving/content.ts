import { listKnown, type Situation } from '../../advice/situation.rules.ts';
import { judgeNote, type PromptAnswer, prompts } from '../../notes/index.ts';
import type { Facts } from '../../pathway/index.ts';
import { type Part, type PersonWords, readChildren, readPerson, tellAnew } from '../../people/index.ts';
import { first, type Typed } from '../../platform/html/index.ts';
import { type Nameable, readColleagues } from '../recording/colleagues.forms.ts';
import { clockFact, type PageName, type Recording, readDanger } from '../recording/recording.rules.ts';

/** Everything of a recording that is to be written, read from what was typed. */
export interface Content {
  readonly situation: string;
  readonly danger: boolean | null;
  readonly facts: Facts;
  /** Those of them that the clock told, and nobody said. */
  readonly byClock: readonly string[];
  readonly excluded: readonly string[];
  readonly people: readonly {
    readonly part: Part;
    readonly words: PersonWords;
    /** Somebody who is in Rowan already. */
    readonly same: string | undefined;
  }[];
  readonly note: string;
  /** Steps that were done already, by the ids of their actions. */
  readonly ticked: readonly string[];
  readonly prompts: Readonly<Record<string, PromptAnswer>>;
  readonly signs: readonly string[];
}

export type ReadContent =
  | { readonly ok: true; readonly content: Content }
  /** The pages on which something has to be put right first. */
  | { readonly ok: false; readonly pages: readonly PageName[] };

export interface ContentNeeds {
  readonly recording: Recording;
  readonly situation: Situation;
  readonly colleagues: readonly Nameable[];
  readonly self: string;
  /** As 2026-11-22, in London. */
  readonly today: string;
  /** The signs that the pack has. */
  readonly signs: readonly string[];
}

/** Reads a recording as it would be written. Nothing that was typed is left out. */
export function readContent({
  recording,
  situation,
  colleagues,
  self,
  today,
  signs,
}: ContentNeeds): ReadContent {
  const typed = (page: PageName): Typed => recording.typed[page] ?? {};
  const excluded = readColleagues(typed('colleagues'), colleagues, self);
  const who = readPerson(typed('who'), today);
  const other = readPerson(typed('other'), today);
  const children = readChildren(typed('children'), today);
  const words = first(typed('note'), 'words');
  const isNoteRight = judgeNote(words) === undefined;
  if (!excluded.ok || !who.ok || !other.ok || !children.ok || !isNoteRight) {
    const wrong: [PageName, boolean][] = [
      ['colleagues', !excluded.ok],
      ['who', !who.ok],
      ['children', !children.ok],
      ['other', !other.ok],
      ['note', !isNoteRight],
    ];
    return { ok: false, pages: wrong.flatMap(([page, isWrong]) => (isWrong ? [page] : [])) };
  }
  const people = [
    ...toPerson('survivor', who),
    ...children.children.map((child) => ({ part: 'child' as const, words: child, same: undefined })),
    ...toPerson('perpetrator', other),
  ];
  const found = people.filter(({ same }) => same !== undefined).map((person) => tellAnew(person.words));
  const told = [...found, tellDone(recording, situation), excluded.isNameless ? nameless : ''];
  const note = [words.trim(), ...told].filter((text) => text !== '');
  return {
    ok: true,
    content: {
      situation: situation.said.get('situation') ?? 'not-known',
      danger: readDanger(situation),
      facts: listKnown(situation),
      byClock: listByClock(recording, situation),
      excluded: excluded.excluded,
      people,
      note: note.join('\n\n'),
      ticked: recording.ticked,
      prompts: readPrompts(typed('note')),
      signs: (typed('signs')['sign'] ?? []).filter((sign) => signs.includes(sign)),
    },
  };
}

function listByClock({ said }: Recording, situation: Situation): readonly string[] {
  const isTold = situation.said.has(clockFact) && ![...said].some(([fact]) => fact === clockFact);
  return isTold ? [clockFact] : [];
}

/** The steps that were ticked before it was saved. */
function tellDone({ ticked }: Recording, { councils }: Situation): string {
  const actions = councils.flatMap(({ policy }) => policy.actions);
  const done = actions.filter(({ id }) => ticked.includes(id)).map(({ label }) => label);
  return done.length === 0 ? '' : `Done already: ${done.join('; ')}.`;
}

const nameless =
  'Somebody involved works for the council, or knows somebody who does. It was not known who that is.';

function toPerson(
  part: Part,
  { words, same }: { readonly words: PersonWords | undefined; readonly same: string | undefined },
): Content['people'] {
  return words === undefined ? [] : [{ part, words, same }];
}

const answers: readonly PromptAnswer[] = ['recorded', 'not-known', 'not-asked'];

function readPrompts(typed: Typed): Content['prompts'] {
  return Object.fromEntries(
    prompts.flatMap(({ id }) => {
      const answer = answers.find((each) => each === first(typed, id));
      return answer === undefined ? [] : [[id, answer]];
    }),
  );
}
