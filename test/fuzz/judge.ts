import path from 'node:path';
import { tryAs, type World } from '../walls/world.ts';
import type { Attempt } from './attempts.ts';
import { listElements } from './forms.ts';
import { mark } from './rubbish.ts';
import type { Stock } from './stock.ts';
import { type Answered, readHeader } from './wire.ts';

/** What came of an attempt, with all that it left behind. */
export interface Outcome {
  readonly attempt: Attempt;
  readonly answered: Answered;
  /** Tables of which a row is another than before, but for the traces of whoever asks. */
  readonly changed: readonly string[];
  readonly logged: readonly string[];
}

const LARGEST_BODY = 1_048_576;
const SLOWEST_MS = 5000;

const root = path.resolve(import.meta.dirname, '../..');
/** No page says how it is made, or where. */
const innards =
  /node_modules|\.ts:\d|\n\s+at \S+ \(|\browan(?:_private)?\.[a-z_]+\b|violates|syntax error|ECONN|\/home\//;
const types = /^(?:text\/(?:html|css|javascript)|application\/json|image\/svg\+xml); charset=utf-8$|^font\//;
const headers = {
  'cache-control': /^(?:no-store|public, max-age=31536000, immutable)$/,
  'content-security-policy': /default-src 'none'/,
  'referrer-policy': /^no-referrer$/,
  'x-content-type-options': /^nosniff$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
} as const;
const events = /^[a-z]+(?:[.-][a-z]+)*$/;

/** What is wrong with an outcome, a sentence each. */
export async function judge(world: World, stock: Stock, outcome: Outcome): Promise<readonly string[]> {
  const { answered, logged } = outcome;
  if (answered.status === undefined) return judgeCut(outcome);
  return [
    ...(answered.status >= 500 ? [`broken: ${answered.status}`] : []),
    ...(answered.milliseconds > SLOWEST_MS ? [`slow: ${Math.round(answered.milliseconds)} ms`] : []),
    ...judgeHead(answered),
    ...judgeBody(answered),
    ...judgeChange(outcome),
    ...logged.flatMap(judgeLine),
    ...(await findLeaks(world, stock, outcome)),
  ];
}

/** A body that is too large is not read to its end. */
const judgeCut = ({ attempt: { wired } }: Outcome) =>
  wired.body.length > LARGEST_BODY ? [] : ['cut off without an answer'];

function judgeHead(answered: Answered): readonly string[] {
  const wrong = Object.entries(headers)
    .filter(([name, right]) => !right.test(readHeader(answered, name) ?? ''))
    .map(([name]) => `the header ${name} is ${readHeader(answered, name)}`);
  const type = readHeader(answered, 'content-type');
  const to = readHeader(answered, 'location');
  const names = answered.head.split('\r\n').map((line) => line.split(':')[0] ?? '');
  return [
    ...wrong,
    ...(type !== undefined && !types.test(type) ? [`of the type ${type}`] : []),
    ...(to !== undefined && !/^\/(?![/\\])/.test(to) ? [`leads away: ${to}`] : []),
    ...(names.some((name) => name.includes(mark)) || /^set-cookie:.*fuzz/im.test(answered.head)
      ? ['a header was put in']
      : []),
  ];
}

function judgeBody({ body }: Answered): readonly string[] {
  const inside = innards.exec(body)?.[0] ?? (body.includes(root) ? root : undefined);
  return [
    ...(inside === undefined ? [] : [`tells how it is made: ${inside}`]),
    ...(body.includes(mark) ? findMarkup(body) : []),
  ];
}

/** Text stays text: nothing that was sent is an element, an attribute, a script or the scheme of a link. */
function findMarkup(body: string): readonly string[] {
  const isLink = (name: string) => ['href', 'action', 'src', 'formaction'].includes(name);
  return listElements(body).flatMap(({ tagName, attrs, childNodes }) => {
    const put = attrs.some(
      ({ name, value }) =>
        name.includes(mark) ||
        (name.startsWith('on') && value.includes(mark)) ||
        (isLink(name) && !/^[/?#]|^tel:|^https:|^mailto:|^$/.test(value)),
    );
    const isCode = ['script', 'style', 'svg', 'iframe'].includes(tagName);
    const code = isCode && childNodes.some((node) => 'value' in node && node.value.includes(mark));
    return put || code || tagName.includes(mark) ? [`what was sent is markup in <${tagName}>`] : [];
  });
}

/** A refusal, or a page that is looked at, leaves nothing behind but its traces. */
function judgeChange({ attempt: { wired }, answered: { status = 0 }, changed }: Outcome): readonly string[] {
  const isRefused = status >= 400 || wired.method === 'GET' || wired.method === 'HEAD';
  return isRefused && changed.length > 0 ? [`${status}, and changed ${changed.join(', ')}`] : [];
}

function judgeLine(line: string): readonly string[] {
  const told = line.slice(0, 300);
  if (line.includes(mark) || !line.endsWith('}\n') || line.indexOf('\n') !== line.length - 1)
    return [`the log has what was sent: ${told}`];
  const event = String(JSON.parse(line).event);
  return !events.test(event) || event.startsWith('defect') ? [`the log says ${told}`] : [];
}

/** Words of a record, sent to somebody to whom the database does not show it. */
async function findLeaks(world: World, stock: Stock, { attempt: { who, wired }, answered }: Outcome) {
  const bytes = answered.head + answered.body;
  // What somebody types is theirs to see again.
  const sent = wired.body.toString('latin1').replaceAll('%20', ' ');
  const leaks = bytes.includes(stock.draftWords) ? ['a leak: the words of a draft'] : [];
  for (const { caseId, canaries } of stock.places) {
    if (stock.places.some((other) => other.caseId !== caseId && wired.target.includes(other.caseId)))
      for (const words of Object.values(canaries)) if (sent.includes(words)) stock.carried.add(words);
    const told = Object.entries(canaries).filter(
      ([, words]) => bytes.includes(words) && !sent.includes(words) && !stock.carried.has(words),
    );
    if (told.length === 0) continue;
    const viewer = who && world.staff[who].staffId;
    const isShown = await tryAs(world, viewer, `select from case_record where case_id = '${caseId}'`);
    if (isShown === 0) leaks.push(`a leak: ${told.map(([name]) => name).join(', ')}`);
  }
  return leaks;
}
