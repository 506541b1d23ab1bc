/** One figure, and whether it is as it has to be. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly holds: boolean;
}

/** @param count how often; where it is not said, as often as the figure asks for */
export type Faults = (count: number | undefined) => AsyncIterable<Figure>;
