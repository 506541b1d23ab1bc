import { z } from 'zod';
import { signedIn, viewerOf } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { defineRoute, type Route, redirect } from '../platform/http/index.ts';
import { markAsSeen } from './message.actions.ts';

const form = z.object({
  back: z.enum(['/', '/work']).catch('/'),
  // One field holds them all, with spaces between.
  messages: z
    .string()
    .transform((ids) => ids.split(' '))
    .pipe(z.array(z.uuid()).max(100))
    .catch([]),
});

/** What one was told is shown where one's work is; here it is marked as seen. */
export function messageRoutes({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/told/seen',
      access: signedIn('everybody marks what they were told themselves; of anybody else’s there is none'),
      audit: 'message.read',
      handler: async (request) => {
        const { back, messages } = form.parse(request.body ?? {});
        await database.actAs(
          viewerOf(request).staffId,
          // The act writes its own row, where it changed anything.
          async () => {},
          (tx) => markAsSeen(tx, messages, clock.now(), request.reference),
        );
        return redirect(back);
      },
    }),
  ];
}
