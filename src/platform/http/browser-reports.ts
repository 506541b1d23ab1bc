import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { readJson } from '../json.ts';
import type { Log } from '../log.ts';
import { answerData, defineRoute, none, openToAll, type Route } from './route.ts';

/** Where browsers report what a page was about to do that its security policy forbids. */
export const REPORTS = '/browser-reports';

const LONGEST_BYTES = 8192;
/** A page that is wrong is reported by everybody who opens it, and anybody may send reports. */
const TOLD_A_MINUTE = 20;

const report = z.object({
  'csp-report': z.object({
    'document-uri': z.string(),
    'effective-directive': z.string().optional(),
    'violated-directive': z.string().optional(),
  }),
});

/** One line in the log for each report: the rule that was broken and on which page, and nothing else. */
export function takeBrowserReports({ clock, log }: { readonly clock: Clock; readonly log: Log }): Route {
  let minute = 0;
  let told = 0;
  return defineRoute({
    method: 'POST',
    path: REPORTS,
    access: openToAll('a browser reports of pages that anybody may see as well'),
    audit: none('it keeps nothing but a line in the log'),
    handler: ({ body, reference }) => {
      const read = typeof body === 'string' ? readJson(body, report) : undefined;
      if (read === undefined) return answerData({}, 422);
      const now = Math.floor(clock.now().getTime() / 60_000);
      told = now === minute ? told + 1 : 1;
      minute = now;
      if (told <= TOLD_A_MINUTE) log.info('browser.report', { reference, ...describeReport(read) });
      return answerData({});
    },
  });
}

function describeReport({ 'csp-report': said }: z.infer<typeof report>) {
  const rule = said['effective-directive'] ?? said['violated-directive'] ?? '';
  const place = URL.parse(said['document-uri'])?.pathname ?? '';
  return { rule: /^[a-z-]{1,40}/.exec(rule)?.[0], page: nameWithoutIds(place) };
}

/** The log holds no address: what is no plain word of it may be an id, or a secret. */
function nameWithoutIds(path: string): string {
  const parts = path.split('/').slice(1, 8);
  return parts.map((part) => `/${/^[a-z]{1,20}(-[a-z]{1,20}){0,4}$/.test(part) ? part : '…'}`).join('');
}

/** Reports come as JSON under a name of their own. They are read for their own route, and for no other. */
export function readBrowserReports(server: FastifyInstance): void {
  const asText = { parseAs: 'string', bodyLimit: LONGEST_BYTES } as const;
  server.addContentTypeParser('application/csp-report', asText, (request, body, done) =>
    done(null, request.routeOptions.url === REPORTS ? body : undefined),
  );
}
