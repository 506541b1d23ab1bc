/** The charts are made from the rules and say what the rules say. How they look is seen in test/browser/. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fc } from '../../../test/property.ts';
import { type Facts, makeAdvisor, type Policy } from '../engine/index.ts';
import { type LoadedPolicy, loadPolicies, shippedPolicies } from '../packs/index.ts';
import { describeChart, drawPathway, drawWay, showSteps, type TextStep } from './index.ts';
import { splitRule } from './model/split.ts';

/** The real councils' packs and the fictional ones, in one folder. */
const folder = mkdtempSync(join(tmpdir(), 'rowan-charts-'));
after(() => rmSync(folder, { recursive: true }));
cpSync(shippedPolicies, folder, { recursive: true });
for (const fictional of ['exampleshire', 'oddborough']) {
  const pack = fileURLToPath(new URL(`../../../test/packs/${fictional}`, import.meta.url));
  cpSync(pack, join(folder, fictional), { recursive: true });
}
const { policies, problems } = loadPolicies(folder);

/** The boxes of a picture: the kind of each, and its text as a person reads it. */
function readBoxes(svg: string): { kind: string; text: string }[] {
  return [...svg.matchAll(/<g class="rowan-chart__([a-z]+)">(.*?)<\/g>/gs)].map(
    ([, kind = '', inner = '']) => ({
      kind,
      text: readTexts(inner),
    }),
  );
}

function readTexts(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)]
    .map(([, text = '']) => unescapeText(text))
    .join(' ');
}

function unescapeText(text: string): string {
  const letters: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => letters[name] ?? '');
}

/** A small reader of XML: every tag is closed in order, every attribute is quoted and stands once. */
function checkMarkup(svg: string): void {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-z]+)((?:\s+[a-zA-Z:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end, name, given, alone) => {
      const names = [...String(given).matchAll(/([a-zA-Z:-]+)=/g)].map(([, attribute]) => attribute);
      assert.equal(new Set(names).size, names.length, `an attribute stands twice in ${name}`);
      if (end === '/') assert.equal(open.pop(), name);
      else if (alone !== '/') open.push(name);
      return '';
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]|&(?!(lt|gt|quot|amp|#39);)/);
  assert.doesNotMatch(svg, /\b(href|style|id|src|on[a-z]+)=|<(style|script|a|image|use|foreignObject)\b/i);
  assert.match(svg, /^<svg xmlns="[^"]+" class="[^"]+" role="img"/);
  assert.match(svg, /<title>[^<]+<\/title>\s*<desc>[^<]+<\/desc>/);
}

function listTexts(steps: readonly TextStep[]): string[] {
  return steps.flatMap(({ text, steps: own }) => [text, ...listTexts(own)]);
}

/** Each fact unknown, or one of its values. */
function anySituation({ facts }: Policy): fc.Arbitrary<Facts> {
  const values = Object.fromEntries(
    facts.map(({ id, values: own }) => [id, fc.constantFrom(...own.map((value) => value.id))]),
  );
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Facts>;
}

it('reads all packs that these tests draw', () => {
  assert.deepEqual(problems, []);
  assert.ok(policies.length >= 4);
});

for (const loaded of policies) {
  const { policy } = loaded;
  describe(`the whole pathway of ${policy.name}`, async () => {
    const { svg, steps, text } = await drawPathway(loaded);
    const boxes = readBoxes(svg);
    const labelOf = (id: string) => policy.actions.find((action) => action.id === id)?.label ?? id;

    it('holds every action that a rule gives, as strong as the rule says, in picture and in words', () => {
      for (const { action, strength } of policy.rules) {
        const label = labelOf(action);
        const kinds = strength === 'must' ? ['must', 'danger'] : [strength];
        assert.ok(
          boxes.some((box) => kinds.includes(box.kind) && box.text.includes(label)),
          `${label} is not drawn as ${strength}`,
        );
        assert.ok(
          listTexts(steps).some((line) => line.includes(`${label} (`)),
          `${label} is not in the words`,
        );
      }
    });

    it('tells what every rule turns on, in picture and in words', () => {
      const drawn = boxes.map((box) => box.text.toLowerCase());
      const said = listTexts(steps).map((line) => line.toLowerCase());
      for (const rule of policy.rules) {
        for (const { start, also } of splitRule(rule, loaded)) {
          for (const part of [start, ...also].map((one) => one.toLowerCase())) {
            assert.ok(
              drawn.some((one) => one.includes(part)),
              `not drawn: ${part}`,
            );
            assert.ok(
              said.some((one) => one.includes(part)),
              `not said: ${part}`,
            );
          }
        }
      }
    });

    it('holds every never, and the numbers of the services that are named', () => {
      const all = readTexts(svg);
      for (const { label } of policy.nevers.filter(({ id }) =>
        policy.neverRules.some(({ never }) => never === id),
      )) {
        assert.ok(all.includes(label), label);
        assert.ok(text.includes(label), label);
      }
      for (const { label, phone } of describeChart(loaded).phones) {
        assert.ok(all.includes(`${label}: ${phone}`), label);
        assert.ok(text.includes(`${label}: ${phone}`), label);
      }
    });

    it('shows no name that is not for people', () => {
      const ids = [...policy.facts, ...policy.actions, ...policy.services, ...policy.roles].map(
        ({ id }) => id,
      );
      const shown = new Set(`${readTexts(svg)} ${text}`.split(/[\s,.;:()]+/));
      const compound = ids.filter((id) => /[a-z][A-Z]|-/.test(id));
      assert.deepEqual(
        compound.filter((id) => shown.has(id)),
        [],
      );
    });

    it('is well-formed, and comes out the same again', async () => {
      checkMarkup(svg);
      assert.equal((await drawPathway(loaded)).svg, svg);
    });
  });

  describe(`the way of one situation in ${policy.name}`, () => {
    it('holds what stands and what is possible, each marked so, and nothing else', async () => {
      await fc.assert(
        fc.asyncProperty(anySituation(policy), (facts) => checkWay(loaded, facts)),
        { numRuns: 25 },
      );
    });

    it('is drawn where nothing is known', async () => {
      await checkWay(loaded, {});
    });
  });
}

async function checkWay(loaded: LoadedPolicy, facts: Facts): Promise<void> {
  const { policy, advisor } = loaded;
  const { svg, text } = await drawWay(loaded, facts);
  checkMarkup(svg);
  const boxes = readBoxes(svg);
  const advice = advisor.advise(facts);
  const stands = new Map(advice.actions.map(({ action, strength }) => [action, strength]));
  const possible = new Set(advice.possible.map(({ action }) => action));
  const lines = text.split('\n').map((line) => line.trim());
  for (const { id, label } of policy.actions) {
    const kinds = boxes.filter((box) => box.text.includes(label)).map(({ kind }) => kind);
    const strength = stands.get(id);
    const said = lines.filter((line) => line === label || line.includes(`${label} (`));
    if (strength !== undefined) {
      assert.ok(kinds.includes(strength) || kinds.includes('danger'), `${label} is not drawn as ${strength}`);
      assert.ok(
        said.some((line) => line.includes('(')),
        `${label} is not said to stand`,
      );
    } else if (possible.has(id)) {
      assert.deepEqual(kinds, ['possible'], label);
      assert.deepEqual(said, [label]);
    } else {
      assert.deepEqual(kinds, [], `${label} is drawn, and does not stand`);
      assert.deepEqual(said, []);
    }
  }
  const shown = readTexts(svg).toLowerCase();
  for (const { id, values } of policy.facts) {
    const said = values.find((value) => value.id === facts[id])?.said.toLowerCase();
    if (said !== undefined) assert.ok(shown.includes(said) && text.toLowerCase().includes(said), said);
  }
}

describe('a drawing', () => {
  const [loaded] = policies;
  assert.ok(loaded !== undefined);

  it('shows a label that is written as markup, and does not become it', async () => {
    const label = `<script>alert("1")</script> & 'more'`;
    const policy: Policy = {
      ...loaded.policy,
      name: label,
      actions: loaded.policy.actions.map((action) => ({ ...action, label })),
      steps: loaded.policy.steps.map((step) => ({ ...step, label })),
      facts: loaded.policy.facts.map((fact) => ({
        ...fact,
        question: label,
        values: fact.values.map((value) => ({ ...value, said: label })),
      })),
    };
    const odd = { ...loaded, policy, advisor: makeAdvisor(policy) };
    for (const drawing of [await drawPathway(odd), await drawWay(odd, { situation: 'disclosure' })]) {
      checkMarkup(drawing.svg);
      assert.match(readTexts(drawing.svg), /<script>alert\("1"\)<\/script>/);
      const shown = String(showSteps(drawing.steps));
      assert.doesNotMatch(shown, /<script/);
      assert.match(shown, /&lt;script&gt;/);
    }
  });

  it('keeps the letters of a way as large at every width, and is never narrower than a phone', async () => {
    const size = (svg: string) => svg.match(/^<svg[^>]* width="(\d+)"/s)?.[1];
    const facts = { situation: 'disclosure' };
    assert.equal(size((await drawWay(loaded, facts)).svg), '288');
    assert.equal(size((await drawWay(loaded, facts, 600)).svg), '600');
    assert.equal(size((await drawWay(loaded, facts, 10)).svg), '288');
  });

  it('says the same where rules stand in another order in their file', async () => {
    const policy: Policy = { ...loaded.policy, rules: loaded.policy.rules.toReversed() };
    const turned = { ...loaded, policy, advisor: makeAdvisor(policy) };
    await fc.assert(
      fc.asyncProperty(anySituation(policy), async (facts) => {
        assert.equal((await drawWay(turned, facts)).svg, (await drawWay(loaded, facts)).svg);
      }),
      { numRuns: 5 },
    );
  });

  it('is ready in less than 50 ms of work once Graphviz runs', async () => {
    const facts = { situation: 'disclosure', service: 'general', dash: 'high' };
    await drawWay(loaded, facts);
    const runs = 20;
    const before = process.cpuUsage();
    for (let run = 0; run < runs; run += 1) await drawWay(loaded, facts);
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 / runs < 50, `${(user + system) / 1000 / runs} ms`);
  });
});
