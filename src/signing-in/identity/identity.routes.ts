import { z } from 'zod';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerPage,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  type RouteRequest,
  sendAway,
  withHeaders,
} from '../../platform/http/index.ts';
import { describeDefect } from '../../platform/log.ts';
import { type Onward, readCarried } from '../errands/onward.forms.ts';
import { letIn } from '../let-in.ts';
import { errandCookie } from '../sessions/session-cookie.ts';
import type { SignInRoutesOptions } from '../sign-in.routes.ts';
import { keepIdentityErrand, signInAs, takeIdentityErrand } from './identity.actions.ts';
import * as identityPage from './identity.page.ts';
import type { OpenProvider } from './openid.ts';
import type { IdentityProvider, Providers } from './providers.ts';

interface Needs extends SignInRoutesOptions {
  readonly providers: Providers;
}

/** Where the provider sends somebody back to; it stands in its own settings as well. */
const BACK = '/sign-in/back';
const params = z.object({ council: z.string() });

/** Away to the council's own sign-in, and back. */
export function identityRoutes(options: Needs): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/sign-in/with/:council',
      access: openToAll('whoever is not signed in has to be able to'),
      audit: none('nobody is anybody yet; coming back is recorded'),
      handler: (request) => goAway(options, request),
    }),
    defineRoute({
      method: 'GET',
      path: BACK,
      access: openToAll('whoever is not signed in has to be able to'),
      audit: 'sign-in.accepted',
      handler: (request) => comeBack(options, request),
    }),
  ];
}

async function goAway(options: Needs, request: RouteRequest): Promise<Answer> {
  const read = params.safeParse(request.params);
  const provider = options.providers.find(read.success ? read.data.council : '');
  if (provider === undefined) return notFound;
  const onward = readCarried(request.body);
  const open = await reach(options, request, provider);
  if (open === undefined) return refuse(options, provider, 'away', onward);
  const { to, asked } = await open.begin(makeBack(options, request), onward?.again === true);
  const token = await keepIdentityErrand(options, { council: provider.council, asked, onward });
  return withHeaders(sendAway(to), { 'set-cookie': errandCookie.set(token, options.publicOrigin) });
}

async function comeBack(options: Needs, request: RouteRequest): Promise<Answer> {
  const { headers, address, reference, url } = request;
  const token = errandCookie.read(headers.cookie, options.publicOrigin);
  const errand = token === undefined ? undefined : await takeIdentityErrand(options, token);
  const provider = options.providers.find(errand?.council ?? options.providers.list()[0]?.council ?? '');
  if (provider === undefined) return notFound;
  if (errand === undefined) return refuse(options, provider, 'too-late', undefined);
  const { asked, onward } = errand;
  const open = await reach(options, request, provider);
  if (open === undefined) return refuse(options, provider, 'away', onward);
  const came = new URL(url, makeBack(options, request));
  const identity = await open.finish(came, asked).catch((error) => {
    options.providers.log.info('sign-in.not-proved', { reference, ...describeDefect(error) });
  });
  if (identity === undefined) return refuse(options, provider, 'not-proved', onward);
  if (!identity.isProvedTwice) return refuse(options, provider, 'one-proof', onward);
  const from = { address, reference, userAgent: headers['user-agent'] };
  const accepted = await signInAs(options, provider, identity, from);
  if (accepted === undefined) return refuse(options, provider, 'not-known', onward);
  return letIn(options, request, accepted, onward);
}

/** Undefined where the provider does not answer, or is not what the settings say. */
function reach({ providers }: Needs, { reference }: RouteRequest, { council }: IdentityProvider) {
  return providers.open(council).catch((error): OpenProvider | undefined => {
    providers.log.alarm('provider.away', { reference, ...describeDefect(error) });
    return undefined;
  });
}

function refuse(
  { frame }: Needs,
  { council, label }: IdentityProvider,
  trouble: identityPage.Trouble,
  onward: Onward | undefined,
): Answer {
  const shown = identityPage.html(identityPage.model({ trouble, council, label, onward }));
  return answerPage(page({ ...frame, ...shown }), trouble === 'away' ? 503 : 422);
}

function makeBack({ publicOrigin }: Needs, { headers }: RouteRequest): URL {
  return new URL(BACK, publicOrigin ?? `http://${headers.host}`);
}
