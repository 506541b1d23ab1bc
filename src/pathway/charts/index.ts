export { drawPathway } from './draw-pathway.ts';
export { drawWay } from './draw-way.ts';
export type { Chart, Drawable, Drawing, TextStep } from './model/chart.ts';
export { describeChart } from './model/describe-chart.ts';
export { showSteps } from './model/text-steps.ts';
