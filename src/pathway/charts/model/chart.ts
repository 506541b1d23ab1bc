import type { Advisor, Policy, Strength } from '../../engine/index.ts';
import type { NamedSituation } from '../../packs/index.ts';

/** What a chart is drawn from; a LoadedPolicy has all of it. */
export interface Drawable {
  readonly policy: Policy;
  readonly named: readonly NamedSituation[];
  readonly advisor: Advisor;
}

/** The whole pathway as a graph: lanes in order, in each what has happened → what else is so → what to do. */
export interface Chart {
  readonly title: string;
  readonly version: string;
  readonly lanes: readonly Lane[];
  readonly nevers: readonly NeverGroup[];
  readonly phones: readonly Phone[];
}

/** One step of the pathway. No lane is empty. */
export interface Lane {
  readonly place: number;
  readonly label: string;
  readonly starts: readonly Start[];
}

/** What has happened, from which one or more ways go on. */
export interface Start {
  readonly says: string;
  readonly ways: readonly Way[];
}

export interface Way {
  /** What else must be so: any one of these, each a list of parts that are all so. None: nothing else. */
  readonly also: readonly (readonly string[])[];
  readonly boxes: readonly Box[];
}

/** Actions that are asked for alike: as strongly, of the same people, to the same, by the same time. */
export interface Box {
  readonly actions: readonly BoxAction[];
  readonly strength: Strength;
  readonly isDanger: boolean;
  /** Who, to whom, by when, on what agreement: a line each. */
  readonly terms: readonly string[];
}

export interface BoxAction {
  readonly id: string;
  readonly label: string;
}

/** What is never done once this has happened: in any case, or where more is so. */
export interface NeverGroup {
  readonly says: string;
  readonly ways: readonly { readonly also: readonly string[]; readonly nevers: readonly BoxAction[] }[];
}

export interface Phone {
  readonly label: string;
  readonly phone: string;
}

/** The text equivalent of a chart: what stands in a box, and what follows from it. */
export interface TextStep {
  readonly text: string;
  readonly steps: readonly TextStep[];
}

/** A drawing, and the same in words. */
export interface Drawing {
  /** One whole `<svg>` element, without script, style or address. */
  readonly svg: string;
  /** Lists in lists, for `showSteps` and for whoever cannot see the picture. */
  readonly steps: readonly TextStep[];
  /** The same as plain text. */
  readonly text: string;
}
