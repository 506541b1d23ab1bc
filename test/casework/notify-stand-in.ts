import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const service = '26785a09-ab16-4eb0-8407-a37497a57506';
const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0';
export const apiKey = `rowan-${service}-${secret}`;
export const template = 'f33517ff-2a88-4f6e-b855-c550268ce08a';

export interface TakenMail {
  readonly template_id: string;
  readonly email_address: string;
  readonly reference: string;
  readonly personalisation: Readonly<Record<string, string>>;
}

/** What GOV.UK Notify does with an e-mail, as far as its published protocol says. */
export interface NotifyStandIn {
  readonly url: string;
  /** What was taken, in its order. */
  readonly taken: TakenMail[];
  /** How often it was asked anything. */
  readonly asked: string[];
  /**
   * What it does from now on: takes mail, answers with an error, sends on to another address, or takes it and
   * says nothing.
   */
  answerWith(status: 201 | 400 | 403 | 429 | 500 | 'elsewhere' | 'silence'): void;
  stop(): Promise<void>;
}

export async function startNotify(now: () => Date): Promise<NotifyStandIn> {
  const taken: TakenMail[] = [];
  const asked: string[] = [];
  let next: Parameters<NotifyStandIn['answerWith']>[0] = 201;
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '', 'http://notify');
    asked.push(`${request.method} ${url.pathname}`);
    const say = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const refuse = (status: number, error: string) =>
      say(status, { status_code: status, errors: [{ error, message: 'no' }] });
    if (!isSigned(request.headers.authorization, now())) return refuse(403, 'AuthError');
    if (request.method === 'GET' && url.pathname === '/v2/notifications') {
      const reference = url.searchParams.get('reference');
      return say(200, { notifications: taken.filter((mail) => mail.reference === reference), links: {} });
    }
    if (request.method !== 'POST' || url.pathname !== '/v2/notifications/email')
      return refuse(404, 'NotFound');
    if (next === 'elsewhere') return response.writeHead(307, { location: '/elsewhere' }).end();
    if (isError(next)) return refuse(next, 'AsToldByTheTest');
    const mail = JSON.parse(Buffer.concat(parts).toString('utf8')) as TakenMail;
    if (mail.template_id !== template || !mail.email_address?.includes('@'))
      return refuse(400, 'ValidationError');
    taken.push(mail);
    if (next === 'silence') return response.destroy();
    return say(201, { id: template, reference: mail.reference });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    asked,
    answerWith: (answer) => {
      next = answer;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const isError = (next: unknown): next is number => typeof next === 'number' && next !== 201;

/** A JSON Web Token, HS256 under the key's secret, by the service, made within the last half minute. */
function isSigned(header: string | undefined, now: Date): boolean {
  const [head = '', body = '', signature = ''] = (header ?? '').replace(/^Bearer /, '').split('.');
  const right = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
  if (signature !== right) return false;
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  const { alg, typ } = read(head);
  const { iss, iat } = read(body);
  const age = now.getTime() / 1000 - iat;
  return alg === 'HS256' && typ === 'JWT' && iss === service && Math.abs(age) <= 30;
}
