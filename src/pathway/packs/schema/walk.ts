import { z } from 'zod';

type Schema = z.core.$ZodType;

/** The shapes that may stand at a path below a schema: several where it leaves a choice. */
function findSchemas(schema: Schema, path: readonly (string | number)[]): Schema[] {
  return path.reduce<Schema[]>(
    (at, key) => at.flatMap((one) => openChoices(one)).flatMap((one) => stepInto(one, key)),
    [schema],
  );
}

/** The keys that a map at this path may have; none where it names things of its own. */
export function listKeys(schema: Schema, path: readonly (string | number)[]): string[] {
  const shapes = findSchemas(schema, path).flatMap((one) => openChoices(one));
  return [...new Set(shapes.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))];
}

/** What stands at this path, as the schema describes it. */
export function findDescription(schema: Schema, path: readonly (string | number)[]): string | null {
  for (const shape of findSchemas(schema, path)) {
    let inner: Schema | null = shape;
    while (inner !== null) {
      const description = inner instanceof z.ZodType ? inner.description : undefined;
      if (description !== undefined) return description;
      inner = unwrap(inner);
    }
  }
  return null;
}

function unwrap(schema: Schema): Schema | null {
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault;
  return wraps || schema instanceof z.ZodLazy ? schema.unwrap() : null;
}

function openChoices(schema: Schema): Schema[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => openChoices(one));
  const inner = unwrap(schema);
  return inner === null ? [schema] : openChoices(inner);
}

function stepInto(schema: Schema, key: string | number): Schema[] {
  if (schema instanceof z.ZodArray) return typeof key === 'number' ? [schema.element] : [];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const shape: Record<string, Schema> = schema.shape;
  const at = Object.hasOwn(shape, key) ? shape[key] : undefined;
  return at === undefined ? [] : [at];
}
