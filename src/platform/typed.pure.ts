/** The fields of a form as they were typed, each with its values. */
export type Typed = Readonly<Record<string, readonly string[]>>;

/** What is wrong with what was typed, and in which field: said beside it, and in the summary. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** The first value of a field; empty where there is none. */
export function first(fields: Typed | undefined, name: string): string {
  return fields?.[name]?.[0] ?? '';
}

/** The error beside a field. */
export function findError(
  errors: readonly FieldError[],
  field: string,
): { readonly text: string } | undefined {
  const found = errors.find((error) => error.field === field);
  return found === undefined ? undefined : { text: found.text };
}

/** More than any name, number or place has. */
export const LONGEST_LINE = 300;
/** Nobody needs more to say why; a paste of pages belongs in a note. */
const LONGEST_WORDS = 4000;

/** What is asked of words that somebody types. */
export interface WordRule {
  /** What is said where there are too few: "Say why". Where nothing is said, there need be none. */
  readonly missing?: string;
  readonly least?: number;
  readonly most?: number;
  /** As it stands in an error: "The name". */
  readonly called?: string;
}

/** What is wrong with words that somebody typed; undefined where they can be kept as they are. */
export function judgeWords(
  text: string,
  { missing, least = 1, most = LONGEST_WORDS, called = 'What you wrote' }: WordRule = {},
): string | undefined {
  if (missing !== undefined && text.trim().length < least) return missing;
  if (text.length > most) {
    const [limit, over] = [most, text.length - most].map((count) => count.toLocaleString('en-GB'));
    return `${called} must be ${limit} characters or fewer. Take out ${over}`;
  }
  if (text.isWellFormed() && !text.includes('\0')) return undefined;
  return `${called} holds a character that cannot be kept. Type it again`;
}
