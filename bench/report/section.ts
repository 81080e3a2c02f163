import type { Figure } from "./figure.ts";

/** A claim: the ratio of two things that were measured side by side in one run. */
export type Ratio = {
  median: number;
  min: number;
  max: number;
  runs: number;
  /** What it must be, as text such as "at least 0.7"; undefined when it only informs. */
  target?: string;
  met?: boolean;
};

/** What one benchmark found. */
export type Section = {
  title: string;
  figures: Record<string, Figure>;
  ratios: Record<string, Ratio>;
  notes: string[];
  /** Where the time goes, as lines of text, if that was asked for. */
  profile?: string[];
};

/** How a benchmark is run. */
export type BenchOptions = {
  /** Runs of each measurement. */
  runs: number;
  /** Small sizes, to see that the bench itself works. */
  quick: boolean;
  /** Also say where the time goes: of the relay, and of expiry beside it. */
  profile: boolean;
  /** Says how far it is. */
  log: (line: string) => void;
};

export type Bench = (options: BenchOptions) => Promise<Section>;
