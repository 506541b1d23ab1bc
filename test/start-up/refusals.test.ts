/** What Rowan will not start with: one plain sentence each, what to do, exit status 1 and no stack trace. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, test } from 'node:test';
import { readConfig } from '../../src/platform/config.ts';
import { makeDataFolder, refuse } from './rowan.ts';

const id = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
const notifyKey = `secret-${id}-${id}`;

const keyService = {
  KEY_SERVICE_URL: 'https://vault.example.org/v1/transit',
  KEY_SERVICE_KEY: 'rowan',
  KEY_SERVICE_TOKEN_FILE: 'token',
};

const wrongSettings = [
  ['a port that is a word', { PORT: 'http' }, /PORT is "http"; set it to a whole number/],
  ['a port out of range', { PORT: '70000' }, /PORT is "70000"/],
  [
    'a host that others can reach, and no https address',
    { HOST: '0.0.0.0' },
    /set PUBLIC_URL to the https address/,
  ],
  [
    'a host that others can reach, and no word on proxies',
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://rowan.example.org' },
    /TRUST_PROXY/,
  ],
  [
    'a host that others can reach, and no proxy that speaks https',
    { HOST: '0.0.0.0', PUBLIC_URL: 'https://rowan.example.org', TRUST_PROXY: 'none' },
    /TRUST_PROXY to the addresses of the proxy in front/,
  ],
  [
    'a public address without https',
    { PUBLIC_URL: 'http://rowan.example.org' },
    /PUBLIC_URL is .*https address/,
  ],
  ['a proxy without an address', { TRUST_PROXY: 'the big one' }, /TRUST_PROXY is "the big one"/],
  ['a database address that is none', { DATABASE_URL: 'rowan' }, /DATABASE_URL is not an address/],
  [
    'a database far away without a checked connection',
    { DATABASE_URL: 'postgres://rowan_app:secret@db.example.org/rowan' },
    /sslmode=verify-full/,
  ],
  [
    'a migrator without a database',
    { MIGRATION_DATABASE_URL: 'postgres://a:b@127.0.0.1/rowan' },
    /set both, or neither/,
  ],
  [
    'a database without a worker',
    {
      DATABASE_URL: 'postgres://a:secret@127.0.0.1/rowan',
      KEYS_DATABASE_URL: 'postgres://a:secret@127.0.0.1/rowan_keys',
    },
    /WORKER_DATABASE_URL is not.*nobody would be told/,
  ],
  ['half a key of Notify', { NOTIFY_API_KEY: 'secret' }, /NOTIFY_API_KEY is no key/],
  [
    'a key of Notify without a template',
    { NOTIFY_API_KEY: notifyKey },
    /NOTIFY_EMAIL_TEMPLATE is not the id/,
  ],
  ['half a key service', { KEY_SERVICE_KEY: 'rowan' }, /Not set: KEY_SERVICE_URL, KEY_SERVICE_TOKEN_FILE/],
  [
    'a key service that is not encrypted',
    { ...keyService, KEY_SERVICE_URL: 'http://vault.example.org/v1/transit' },
    /KEY_SERVICE_URL is not the https address/,
  ],
  [
    'a key service without its engine',
    { ...keyService, KEY_SERVICE_URL: 'https://a:secret@vault.example.org' },
    /write it as https.*v1\/transit/,
  ],
  ['a key that leads elsewhere', { ...keyService, KEY_SERVICE_KEY: '../sys' }, /no name of a key/],
  [
    'a Notify that is not encrypted',
    { NOTIFY_API_KEY: notifyKey, NOTIFY_EMAIL_TEMPLATE: id, NOTIFY_URL: 'http://notify.example.org' },
    /NOTIFY_URL is not an https address/,
  ],
] as const;

describe('Rowan refuses in one sentence', () => {
  for (const [what, settings, sentence] of wrongSettings) {
    test(what, () => {
      assert.throws(() => readConfig('/nowhere', settings), sentence);
      assert.throws(
        () => readConfig('/nowhere', settings),
        (error: Error) => !/secret/.test(error.message),
      );
    });
  }

  test('and ends, without a trace', async () => {
    await refuses({ PORT: 'http' }, /PORT is "http"/);
  });

  test('a port that another program uses', async (context) => {
    const other = net.createServer().listen(0, '127.0.0.1');
    context.after(() => other.close());
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as net.AddressInfo;
    await refuses({ PORT: String(port) }, new RegExp(`Port ${port} is in use.*choose another port`));
  });

  test('a data folder that cannot be made', async (context) => {
    const folder = makeDataFolder(context);
    fs.writeFileSync(path.join(folder, 'file'), '');
    await refuses({ ROWAN_DATA: path.join(folder, 'file/data') }, /may not be written.*set ROWAN_DATA/);
  });

  test('a database folder that is not whole', async (context) => {
    const folder = makeDataFolder(context);
    fs.mkdirSync(path.join(folder, 'database/files'), { recursive: true });
    await refuses({ ROWAN_DATA: folder }, /is not whole .*put it back from a back-up/);
  });

  test('a database that another PostgreSQL made', async (context) => {
    const folder = makeDataFolder(context);
    fs.mkdirSync(path.join(folder, 'database/files'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'database/files/PG_VERSION'), '17\n');
    const roles = ['rowan_administrator', 'rowan_app', 'rowan_worker', 'rowan_backup'];
    const passwords = Object.fromEntries(roles.map((role) => [role, 'guess']));
    fs.writeFileSync(path.join(folder, 'database/passwords.json'), JSON.stringify(passwords));
    await refuses({ ROWAN_DATA: folder }, /made by PostgreSQL 17 and this Rowan brings 18/);
  });
});

async function refuses(settings: Readonly<Record<string, string>>, sentence: RegExp): Promise<void> {
  const { status, said } = await refuse({ ROWAN_DATA: '/nowhere/at/all', ...settings });
  assert.match(said, sentence);
  assert.equal(said.trim().split('\n').length, 1, `more than one line: ${said}`);
  assert.equal(status, 1);
}
