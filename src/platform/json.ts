import type { ZodType } from 'zod';

/**
 * Reads JSON that came from outside the program, and holds it to a shape.
 *
 * @returns the value, or undefined when the text is not JSON or has another shape
 */
export function readJson<Value>(text: string, shape: ZodType<Value>): Value | undefined {
  try {
    const read = shape.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
