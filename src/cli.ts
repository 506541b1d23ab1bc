import { readFileSync, writeSync } from 'node:fs';
import { type CommandLine, loadPolicies, runPathwayCommand, runPolicyCommand } from './pathway/index.ts';
import { systemClock } from './platform/clock.ts';
import { readPoliciesFolder } from './platform/config.ts';

const usage = `rowan pathway    advice on a situation, or on many
rowan policy     proves, compares, draws and prints the policies
rowan audit      verifies the audit, and exports it
rowan keys       exchanges the master key, and the keys of cases, while Rowan serves
rowan backup     makes an encrypted back-up, while Rowan serves
rowan restore    puts a back-up into an empty Rowan, and verifies it
rowan admin      makes the first administrator of a council
rowan demo       makes the demonstration partnership, and says as whom to sign in
`;

const commandLine: CommandLine = {
  out: (text) => writeWhole(1, text),
  err: (text) => writeWhole(2, text),
  readInput: (path) => readFileSync(path === '-' ? 0 : path, 'utf8'),
  isTerminal: process.stdout.isTTY === true,
  today: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(systemClock.now()),
};

/** A pipe takes what it can; the rest is offered again, so that no line is cut. */
function writeWhole(to: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(to, rest));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // Whoever read this has seen enough (a pipe to head): there is nobody left to tell.
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}

const load = () => loadPolicies(readPoliciesFolder());

async function run([command, ...args]: readonly string[]): Promise<number> {
  if (command === 'pathway') return runPathwayCommand(args, load, commandLine);
  if (command === 'policy') {
    return runPolicyCommand(args, load, { ...commandLine, readMilliseconds: systemClock.readMilliseconds });
  }
  if (command === 'audit') return (await import('./look-after-audit.ts')).lookAfterAudit(args);
  if (command === 'backup' || command === 'restore') {
    return (await import('./look-after-back-ups.ts')).lookAfterBackUps([command, ...args]);
  }
  if (command === 'keys') return (await import('./look-after-keys.ts')).lookAfterKeys(args);
  if (command === 'admin') {
    const { makeAdministrator } = await import('./accounts/index.ts');
    const { openPolicies } = await import('./routes.ts');
    const { sayRefusal, withDatabase } = await import('./with-database.ts');
    return sayRefusal(() => makeAdministrator(args, { openPolicies, withDatabase }));
  }
  if (command === 'demo' && args.length === 0) {
    // The other commands want no database, and start sooner without it.
    const { runDemonstrationCommand } = await import('./demonstrate.ts');
    return runDemonstrationCommand();
  }
  commandLine.err(usage);
  return 2;
}

process.exitCode = await run(process.argv.slice(2));
