import type { FastifyReply, FastifyRequest } from 'fastify';
import { KeyOfAnother, KeyServiceAway } from '../crypto/index.ts';
import { isAway, isBusy, isFull } from '../database/connection.ts';
import { type ErrorKind, type ErrorPageOptions, findErrorStatus, renderErrorPage } from '../html/index.ts';
import { describeDefect, type Log } from '../log.ts';
import { readFields } from './fields.ts';

/**
 * Sends the page of an error, in the frame of every page. Nothing of what was asked or sent stands in it, but
 * for a form that may be sent again.
 */
export function sendError(
  reply: FastifyReply,
  kind: ErrorKind,
  more: Pick<ErrorPageOptions, 'reference' | 'unsent'> = {},
): FastifyReply {
  return reply
    .code(findErrorStatus(kind))
    .type('text/html; charset=utf-8')
    .send(String(renderErrorPage(kind, { ...reply.server.pageFrame, ...more })));
}

/**
 * Sends the page for something thrown, and logs it when it is a defect, under the reference that the page
 * shows.
 */
export function sendFailure(log: Log, error: unknown, reply: FastifyReply): FastifyReply {
  const reference = reply.request.id;
  const absence = findAbsence(error);
  if (absence !== undefined) {
    const { kind, event, why } = absence;
    log.alarm(event, { reference, why });
    return sendError(reply.header('retry-after', '5'), kind, { unsent: readUnsent(reply.request) });
  }
  if (error instanceof KeyOfAnother) {
    log.alarm('keys.of-another', { reference });
    return sendError(reply, 'not-found');
  }
  const status = readStatus(error);
  if (status === 413) return sendError(reply, 'too-large');
  if (status >= 400 && status < 500) return sendError(reply, 'bad-request');
  log.alarm('defect', { reference, ...describeDefect(error) });
  return sendError(reply, 'broken', { reference, unsent: readUnsent(reply.request) });
}

/** What Rowan cannot do without, where it is that which is missing. */
function findAbsence(error: unknown) {
  if (error instanceof KeyServiceAway) return { kind: 'away', event: 'keys.away', why: error.why } as const;
  if (!isAway(error)) return undefined;
  if (isFull(error)) return { kind: 'away', event: 'database.full', why: undefined } as const;
  const kind = isBusy(error) ? 'busy' : 'away';
  return { kind, event: `database.${kind}`, why: undefined } as const;
}

/** A form as it came, its token with it. A password is typed again. */
function readUnsent({ method, url, body }: FastifyRequest): ErrorPageOptions['unsent'] {
  const fields = method === 'POST' ? readFields(body) : undefined;
  return fields === undefined || 'password' in fields ? undefined : { to: url, fields };
}

function readStatus(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}
