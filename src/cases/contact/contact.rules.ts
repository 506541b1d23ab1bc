/** How the survivor can be reached, in the words of the form. */
export const ways = [
  { id: 'call', label: 'A phone call', to: 'Which number?' },
  { id: 'voicemail', label: 'A message left on the phone', to: 'Which number?' },
  { id: 'text', label: 'A text message', to: 'Which number?' },
  { id: 'email', label: 'An email', to: 'Which address?' },
  { id: 'letter', label: 'A letter', to: 'Where to?' },
  { id: 'meeting', label: 'Meeting them', to: 'Where?' },
  { id: 'somebody', label: 'Through somebody they trust', to: 'Who, and how?' },
] as const;
export type WayId = (typeof ways)[number]['id'];

export interface Way {
  readonly way: WayId;
  readonly to: string;
  /** Days and times, as they were said. */
  readonly when: string;
  /** Whether the person using abuse may see, hear or answer it. */
  readonly seen: 'no' | 'yes' | 'not-known';
}

/** What the survivor has said is safe. */
export interface Agreement {
  readonly ways: readonly Way[];
  /** Who to say one is, and what to say. */
  readonly words: string;
}

/** A way is one only where it is known that the person using abuse does not see it. */
function isRoute({ seen }: Way): boolean {
  return seen === 'no';
}

/** The routes, a short line each. */
export function listRoutes({ ways: agreed }: Agreement): readonly string[] {
  return agreed.filter(isRoute).map(sayWay);
}

/** What was agreed and is no route. */
export function listBlocked({ ways: agreed }: Agreement): readonly string[] {
  return agreed
    .filter((way) => !isRoute(way))
    .map((way) => `${sayWay(way)}: ${way.seen === 'yes' ? 'it may be seen' : 'not known who sees it'}`);
}

/** All of it, a short line each. */
export function describeSaid(agreed: Agreement): readonly string[] {
  const lines = [
    ...listRoutes(agreed),
    ...listBlocked(agreed),
    ...(agreed.words ? [`Say: ${agreed.words}`] : []),
  ];
  return agreed.ways.length === 0 ? ['Nothing is safe.', ...lines] : lines;
}

function sayWay({ way, to, when }: Way): string {
  const label = ways.find(({ id }) => id === way)?.label ?? way;
  return [label, to, when].filter((text) => text !== '').join(', ');
}
