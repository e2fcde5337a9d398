/** What Python sends of a sweep (pages/web/swept.py, pages/ui/sweep_stage.py), and what its pictures see of one another. Types alone. */

import type { Action, Labels, Numbers, Sentence, TapeArray, Theme } from "../scene.d.ts";

/** What a cell's colour and number say. */
export type Shown = "loss" | "steps" | "share";

/** A setting that is varied: its name, and its values as a link writes them and as they are read. */
export interface Axis {
  key: string;
  name: string;
  values: string[];
  labels: string[];
}

/** A sweep that comes on the page. */
export interface Opening {
  /** Another one is another sweep, or the same in another language; `sweep` names the sweep alone. */
  id: string;
  sweep: string;
  title: string;
  axes: Axis[];
  seeds: number;
  runs: number;
  parts: number;
  show: Shown;
  /** Where its parts and files are, seen from the app's root; none where the parts came too. */
  tape?: string;
  query?: string;
  carried?: Part[];
  /** The page of one run, seen from the app's root. */
  lab: string;
  /** What prints the same on a command line. */
  command: string;
  /** All runs as tables, which come from the server too, or with their text. */
  files: { kind: string; mime: string; text?: string }[];
  /** What files are named after. */
  file: string;
  labels: Labels;
  locale: string;
}

/** One run, once it has been trained. */
export interface Run {
  cell: number;
  seed: number;
  link: string;
  loss: number | null;
  stop: string;
  /** Why it stopped, in words. */
  why: string;
  step: number;
  steps_to_learn: number | null;
  learned: boolean;
  test_loss: number | null;
  /** How many points of the part's curves are its own. */
  points: number;
}

/** What the runs of a cell have come to so far. */
export interface Cell {
  n: number;
  median_loss: number | null;
  quartiles: [number, number] | null;
  median_steps: number | null;
  learned: number;
  share: number | null;
  diverged: number;
  /** The query that opens its median run with its best and worst beside it; null where it has only one. */
  pinned: string | null;
}

/** A part: some runs, and what the cells' runs up to these have come to. */
export interface Part {
  number: number;
  runs: Run[];
  /** Of the runs one after another. */
  curves: { steps: TapeArray; losses: TapeArray };
  cells: Cell[];
  /** Of each cell at some steps, (cells, moments): the quartiles and the median of its losses, (cells, moments, 3). */
  bands: { steps: TapeArray; losses: TapeArray };
  /** The cell that is best, by what is shown. */
  best: Record<Shown, number | null>;
  sentences: Record<Shown, Sentence>;
}

/** A run with its curve. */
export interface Curve extends Run {
  steps: Numbers;
  losses: Numbers;
}

export interface Band {
  steps: Numbers;
  low: Numbers;
  middle: Numbers;
  high: Numbers;
}

/** What the sweep's pictures ask of whoever shows them. */
export interface Host {
  opening: Opening;
  element: HTMLElement;
  theme: Theme;
  fontSize: number;
  /** What a picture of it is signed with. */
  origin(): string;
  address(path: string): string;
}

/** What the pictures ask of the page around them. */
export interface Around {
  lecturing(): boolean;
  letter(): number;
  onLecture(listener: () => void): () => void;
  origin(): string;
  /** Whether all runs have been seen. */
  played(whole: boolean): void;
}

export type { Action, Labels, Numbers, Sentence, TapeArray, Theme };
