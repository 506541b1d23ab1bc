import type { FastifyReply } from 'fastify';
import type { Html } from '../html/index.ts';
import { sendError } from './failure.ts';
import { type FormMark, markForms, watchPage } from './form-mark.ts';
import type { Answer } from './route.ts';

const HTML = 'text/html; charset=utf-8';

/**
 * Sends an answer.
 *
 * @param mark what its forms are marked with; nothing, where nobody has a session
 */
export function send(reply: FastifyReply, answer: Answer, mark: FormMark | undefined): FastifyReply {
  const draw = (html: Html) => {
    const marked = mark === undefined ? String(html) : markForms(String(html), mark);
    return mark?.watch === undefined ? marked : watchPage(marked, mark.watch);
  };
  if (!('kind' in answer)) return reply.type(HTML).send(draw(answer));
  switch (answer.kind) {
    case 'page':
      return reply.code(answer.status).type(HTML).send(draw(answer.html));
    case 'redirect':
      return reply.redirect(answer.to, 303);
    case 'data':
      return reply
        .code(answer.status)
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(answer.data));
    case 'with-headers':
      return send(reply.headers(answer.headers), answer.answer, mark);
    case 'not-found':
      return sendError(reply, 'not-found');
  }
}
