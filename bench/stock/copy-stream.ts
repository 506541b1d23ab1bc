import { once } from 'node:events';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Connection } from '../../src/platform/database/connection.ts';

type Value = string | Buffer | null;

/** Rows on their way into a table. */
export interface CopyStream {
  write(values: readonly Value[]): Promise<void> | undefined;
  end(): Promise<void>;
}

const AT_ONCE = 500;

/** Rows by COPY, over a connection of its own. */
export async function openCopy(at: Connection, target: string): Promise<CopyStream> {
  const client = new pg.Client(at);
  await client.connect();
  await client.query('set synchronous_commit = off');
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  let lines: string[] = [];
  const flush = async () => {
    const isRoom = stream.write(lines.join(''));
    lines = [];
    if (!isRoom) await once(stream, 'drain');
  };
  return {
    write: (values: readonly Value[]) => {
      lines.push(`${values.map(writeText).join('\t')}\n`);
      return lines.length < AT_ONCE ? undefined : flush();
    },
    end: async () => {
      await flush();
      stream.end();
      await once(stream, 'finish');
      await client.end();
    },
  };
}

function writeText(value: Value): string {
  if (value === null) return '\\N';
  return typeof value === 'string' ? value : `\\\\x${value.toString('hex')}`;
}
