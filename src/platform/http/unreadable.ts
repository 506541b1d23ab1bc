import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type PageFrame, renderErrorPage } from '../html/index.ts';

const statuses: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * What Node could not read as a request reaches neither hook nor route: it is answered here, with the headers
 * and in the words of every other answer.
 */
export function answerUnreadable(headers: Readonly<Record<string, string>>, frame: PageFrame = {}) {
  const body = Buffer.from(String(renderErrorPage('bad-request', frame)));
  const own = {
    ...headers,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(body.length),
    connection: 'close',
  };
  const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}`);
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (!socket.writable) return void socket.destroy();
    const status = statuses[error.code ?? ''] ?? 400;
    socket.write([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '\r\n'].join('\r\n'));
    socket.end(body);
  };
}

/** Node would refuse a header `Expect` that it does not know by an answer of its own; we read on without. */
export function ignoreExpectations(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
