import { z } from 'zod';

const ids = z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(200)]).catch([]);

/** The ids that were ticked: one comes as a text, several as a list. */
export function readIds(body: unknown, name: string): readonly string[] {
  const read = z.record(z.string(), z.unknown()).safeParse(body);
  return read.success ? ids.parse(read.data[name]) : [];
}
