import { gzipSync } from 'node:zlib';
import type { Dice } from './dice.ts';

/** Stands in everything that is sent, so that it is known again wherever it comes out. */
export const mark = 'fuzzq7';

const markup = [
  `"><${mark} on${mark}=1>`,
  `' on${mark}='1' x='`,
  `<script>${mark}()</script>`,
  `<img src=x onerror=${mark}()>`,
  `</textarea></title></style><${mark}>`,
  `<!--${mark}--><svg/onload=${mark}()>`,
  `javascript:${mark}()`,
  `{{${mark}}}\${${mark}}<%=${mark}%>`,
  `&lt;${mark}&gt;&#x3c;${mark}&#x3e;`,
];
const statements = [
  `' or '1'='1' -- ${mark}`,
  `${mark}'; drop table case_record; --`,
  `${mark}') union select full_name_cipher from person --`,
  `%_${mark}\\`,
  `$1 $$ ${mark} :name ?`,
  `${mark}","a":{"$gt":""}}`,
];
const lines = [
  `${mark}\r\nSet-Cookie: ${mark}=1\r\n\r\n<${mark}>`,
  `${mark}\n{"level":"alarm","event":"forged.${mark}"}`,
  `${mark}\u2028\u2029\u0085\u001b[31m`,
];
const letters = [
  `${mark}\u0000`,
  `${mark}😀𝕬👩‍👩‍👧`,
  `\u202e${mark}\u2066ابجد\u2069`,
  `\ufeff${mark}`,
  `${mark}${'\u0301'.repeat(300)}`,
  `ﬁ${mark}ⅷ`,
];
const prototypes = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__proto__[admin]',
];
const paths = [
  `../../../../etc/passwd`,
  `..\\..\\${mark}`,
  `/etc/passwd\u0000.html`,
  `.git/config`,
  `file:///${mark}`,
];
const numbers = '0 -1 1e309 NaN Infinity 0x10 007 1.5 9007199254740993 ١٢ 31 32 13 0000 99999 1_000'.split(
  ' ',
);
const days = [
  '2026-02-31',
  '31/02/2026',
  '0000-00-00',
  '-0001-01-01',
  '275760-09-14',
  '2026-11-22T25:61:61Z',
];
const formulas = [`=cmd|' /C calc'!A0 ${mark}`, `+1+${mark}`, `-2+3`, `@SUM(1)`, `\t=1+1`];
/** Against patterns that try every way. */
const slow = ['a', ' ', '0', '1 ', 'a@', '\n', '-', ',', '\t', '07700 '].map(
  (part) => `${part.repeat(20_000)}!`,
);
const long = ['x'.repeat(100_001), '😀'.repeat(30_000), `${mark} `.repeat(40_000)];

const kinds = [
  markup,
  markup,
  statements,
  lines,
  letters,
  prototypes,
  paths,
  numbers,
  days,
  formulas,
  ['', ' '],
];

/** What nobody would type, as it would be typed. */
function pickRubbish(dice: Dice): string {
  if (dice.isOneIn(25)) return dice.pick(dice.isOneIn(2) ? slow : long);
  return dice.pick(dice.pick(kinds));
}

/** What is no text at all: halves of letters, and signs that stand for nothing. */
const broken = [
  `%ED%A0%80${mark}`,
  `${mark}%FF%FE`,
  `${mark}%C0%AF`,
  '%',
  '%zz',
  '%u0041',
  `%E0%A4%A${mark}`,
  '%00',
];

/** As a field's value goes over the line. */
export const encode = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replaceAll(/[^\w.~-]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Rubbish as it goes over the line. */
export const pickEncoded = (dice: Dice): string =>
  dice.isOneIn(6) ? dice.pick(broken) : encode(pickRubbish(dice));

/** Addresses that mean to lead somewhere else. */
export const tricks: readonly string[] = [
  '/../../../etc/passwd',
  '/assets/../../package.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/assets/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/..\\..\\package.json',
  '/.git/config',
  '/%2egit/HEAD',
  '/.env',
  '//evil.example/%2f..',
  '//cases',
  '/cases;/../staff',
  '/staff;a=b',
  '/staff/',
  '/STAFF',
  '/%73taff',
  '/staff%2f',
  '/staff%00',
  '/staff%20',
  '/staff/%2e%2e/sessions',
  '/./staff',
  '/cases/%0d%0aSet-Cookie:%20fuzzq7=1',
  '/cases/%E0%A4%A',
  '/cases/%',
  '/\\evil.example',
  'http://evil.example/',
  'http://127.0.0.1/staff',
  '*',
  `/${'a'.repeat(9000)}`,
  `/cases/${'../'.repeat(500)}`,
  `/?${'a=1&'.repeat(3000)}`,
];

export interface Sending {
  readonly type: string | undefined;
  readonly more?: readonly (readonly [string, string])[];
  readonly bytes: Buffer;
}

const parts = (type: string) =>
  `--${mark}\r\nContent-Disposition: form-data; name="words"; filename="../../${mark}.zip"\r\n` +
  `Content-Type: ${type}\r\n\r\nPK\u0003\u0004${mark}\r\n--${mark}`;
const form = 'application/x-www-form-urlencoded';

/** Bodies that no page of ours sends. */
const bodies: readonly (() => Sending)[] = [
  () => ({ type: 'application/json', bytes: Buffer.from(`{"__proto__":{"${mark}":1},"words":["${mark}"]}`) }),
  () => ({ type: `application/json; charset=${mark}`, bytes: Buffer.from('[[[[') }),
  () => ({ type: `multipart/form-data; boundary=${mark}`, bytes: Buffer.from(parts('application/zip')) }),
  () => ({
    type: `multipart/form-data; boundary=${'-'.repeat(500)}`,
    bytes: Buffer.from(parts('image/png')),
  }),
  () => ({ type: 'multipart/form-data', bytes: Buffer.alloc(5000, 45) }),
  () => ({ type: 'text/plain', bytes: Buffer.from(`words=${mark}`) }),
  () => ({
    type: 'application/xml',
    bytes: Buffer.from(`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`),
  }),
  () => ({ type: undefined, bytes: Buffer.from(`words=${mark}`) }),
  () => ({ type: `${form}\t; charset=utf-16`, bytes: Buffer.from(`words=${mark}`, 'utf16le') }),
  () => ({ type: `${form},application/json`, bytes: Buffer.from(`words=${mark}`) }),
  () => ({
    type: form,
    bytes: Buffer.from(Array.from({ length: 5000 }, (_, place) => `a${place}=1`).join('&')),
  }),
  () => ({ type: form, bytes: Buffer.from(`${'a%5Bb%5D'.repeat(3000)}=1`) }),
  () => ({ type: form, bytes: Buffer.alloc(3000, '&=') }),
  () => ({ type: form, bytes: Buffer.from(prototypes.map((name) => `${encode(name)}=${mark}`).join('&')) }),
  () => ({ type: form, bytes: Buffer.alloc(10_000_000, `words=${mark}+`) }),
  () => ({ type: form, more: [['Content-Encoding', 'gzip']], bytes: gzipSync(Buffer.alloc(10_000_000)) }),
];

export const pickBody = (dice: Dice): Sending => dice.pick(bodies)();

/** Headers that mean to be believed. */
const claims: readonly (readonly [string, string])[] = [
  ['X-Forwarded-For', `203.0.113.9, <${mark}>`],
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Host', `${mark}.example`],
  ['Forwarded', `for=${mark};host=${mark}.example`],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['X-Original-URL', '/staff'],
  ['X-Rewrite-URL', '/staff'],
  ['Range', 'bytes=0-10,20-9999999999'],
  ['If-None-Match', `"${mark}"`],
  ['Accept', `text/${mark}`],
  ['Accept-Language', `${mark};q=x`],
  ['Accept-Encoding', `identity;q=0, ${mark}`],
  ['User-Agent', `Mozilla/5.0 ${mark} Chrome/${'9'.repeat(5000)}`],
  ['Referer', `https://${mark}.example/?session=1`],
  ['Authorization', `Basic ${mark}`],
  ['Cookie', `__proto__=1; rowan=${mark}; ;;=; rowan="\u0001"`],
  ['Expect', mark],
  ['Upgrade', 'websocket'],
  ['Transfer-Encoding', 'chunked'],
  ['Content-Length', '5'],
  ['X-Long', 'a'.repeat(20_000)],
  [`X-${mark}\u0000`, '1'],
];

export const pickClaim = (dice: Dice): readonly [string, string] => dice.pick(claims);
