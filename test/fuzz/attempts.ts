import { listMarks } from '../../src/platform/http/index.ts';
import { fillForm } from '../walls/addresses.ts';
import type { Dice } from './dice.ts';
import { encode, mark, pickBody, pickClaim, pickEncoded, tricks } from './rubbish.ts';
import { type ActorName, actors, type KnownForm, type Listed, type Stock } from './stock.ts';
import type { Wired } from './wire.ts';

/** One request, by somebody, and the route that it is meant for. */
export interface Attempt {
  readonly who: ActorName;
  readonly route: Listed;
  readonly wired: Wired;
}

/** A name and a value as they go over the line. */
type Field = readonly [name: string, value: string];

const methods = ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', mark];

/** Most are nearly right: what is wholly wrong is turned away at the door. */
export function makeAttempt(dice: Dice, stock: Stock, route: Listed): Attempt {
  const form = pickForm(dice, stock, route);
  const who = dice.isOneIn(3) ? dice.pick(actors) : form.by;
  const isTrick = dice.isOneIn(20);
  const target = isTrick ? dice.pick(tricks) : fillAddress(dice, stock, route, form);
  const method = dice.isOneIn(16) ? dice.pick(methods) : route.method;
  const sending =
    method === 'GET' || method === 'HEAD' ? undefined : fillBody(dice, stock, who, target, form);
  const headers: (readonly [string, string])[] = [
    ['Host', dice.isOneIn(40) ? `${mark}.example` : 'localhost'],
    ...listOrigin(dice),
    ...listCookie(dice, stock, who),
    ...(sending?.type === undefined ? [] : [['Content-Type', sending.type] as const]),
    ...(sending === undefined ? [] : [['Content-Length', String(sending.bytes.length)] as const]),
    ...(sending?.more ?? []),
    ...(dice.isOneIn(10) ? [pickClaim(dice)] : []),
  ];
  return { who, route, wired: { method, target, headers, body: sending?.bytes ?? Buffer.alloc(0) } };
}

function pickForm(dice: Dice, { forms, openedBy }: Stock, { method, url }: Listed): KnownForm {
  const found = forms.get(`${method} ${url}`);
  if (found !== undefined) return dice.pick(found);
  const fields = Object.entries(fillForm(url)).map(([name, value]) => [name, [value].flat()] as const);
  return { method: 'POST', action: '', fields: new Map(fields), by: openedBy.get(url) ?? dice.pick(actors) };
}

function fillAddress(dice: Dice, stock: Stock, { method, url }: Listed, { action }: KnownForm): string {
  const path = action !== '' && dice.isOneIn(2) ? action : fillIds(dice, stock, url);
  const queries = stock.queries.get(url);
  const isAsked = method === 'GET' && dice.isOneIn(2);
  if (!isAsked || path.includes('?')) return path;
  const query = queries === undefined ? 'q=0' : dice.pick(queries);
  return `${path}?${spoil(dice, readQuery(query), stock)
    .map((field) => field.join('='))
    .join('&')}`;
}

/** One in four ids is not the right one. */
function fillIds(dice: Dice, { ids }: Stock, url: string): string {
  const all = Object.values(ids).flat();
  return url.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) => {
    if (dice.isOneIn(8))
      return pickEncoded(dice)
        .slice(0, 4000)
        .replaceAll(/[\s/?#]/g, '');
    return dice.pick(dice.isOneIn(8) ? all : (ids[name] ?? all));
  });
}

const readQuery = (query: string): Field[] =>
  query.split('&').map((part) => {
    const [name = '', value = ''] = part.split('=', 2);
    return [name, value];
  });

function fillBody(dice: Dice, stock: Stock, who: ActorName, target: string, form: KnownForm) {
  if (dice.isOneIn(20)) return pickBody(dice);
  const answered = [...form.fields].flatMap(([name, values]): Field[] =>
    values.length > 0 && !dice.isOneIn(10) ? [[encode(name), encode(dice.pick(values))]] : [],
  );
  const fields = [...listToken(dice, stock, who, target), ...spoil(dice, answered, stock)];
  const bytes = Buffer.from(fields.map((field) => field.join('=')).join('&'), 'latin1');
  return { type: 'application/x-www-form-urlencoded', bytes };
}

function listToken(dice: Dice, { sessions }: Stock, who: ActorName, page: string): readonly Field[] {
  if (dice.isOneIn(24)) return [['form-token', pickEncoded(dice)]];
  const session = sessions.get(dice.isOneIn(24) ? dice.pick(actors) : who);
  if (session === undefined || dice.isOneIn(24)) return [];
  const marks = listMarks({ session, page: dice.isOneIn(16) ? `//${mark}.example` : page });
  return Object.entries(marks).map(([name, value]) => [name, encode(value)]);
}

/** Up to three things of a form that are not as its page would send them. */
function spoil(dice: Dice, fields: readonly Field[], { ids }: Stock): readonly Field[] {
  const spoilt = [...fields];
  for (let times = dice.below(4); times > 0; times -= 1) {
    const place = dice.below(spoilt.length + 1);
    const [name, value] = spoilt[place] ?? ['words', ''];
    const others: readonly (() => readonly Field[])[] = [
      () => [[name, pickEncoded(dice)]],
      () => [[name, pickEncoded(dice)]],
      () => [[name, dice.pick(Object.values(ids).flat())]],
      () => [
        [name, value],
        [name, pickEncoded(dice)],
      ],
      () => [],
      () => [[`${name}%5B%5D`, value]],
      () => [[pickEncoded(dice).slice(0, 300), value]],
      () => [
        [dice.pick(['__proto__', 'constructor', 'staffId', 'organisation_id', 'roles']), pickEncoded(dice)],
      ],
    ];
    spoilt.splice(place, 1, ...dice.pick(others)());
  }
  return spoilt;
}

function listOrigin(dice: Dice): readonly (readonly [string, string])[] {
  if (!dice.isOneIn(24)) return [['Sec-Fetch-Site', 'same-origin']];
  return dice.pick([
    [],
    [['Origin', `https://${mark}.example`]],
    [['Origin', 'null']],
    [
      ['Sec-Fetch-Site', 'cross-site'],
      ['Origin', 'http://localhost'],
    ],
    [['Sec-Fetch-Site', 'same-site']],
    [
      ['Origin', 'http://localhost'],
      ['Origin', `https://${mark}.example`],
    ],
  ] as const);
}

function listCookie(dice: Dice, { sessions }: Stock, who: ActorName): readonly (readonly [string, string])[] {
  const session = sessions.get(who);
  if (session === undefined) return [];
  return [['Cookie', dice.isOneIn(30) ? `rowan=${mark}; rowan=${session}` : `rowan=${session}`]];
}
