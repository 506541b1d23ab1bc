import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { sendError } from './failure.ts';
import { isGuarded, isOwnHost, isOwnPage } from './origin.ts';

interface Door {
  readonly config: Config;
  readonly log: Log;
}

const HEALTH = '/health';

/** What no request goes past, whatever it asks for. */
export function guardDoor(
  server: FastifyInstance,
  door: Door,
  headers: Readonly<Record<string, string>>,
): void {
  server.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers);
    const refusal = findRefusal(door, request);
    if (refusal === undefined) return next();
    door.log.info(refusal, { reference: request.id });
    turnAway(door, request, reply, refusal);
  });
}

type Refusal = 'request.foreign-host' | 'request.foreign-origin' | 'request.unguarded';

/** A health check comes from a load balancer, under any name; everything else must have been meant for us. */
function findRefusal({ config }: Door, request: FastifyRequest): Refusal | undefined {
  const isHealth = request.routeOptions.url === HEALTH;
  if (!isHealth && !isOwnHost(config, request.host)) return 'request.foreign-host';
  if (!changesNothing(request) && !isOwnPage(config, request.host, request.headers))
    return 'request.foreign-origin';
  return isHealth || isGuarded(config, request.protocol) ? undefined : 'request.unguarded';
}

/** Whoever only looks is led to https; what was sent without it is not used, and not sent on. */
function turnAway({ config }: Door, request: FastifyRequest, reply: FastifyReply, refusal: Refusal): void {
  const isLed = refusal === 'request.unguarded' && changesNothing(request);
  if (isLed) reply.redirect(`${config.publicOrigin}${request.url}`, 307);
  else sendError(reply, 'bad-request');
}

const changesNothing = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';
