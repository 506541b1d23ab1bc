import { z } from 'zod';

const params = z.object({ token: z.string().regex(/^[\w-]{43}$/) });

export function readToken(from: unknown): string | undefined {
  const read = params.safeParse(from);
  return read.success ? read.data.token : undefined;
}
