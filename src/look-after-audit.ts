import path from 'node:path';
import { askIn, runAuditCommand } from './audit/index.ts';
import { readConfig } from './platform/config.ts';
import { tell } from './platform/log.ts';
import { sayRefusal, withDatabase } from './with-database.ts';

/**
 * Verifies the audit, or exports it. It works beside a Rowan that serves; an export is verified without any
 * database.
 *
 * @returns the exit status
 */
export function lookAfterAudit(args: readonly string[]): Promise<number> {
  return sayRefusal(() =>
    runAuditCommand(args, {
      dataFolder: readConfig(path.dirname(import.meta.dirname)).dataFolder,
      say: tell,
      withDatabase: (work) =>
        withDatabase('command', ({ worker }) => worker.withReferenceTx((tx) => work(askIn(tx)))),
    }),
  );
}
