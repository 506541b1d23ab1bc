import { z } from 'zod';
import type { FieldError } from '../../platform/html/index.ts';
import { readText } from '../../platform/http/index.ts';
import { readJson } from '../../platform/json.ts';
import { judgeWords } from '../../platform/typed.pure.ts';
import { type Agreement, ways } from './contact.rules.ts';

const LONGEST = 500;
const seen = ['no', 'yes', 'not-known'] as const;
const ticked = z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]);

const agreement = z.object({
  ways: z.array(
    z.object({
      way: z.enum(ways.map(({ id }) => id)),
      to: z.string(),
      when: z.string(),
      seen: z.enum(seen),
    }),
  ),
  words: z.string(),
});

/** What was sealed, read back. */
export function readAgreement(body: string): Agreement {
  const read = readJson(body, agreement);
  if (read === undefined) throw new Error('A safe contact holds something else.');
  return read;
}

export function writeAgreement(agreed: Agreement): string {
  return JSON.stringify(agreed);
}

export interface TypedAgreement {
  readonly agreement: Agreement;
  readonly errors: readonly FieldError[];
}

/** Reads the form. A way that is ticked without an answer to who sees it is not known, and so no route. */
export function readContact(body: unknown): TypedAgreement {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const wanted = ticked.parse(fields['way']);
  const errors: FieldError[] = [];
  const take = (field: string) => {
    const typed = readText(body, field);
    const text = judgeWords(typed.trim(), { most: LONGEST });
    if (text !== undefined) errors.push({ field, text });
    return text === undefined ? typed.trim() : typed;
  };
  const agreed = ways.flatMap(({ id }) =>
    wanted.includes(id)
      ? [
          {
            way: id,
            to: take(`to-${id}`),
            when: take(`when-${id}`),
            seen: z.enum(seen).catch('not-known').parse(fields[`seen-${id}`]),
          },
        ]
      : [],
  );
  return { agreement: { ways: agreed, words: take('words') }, errors };
}
