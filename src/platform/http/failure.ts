import type { FastifyReply } from 'fastify';
import { isAway } from '../database/connection.ts';
import { type ErrorKind, findErrorStatus, renderErrorPage } from '../html/index.ts';
import { describeDefect, type Log } from '../log.ts';

/** Sends the page of an error, in the frame of every page. Nothing of what was asked or sent stands in it. */
export function sendError(reply: FastifyReply, kind: ErrorKind, reference?: string): FastifyReply {
  return reply
    .code(findErrorStatus(kind))
    .type('text/html; charset=utf-8')
    .send(String(renderErrorPage(kind, { ...reply.server.pageFrame, reference })));
}

/**
 * Sends the page for something thrown, and logs it when it is a defect, under the reference that the page
 * shows.
 */
export function sendFailure(log: Log, error: unknown, reply: FastifyReply): FastifyReply {
  const reference = reply.request.id;
  if (isAway(error)) {
    log.alarm('database.away', { reference });
    return sendError(reply.header('retry-after', '5'), 'away');
  }
  const status = readStatus(error);
  if (status === 413) return sendError(reply, 'too-large');
  if (status >= 400 && status < 500) return sendError(reply, 'bad-request');
  log.alarm('defect', { reference, ...describeDefect(error) });
  return sendError(reply, 'broken', reference);
}

function readStatus(error: unknown): number {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}
