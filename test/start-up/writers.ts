import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../../src/demonstration/found-councils.actions.ts';
import { listCouncils, loadPolicies } from '../../src/pathway/index.ts';
import { listMarks } from '../../src/platform/http/form-mark.ts';
import { addressOf, ask } from './rowan.ts';

/** A concern that Rowan said was saved: its case, and the words of its note. */
export interface Saved {
  readonly caseId: string;
}

/** Somebody at a browser who records one concern after another. */
export interface Writer {
  /** Goes on until Rowan answers no more, or that it cannot; or until it is enough. */
  writeUntilCut(url: string, isEnough?: () => boolean): Promise<void>;
}

const COLLEAGUES = ['staff-1', 'staff-2', 'housing-1', 'homelessness-1'];

/** Four people of each council of the demonstration. */
export function openWriters(url: string, ledger: Saved[]): Promise<readonly Writer[]> {
  const councils = listCouncils(loadPolicies().policies);
  const names = COLLEAGUES.flatMap((name) => councils.map((council) => `${name}.${council}`));
  return Promise.all(names.map((signIn) => openWriter(url, signIn, ledger)));
}

/** Signs somebody in by the page, who then saves through its forms; what was acknowledged, the ledger has. */
async function openWriter(url: string, signIn: string, ledger: Saved[]): Promise<Writer> {
  const answer = await send(url, '/sign-in', '', { name: signIn, password: PASSWORD });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`${signIn} could not sign in: ${answer.status}`);
  const post = (to: string, path: string, fields: Readonly<Record<string, string>>) =>
    send(to, path, cookie, fields);
  return {
    writeUntilCut: async (to, isEnough = () => false) => {
      try {
        while (!isEnough()) ledger.push(await recordOne(to, post));
      } catch (error) {
        if (error instanceof Refused) throw error;
      }
    },
  };
}

type Post = (url: string, path: string, fields: Readonly<Record<string, string>>) => Promise<Response>;

class Refused extends Error {}

async function recordOne(url: string, post: Post): Promise<Saved> {
  const draft = readAddress(await post(url, '/concerns/new', { start: 'told' }));
  const words = 'They rang about the rent, and told me.';
  readAddress(await post(url, `${draft}/note`, { words, form: randomUUID(), before: '' }));
  const saved = readAddress(await post(url, `${draft}/record`, {}));
  const caseId = /^\/concerns\/([0-9a-f-]{36})\/saved$/.exec(saved)?.[1];
  if (caseId === undefined) throw new Refused(`The record was not saved: ${saved}`);
  return { caseId };
}

/** Where an answer leads; an answer that says "not saved" is no acknowledgement. */
function readAddress(answer: Response): string {
  const to = answer.headers.get('location');
  if (answer.status === 303 && to !== null) return to;
  if (answer.status >= 500) throw new Error(`${answer.status}`);
  throw new Refused(`${answer.url} answered ${answer.status}`);
}

function send(url: string, path: string, cookie: string, fields: Readonly<Record<string, string>>) {
  const [, session = ''] = cookie.split('=');
  return fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'sec-fetch-site': 'same-origin', cookie },
    body: new URLSearchParams({ ...fields, ...listMarks({ session, page: '/' }) }),
  });
}

/** What of the ledger is not there, and what is there by half. Both are to be empty. */
export async function findLosses(data: string, ledger: readonly Saved[]): Promise<readonly string[]> {
  const administrator = addressOf(data, 'rowan_administrator');
  const rows = await ask<{ says: string }>(
    administrator,
    `select 'acknowledged and lost: ' || saved.id as says from unnest($1::uuid[]) as saved (id)
      where not exists (select from rowan.case_record where case_id = saved.id)
    union all
    select 'without ' || part.name || ': ' || c.case_id from rowan.case_record as c
      cross join lateral (values
        ('its audit', exists (
          select from rowan.audit_event where case_id = c.case_id and verb = 'concern.recorded')),
        ('its note', exists (select from rowan.note where case_id = c.case_id)),
        ('its advice', exists (select from rowan.advice where case_id = c.case_id)),
        ('the end of its draft', exists (
          select from rowan.draft where draft_id = c.idempotency and closed_at is not null))
      ) as part (name, is_there) where not part.is_there
    union all
    select 'closed, and no record: ' || d.draft_id from rowan.draft as d
      where d.closed_at is not null
        and not exists (select from rowan.case_record where idempotency = d.draft_id)`,
    [ledger.map(({ caseId }) => caseId)],
  );
  return rows.map(({ says }) => says);
}
