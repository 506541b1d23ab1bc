import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Html, html } from '../html/index.ts';

/** What each form of a page that posts carries, beside its own fields. */
export interface FormMark {
  /** The secret of the session that it belongs to. */
  readonly session: string;
  /** The address of the page that it stands on. */
  readonly page: string;
  /** Who is signed in where it stands, by their id. */
  readonly whose?: string | undefined;
  /** Where somebody is signed in: what becomes of the page once they are not. */
  readonly watch?: Watch | undefined;
}

export interface Watch {
  /** What stands at the foot of the page for its script, which says it once the session is nearly over. */
  readonly announcement: Html;
  /** What the page makes way for then. */
  readonly over: string;
  /** As long as one lasts that was used just now, and a little longer. */
  readonly seconds: number;
}

/** Handlers never see these fields. */
const names = { token: 'form-token', page: 'form-page', whose: 'form-whose' } as const;

/** Where something is being typed, only a script can tell whether it is kept. */
const TYPED_INTO = /<textarea\b/;

/** Has a page leave the screen when its session is over, with a script or without. */
export function watchPage(markup: string, { announcement, over, seconds }: Watch): string {
  const after = `${seconds}; url=${over}`;
  const refresh = html`<noscript><meta http-equiv="refresh" content="${after}"></noscript></head>`;
  const watched = markup.replace('</body>', () => html`${announcement}</body>`.toString());
  return TYPED_INTO.test(markup) ? watched : watched.replace('</head>', () => refresh.toString());
}

const POSTING_FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g;

/**
 * Marks every form of a page that posts, and tells the browser to keep nothing of what is typed into it:
 * here, on the way out, so that no page can forget it.
 */
export function markForms(markup: string, mark: FormMark): string {
  const fields = Object.entries(listMarks(mark)).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return markup.replaceAll(
    POSTING_FORM,
    (form) => form.replace(/>$/, ' autocomplete="off">') + fields.join(''),
  );
}

/**
 * The fields of a mark. The token is another at each call, so that the length of compressed pages tells
 * nothing of it.
 */
export function listMarks({ session, page, whose }: FormMark): Readonly<Record<string, string>> {
  const salt = randomBytes(12).toString('base64url');
  const token = `${salt}.${sign(salt, session)}`;
  return { [names.token]: token, [names.page]: page, ...(whose && { [names.whose]: whose }) };
}

export interface SentForm {
  /** Whether it carries the token of the session. */
  readonly isOwn: boolean;
  readonly page: string | undefined;
  readonly whose: string | undefined;
  /** What was sent, without the mark. */
  readonly body: unknown;
}

type Fields = Record<string, unknown>;

/** Takes the mark off a form that was sent. */
export function takeMark(sent: unknown, session: string | undefined): SentForm {
  if (typeof sent !== 'object' || sent === null)
    return { isOwn: false, page: undefined, whose: undefined, body: sent };
  const { [names.token]: token, [names.page]: page, [names.whose]: whose, ...body } = sent as Fields;
  return {
    isOwn: session !== undefined && typeof token === 'string' && isSigned(token, session),
    page: typeof page === 'string' ? page : undefined,
    whose: typeof whose === 'string' ? whose : undefined,
    body,
  };
}

function isSigned(token: string, session: string): boolean {
  const [salt = '', signature = ''] = token.split('.', 2);
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(salt, session))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The secret of the session is in no page: a token proves it, and does not tell it. */
function sign(salt: string, session: string): string {
  return createHmac('sha256', session).update(`form ${salt}`).digest('base64url');
}
