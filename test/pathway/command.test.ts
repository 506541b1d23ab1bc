import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicies, runPathwayCommand } from '../../src/pathway/index.ts';

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** The command as a person starts it: a process of its own. */
function rowan(args: readonly string[], input = '') {
  const run = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

const policies = loadPolicies();

/** The same command in this process, which has read the policies already. */
function pathway(args: readonly string[], input = '') {
  const told = { out: '', err: '' };
  const status = runPathwayCommand(args, () => policies, {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    readInput: (path) => (path === '-' ? input : readFileSync(path, 'utf8')),
    isTerminal: false,
    today: '2026-11-22',
  });
  return { status, ...told };
}

const known = { id: 'a', council: 'mansfield', facts: { immediateDanger: 'yes' } };
const line = (changes: object) => `${JSON.stringify({ ...known, ...changes })}\n`;

describe('rowan pathway', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rowan-command-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('gives the result of the contract for a file of facts', () => {
    const file = join(folder, 'facts.json');
    writeFileSync(
      file,
      '{"situation": "disclosure", "service": "housing", "dash": "high", "consentMarac": "no"}',
    );
    const { status, out, err } = rowan(['pathway', '--council', 'mansfield', '--facts', file]);
    assert.equal(err, '');
    assert.equal(status, 0);
    const result = JSON.parse(out);
    assert.deepEqual(Object.keys(result), [
      'council',
      'policyVersion',
      'actions',
      'possible',
      'never',
      'ask',
    ]);
    const marac = result.actions.find((one: { action: string }) => one.action === 'refer-to-marac');
    const { because, clauses, ...terms } = marac;
    assert.deepEqual(terms, {
      action: 'refer-to-marac',
      strength: 'must',
      who: 'staff-member',
      to: ['marac'],
      by: 'next-marac',
      consent: { state: 'override', basis: 'serious-harm' },
    });
    assert.match(because, /^Because .+ They have said no; it goes ahead all the same/);
    assert.ok(clauses.includes('mansfield-app1-step4-high'));
    assert.match(result.policyVersion, /^2025-[0-9a-f]{16}$/);
  });

  it('reads one situation from standard input, and writes it for a person', () => {
    const { status, out } = rowan(
      ['pathway', '--council', 'ashfield', '--facts', '-', '--text'],
      '{"immediateDanger":"yes"}',
    );
    assert.equal(status, 0);
    assert.match(out, /^Ashfield District Council, policy 2023/);
    assert.match(out, /Do this: Call 999/);
    assert.match(out, /Find out next/);
  });

  it('answers many lines in their order, id first, and takes null as unknown', () => {
    const input = `\uFEFF${line({})}${line({ id: 7, council: 'ashfield', facts: { dash: null } })}\n`;
    const { status, out } = rowan(['pathway', '--lines'], input);
    assert.equal(status, 0);
    const results = out
      .trimEnd()
      .split('\n')
      .map((one) => JSON.parse(one));
    assert.deepEqual(
      results.map(({ id }) => id),
      ['a', 7],
    );
    assert.equal(Object.keys(results[0])[0], 'id');
    assert.deepEqual(
      results[1].actions.map((one: { action: string }) => one.action),
      ['record-in-case-notes'],
    );
  });

  it('takes the version in force on the day that a line names', () => {
    const { status, out } = rowan(['pathway', '--lines'], line({ date: '2026-11-22' }));
    assert.equal(status, 0);
    assert.match(out, /"policyVersion":"2025-/);
  });

  const refusals: [string, string, RegExp][] = [
    ['an unknown council', line({ council: 'atlantis' }), /line 2: there is no council "atlantis"/],
    [
      'a fact that there is not',
      line({ facts: { dahs: 'high' } }),
      /line 2: "dahs" is not a fact that Mansfield/,
    ],
    [
      'a value that there is not',
      line({ facts: { dash: 'hihg' } }),
      /line 2: dash cannot be "hihg"; it is one of/,
    ],
    ['the word unknown', line({ facts: { dash: 'unknown' } }), /line 2: dash cannot be "unknown"/],
    [
      'a boolean',
      line({ facts: { immediateDanger: true } }),
      /line 2: immediateDanger is true: write "yes" or "no"/,
    ],
    ['a list', line({ facts: { dash: ['high'] } }), /line 2: dash cannot be \["high"\]/],
    [
      'a prototype',
      '{"id":1,"council":"mansfield","facts":{"__proto__":"yes"}}',
      /line 2: "__proto__" is not a fact/,
    ],
    ['broken JSON', '{"id": 1, "council": ', /line 2: this is not JSON that can be read/],
    [
      'two answers to one fact',
      '{"id":1,"council":"mansfield","facts":{"dash":"high","dash":"standard"}}',
      /line 2: a key stands twice/,
    ],
    ['no facts', '{"id":1,"council":"mansfield"}', /line 2: a situation is a JSON object/],
    ['no council', '{"id":1,"facts":{}}', /line 2: the council is missing/],
    [
      'a day outside every version',
      line({ date: '1999-01-01' }),
      /line 2: no version of mansfield's policy is in force on 1999-01-01/,
    ],
    ['a day that there is not', line({ date: '2026-02-30' }), /line 2: "2026-02-30" is not a day/],
  ];
  for (const [what, bad, message] of refusals) {
    it(`refuses ${what}, names the line, and prints no result at all`, () => {
      const { status, out, err } = pathway(['--lines'], `${line({})}${bad}\n${line({ id: 'c' })}`);
      assert.equal(status, 2);
      assert.equal(out, '');
      assert.match(err, message);
    });
  }

  it('refuses what it was not asked for properly, and says how to ask', () => {
    for (const args of [
      [],
      ['--council', 'mansfield'],
      ['--facts', 'x'],
      ['--colour'],
      ['--lines', '--facts', 'x'],
    ]) {
      const { status, err } = pathway(args);
      assert.equal(status, 2);
      assert.match(err, /rowan pathway --council/);
    }
    const { status, err } = pathway(['--council', 'mansfield', '--facts', join(folder, 'nowhere.json')]);
    assert.equal(status, 2);
    assert.match(err, /nowhere\.json cannot be read \(ENOENT\)/);
  });
});
