import { instance } from '@viz-js/viz';
import { drawPathway, drawWay } from '../src/pathway/charts/index.ts';
import { loadPolicies } from '../src/pathway/index.ts';
import { alternate, compare, type Measurement } from './measure.ts';
import { drawSituations } from './random-situations.ts';

/** The flow charts, beside Graphviz laying out a plain chain of as many boxes as a way has at most. */
export async function measureDrawings(): Promise<Measurement[]> {
  const [policy] = loadPolicies().policies;
  if (policy === undefined) throw new Error('no policy is loaded');
  const graphviz = await instance();
  const boxes = Array.from({ length: 40 }, (_, index) => `s${index}`);
  const chain = { edges: boxes.slice(1).map((head, index) => ({ tail: boxes[index] ?? '', head })) };
  const layOut = () => graphviz.renderString(chain, { format: 'plain' });
  await drawPathway(policy);
  const ways = drawSituations(policy.policy, 60, 1);
  let next = 0;
  const way = await alternate(ways.length, () => drawWay(policy, ways[next++] ?? {}), layOut);
  const whole = await alternate(5, () => drawPathway(policy), layOut);
  const peer = `Graphviz, a chain of ${boxes.length}`;
  return [
    ...compare('the way of one situation drawn', peer, way, [0.5, 0.95]),
    ...compare('the whole pathway drawn', peer, whole),
  ];
}
