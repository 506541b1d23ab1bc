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
