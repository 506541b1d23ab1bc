import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  anyTerms,
  baselineOnly,
  is,
  makeInvariant,
  makePolicy,
  makeRule,
} from '../../../test/small-council.ts';
import type { Invariant, Policy } from '../engine/index.ts';
import type { LoadedPolicies, LoadedPolicy, Problem } from '../packs/index.ts';
import { runPolicyCheck, runPolicyDiff } from './policy-proof-commands.ts';

const disclosure = is('situation', 'disclosure');

const panelAlways = makeInvariant('every disclosure goes to the panel', disclosure, {
  kind: 'stands',
  actions: ['refer-to-panel'],
  terms: anyTerms,
});

/** A version of the small council's policy, with as much of a loaded pack as the commands look at. */
function load(version: string, policy: Policy, invariants: Invariant[] = []): LoadedPolicy {
  const inForce = version === '1' ? { from: '2025-04-01', to: '2026-03-31' } : { from: '2026-04-01' };
  return {
    council: policy.council,
    version,
    words: { 'in-force': inForce },
    policy: { ...policy, policyVersion: `${version}-abc` },
    baselineOnly,
    invariants,
  } as unknown as LoadedPolicy;
}

const later = makePolicy([makeRule('the lead is told', 'tell-lead', disclosure)]);

async function run(
  command: typeof runPolicyCheck,
  args: string[],
  policies: LoadedPolicy[] = [load('1', makePolicy()), load('2', later)],
  problems: Problem[] = [],
) {
  const said = { out: '', err: '' };
  const loaded: LoadedPolicies = { root: 'policies', policies, problems };
  const status = await command(args, () => loaded, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    today: '2026-11-22',
    readMilliseconds: () => 0,
  });
  return { status, ...said };
}

describe('rowan policy check', () => {
  test('says how much was proved, version by version', async () => {
    const { status, out, err } = await run(runPolicyCheck, ['littlemere@1']);
    assert.equal(status, 0);
    assert.equal(err, '');
    assert.match(
      out,
      /^Littlemere Council, 1-abc\n {2}7 rules\. 0 of 0 invariants proved\.\n {2}\d+ proofs in all/,
    );
    assert.match(out, /each by the solver over every one of 3,888 situations,/);
    assert.match(out, /The two ways of proving agree\./);
    const both = await run(runPolicyCheck, []);
    assert.equal(both.out.match(/^Littlemere Council/gm)?.length, 2);
  });

  test('ends with status 1 where something is not so, and says where', async () => {
    const policies = [load('1', makePolicy(), [panelAlways])];
    const { status, out } = await run(runPolicyCheck, [], policies);
    assert.equal(status, 1);
    assert.match(out, /0 of 1 invariants proved/);
    assert.match(
      out,
      /- "every disclosure goes to the panel" is not always so: refer-to-panel must stand; but where/,
    );
  });

  test('gives the same as JSON', async () => {
    const policies = [load('1', makePolicy(), [panelAlways])];
    const { status, out } = await run(runPolicyCheck, ['--json'], policies);
    assert.equal(status, 1);
    const { reports } = JSON.parse(out);
    assert.equal(reports.length, 1);
    assert.equal(reports[0].council, 'littlemere');
    assert.equal(reports[0].agreed, true);
    assert.equal(reports[0].combinations, '3888');
    assert.deepEqual(reports[0].failures[0].facts, { situation: 'disclosure' });
  });

  test('names what it cannot find, and every mistake in a pack with its place', async () => {
    const unknown = await run(runPolicyCheck, ['oakmere']);
    assert.deepEqual(unknown, {
      status: 2,
      out: '',
      err: 'there is no council "oakmere"; there is: littlemere\n',
    });
    const version = await run(runPolicyCheck, ['littlemere@7']);
    assert.equal(version.err, 'there is no "littlemere@7"; littlemere has: 1, 2\n');
    const problem = {
      file: 'policies/littlemere/rules.yaml',
      line: 3,
      column: 7,
      message: '"x" is not a fact',
    };
    const mistaken = await run(runPolicyCheck, [], [], [problem]);
    assert.equal(mistaken.status, 2);
    assert.equal(mistaken.err, 'policies/littlemere/rules.yaml:3:7: "x" is not a fact\n');
    assert.equal((await run(runPolicyCheck, ['--jsn'])).status, 2);
  });
});

describe('rowan policy diff', () => {
  test('compares two versions that are named', async () => {
    const { status, out } = await run(runPolicyDiff, ['littlemere@1', 'littlemere@2']);
    assert.equal(status, 0);
    assert.match(out, /^littlemere, 1-abc; and littlemere, 2-abc\n1 differ, 7 are proved the same\./);
    assert.match(
      out,
      /tell-lead\n {2}whether it is there: where somebody has told you, and nothing else is known,/,
    );
  });

  test('takes the version in force today where none is named', async () => {
    const { out } = await run(runPolicyDiff, ['littlemere', 'littlemere@2', '--json']);
    assert.deepEqual(JSON.parse(out).differ, []);
  });

  test('needs two policies that there are', async () => {
    assert.match((await run(runPolicyDiff, ['littlemere'])).err, /^two policies are compared\n/);
    const { status, err } = await run(runPolicyDiff, ['littlemere@1', 'oakmere']);
    assert.equal(status, 2);
    assert.equal(err, 'there is no council "oakmere"; there is: littlemere\n');
  });
});
