/**
 * The scene protocol: what Python sends (core/wire/scene.py says the same in Python), and what the parts of the player
 * see of one another. Types alone; nothing of this file runs.
 */

// ---- the packet's header ----------------------------------------------------------------------------

export type Numbers = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array;

/** An array in the header before it is opened. */
export interface Description {
  dtype: "f8" | "f4" | "i4" | "u2" | "u1";
  shape: number[];
  /** Bytes from the start of the blobs. */
  offset: number;
  each: Each;
  /** Of u2: value = lo + (hi - lo) * number / 65535. */
  scale?: [number, number];
}

/** What a row belongs to: a step or a keyframe. */
export type Each = "step" | "key";

export interface TapeArray {
  /** In C order, rows * width numbers. */
  data: Numbers;
  shape: number[];
  /** shape[0] */
  rows: number;
  /** Numbers in one row. */
  width: number;
  each: Each;
  /** value = lo + gain * number (0 and 1 unless quantised) */
  lo: number;
  gain: number;
}

export type Arrays = Record<string, TapeArray>;

export interface Sentence {
  /** The step from which it counts. */
  at: number;
  text: string;
  tone?: "info" | "good" | "warn" | "bad";
  actions?: Action[];
}

/** A button: its value goes to Python; in a page without the app it is a link. */
export interface Action {
  label: string;
  value?: string;
  href?: string;
}

/** A chunk of the tape, or the exact steps of a window. */
export interface Piece {
  kind: "chunk" | "detail";
  /** Of chunks. */
  number: number;
  first: number;
  last: number;
  stride: number;
  arrays: Arrays;
  captions?: Sentence[];
}

/** What a part's packet says, and so far the same what comes on stage. */
export interface Header {
  run: string;
  first_step?: number;
  total: number;
  /** The last step, once the run has ended, and why it has; see core/record/stop.py. */
  end?: number | null;
  why?: number | null;
  /** Steps from keyframe to keyframe. */
  stride: number;
  chunk_steps: number;
  /** Steps a second at normal speed. */
  rate: number;
  keys_only?: boolean;
  at_once?: boolean;
  pieces?: Piece[];
}

/** A run that comes on stage. */
export interface Opening extends Header {
  scene_id: string;
  scene: Scene;
  /** The step to open at. */
  at?: number | null;
  /** Whether the page's address names the step. */
  url_at?: boolean;
  /** Where its parts are, seen from the app's root: a part's number is added, and the query; none where they came too. */
  tape?: string;
  query?: string;
  /** Where several runs are on stage: all of them; what is said of them, where that came too; what their scene's address says of those that are kept. */
  together?: Together;
  told?: Sentence[];
  kept?: string;
  /** By the name of a drag, what each handle changes in the query; "{x}" and "{y}" are the place. */
  handles?: Record<string, Record<string, string>[]>;
  /** The settings that a button may ask for. */
  keys?: string[];
  /** Those that may change on the way. */
  learning?: string[];
  /** So many edits a run takes at most. */
  most_edits?: number;
  /** What makes the run longer, if it may be. */
  longer?: Record<string, string>;
  /** Whether the form changes a run from the step on screen on. */
  from_here?: boolean;
  wish?: Wish;
  /** What is to be guessed before it plays. */
  predict?: PredictSpec;
}

/** What a lesson asks; see pages/ui/guess.py. */
export interface PredictSpec {
  lesson: string;
  kind: "step" | "choice" | "drawing";
  question: string;
  choices: string[];
  /** What an address says of it. */
  topic: string;
  /** Of choices that the lesson declares: the right one, and what is said of each. */
  answer: number | null;
  told: string[];
  /** Whether there are rooms for a class. */
  room: boolean;
  /** Of a drawing: how many values it has, and how high it goes, in first losses. */
  places: number;
  headroom: number;
  words: Labels;
}

/** How a kind of guess is made: what its hand does, and what it shows. */
export interface Answer {
  /** Null: none is made yet. */
  value: unknown;
  /** As people read it, and as an address has it. */
  said: string;
  text: string;
  /** As a room has it. */
  json: unknown;
  controls: HTMLElement[];
  rename(): void;
  /** The guess is in another phase. */
  turn(): void;
  /** In each frame. */
  paint(): void;
  close(): void;
  step?(by: number): void;
  seek?(step: number): void;
  /** Numbers that the axis of the losses must have room for. */
  room?(): number[];
}

/** The guesses of a class, counted; see docs/tape.md. */
export interface Tally {
  n: number;
  /** Of steps: first, last, how many; how many said never. */
  bins?: [number, number, number][];
  never?: number;
  counts?: number[];
  curves?: number[][];
  median?: number | number[] | null;
}

/** What NumPy says of a guess: from which step on it is known, what is true, and the sentence. */
export interface Told {
  at: number;
  truth: number | null;
  good: boolean;
  text: string;
}

/** From a step on, where the clock says a value: how many steps are an epoch, what one of them gains, what an epoch gains at most. */
export type Span = [step: number, value: number, per: number, each: number, most: number];

/** Runs on one clock, that on stage first; see several.js. */
export interface Together {
  runs: (Header & { tape?: string; query?: string })[];
  spans: Span[][];
}

/** Settings that are to change from the step on screen on: the page does not know which that is. Each is granted once. */
export interface Wish {
  id: string;
  changes: Record<string, string>;
}

/** What NumPy tells of the update after a step; see docs/tape.md. */
export interface Explanation {
  run: string;
  step: number;
  /** The run ends at this step: no update comes. */
  end?: boolean;
  /** The part that is told, and its value before and after. */
  sel?: string;
  old?: number | null;
  new?: number | null;
  /** Its place in the batch. */
  sample: "all" | number;
  samples: { name: string; row: number }[];
  stages: Passage[];
  sections?: Section[];
}

/** One stage inside an update. */
export interface Passage {
  kind: "forward" | "loss" | "backward" | "update";
  layer: number | null;
  title: string;
  tex: string[];
  text: string;
  values: Record<string, number | null>;
  lit: string[];
}

/** A stage of the update as pictures show it: numbers by the parts' names, and which parts are lit. */
export interface Inside {
  kind: Passage["kind"];
  layer: number | null;
  values: Record<string, number | null>;
  lit: Set<string>;
}

/** One operation under the microscope. */
export interface Section {
  key: string;
  title: string;
  tex: string[];
  code?: string;
  /** What running the code prints, line by line. */
  prints?: string[];
  note?: string;
  tone?: "info" | "warn";
}

/** The loss on a plane through a run's θ; see docs/tape.md. */
export interface LandscapeAnswer {
  run: string;
  plane: string;
  kind: "path" | "weights" | "random";
  names: string[];
  step: number;
  end: number;
  parameters: number;
  shares: Range | null;
  /** The share of the path's variance that lies outside the plane. */
  outside: number;
  x: Range;
  y: Range;
  scale: { low: number; high: number; finest: number | null; levels: number[] } | null;
  /** (rows, columns), the lowest y first. */
  land: TapeArray;
  /** Keyframes, where they lie in the plane, the tape's losses there, and the plane's. */
  steps: TapeArray;
  places: TapeArray;
  losses: TapeArray;
  below: TapeArray;
  distances: TapeArray;
  /** Whether an address can say that a run begins at a point. */
  takes: boolean;
}

/** Where the playhead is and how it moves. */
export interface Place {
  position: number;
  playing: boolean;
  speed: number;
}

// ---- the scene --------------------------------------------------------------------------------------

export type Range = [number, number];
export type Point = [number, number];
export type Dash = "solid" | "dash" | "dot" | "dashdot";
export type Labels = Record<string, string>;
/** Leading subscripts of a row. */
export type Subscripts = number[] | null | undefined;

export interface Scene {
  panels: Panel[];
  /** From the widest to the narrowest. */
  layouts: Layout[];
  lecture?: FewPanels;
  labels: Labels;
  readouts?: Readout[];
  /** Names of the network's parts, that may be selected. */
  parts?: string[];
  /** Where in θ the first parameter among them stands, if not at its beginning: then they are not all of the network. */
  parts_from?: number;
  /** Whether a hand may change the run at the step on screen. */
  by_hand?: boolean;
  /** Those that panels show by their places. */
  images?: ImagesSpec;
  /** Those that several runs may go by, the present one first. */
  clocks?: Action[];
  locale?: string;
  loop?: boolean;
  autoplay?: boolean;
}

/** A CSS grid: areas are panels' areas, "caption", "transport", and "handling": what a hand does to the selected part,
 * else over the network's picture. */
export interface Grid {
  columns: string;
  rows: string;
  areas: string[];
}

export interface Layout extends Grid {
  min_width: number;
  /** The first whose toggle is on counts. */
  variants?: Variant[];
}

/** How a layout stands while a toggle is on; `on`: whether it is, unless somebody chose. */
export interface Variant extends Grid {
  toggle: string;
  on: boolean;
}

/** A layout as the player stands it: those of few panels fill the window. */
export interface Standing extends Layout {
  fill?: boolean;
  /** The panel that has the whole height; the others stand at its side. */
  main?: string;
  variants?: (Variant & { fill?: boolean; main?: string })[];
}

export interface FewPanels {
  columns: string;
  areas: string[];
  /** On a projected screen: what takes the whole height, and what stands beside it, one under the other. */
  tall?: string[];
  /** The same beside it under a lesson's question, if that is other. */
  asked?: string[];
  rows?: string;
  /** The area that stands alone where it is narrow, or those that stand side by side. */
  narrow?: string;
  variants?: { toggle: string; on: boolean; columns: string; areas: string[]; tall?: string[]; rows?: string }[];
}

export interface Readout {
  label: string;
  value?: "step" | "clock";
  array?: string;
  index?: Subscripts;
  format?: string;
}

export interface Toggle {
  key: string;
  label: string;
  on?: boolean;
  /** By path in the figure's layout: what it is when off and when on. */
  layout?: Record<string, [any, any]>;
  /** By trace: whether it is visible when off and when on. */
  visible?: Record<string, [any, any]>;
}

interface PanelBase {
  id: string;
  area: string;
  title: string;
  hint: string;
  toggles?: Toggle[];
  /** Panels of the same ground mark what the pointer shows in one of them. */
  ground?: string;
  /** The colour of the run that it is of, where there are several. */
  run?: string;
  /** Titles for where the whole one has no room, from the longest on. */
  shorter?: string[];
  /** A hand changes nothing of this run. */
  fixed?: boolean;
}

export interface PlotSpec extends PanelBase {
  kind: "plot";
  figure: { data: any[]; layout: any };
  bindings?: Binding[];
  /** What bindings to a curve show. */
  fit?: FitSpec;
  layers?: Layer[];
  drowned?: Drowned;
  square?: boolean;
  /** The action of a click, and the toggle that must be on for it. */
  click?: string;
  click_toggle?: string;
  /** The actions of a start that is held by hand, and of one that was. */
  drag?: { moving: string; moved: string };
  /** The parts of the network that the first traces show, one each. */
  parts?: string[];
}

/** A weight or a bias: its place in the panel's array, its name as a part, and what pictures call it. */
export interface Parameter {
  place: number;
  name: string;
  label: string;
}

export interface NetworkNode {
  /** 0: the inputs, which have no bias. */
  layer: number;
  name: string;
  label: string;
  bias?: Parameter;
}

export interface NetworkEdge {
  /** Places in the list of nodes. */
  source: number;
  to: number;
  weight: Parameter;
}

export interface NetworkSpec extends PanelBase {
  kind: "network";
  array: string;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  /** Where each node is a tile that shows what it computes; else nodes are circles. */
  of?: NetSpec;
  /** All inputs' range. */
  inputs?: Range;
  /** Of outputs that get the full colours. */
  range?: Range;
  /** Those that units may have in their tiles. */
  lines?: UnitLinesSpec;
}

/** The loss on a plane through θ, asked for when it is looked at. */
export interface LandscapeSpec extends PanelBase {
  kind: "landscape";
  /** What the network's parameters are called, by their names as parts, as many as may be chosen. */
  names: Labels;
  /** The run's. */
  color: string;
  words: Labels;
}

export interface ReliefSpec extends PanelBase {
  kind: "relief";
  layers: [ContoursSpec, TrailsSpec];
  /** Of the heights. */
  range: Range;
  /** The toggle for logarithmic ones. */
  log: string;
}

/** A network's output as a surface over its two inputs, with its samples at their targets. */
export interface SurfaceSpec extends PanelBase {
  kind: "surface";
  of: NetSpec;
  x: Range;
  y: Range;
  /** What gets the full colours. */
  range: Range;
  /** Fitted to the output where it is left out. */
  heights?: Range;
  colors: string;
  /** Where it decides. */
  contour?: number;
  label: string;
  names: [string, string];
  /** (n, 4): the inputs, the class, 1 where it is held out */
  data: TapeArray;
  words: { target: string; held: string };
}

/** Two or three units of a hidden layer as axes: the samples, and the grid of the inputs, as the network maps them there. */
export interface HiddenSpec extends PanelBase {
  kind: "hidden";
  of: NetSpec;
  x: Range;
  y: Range;
  /** What gets the full colours. */
  range: Range;
  colors: string;
  /** The output's weighted sum from which on it decides for class 1; of two outputs, the second's less the first's. */
  decides?: number;
  label: string;
  names: [string, string];
  /** (n, 4): the inputs, the class, 1 where it is held out */
  data: TapeArray;
  layers: HiddenLayer[];
  words: { layer: string; across: string; up: string; deep: string; none: string; target: string; held: string };
}

/** A layer that may be shown, counted from 1, and what its units are called. */
export interface HiddenLayer {
  layer: number;
  label: string;
  units: string[];
}

export interface TableSpec extends PanelBase {
  kind: "table";
  columns: string[];
  rows: Cell[][];
  tabs?: { label: string; rows: Cell[][] }[];
  compact?: boolean;
}

/** The microscope: one update of the selected part, as NumPy tells it. */
export interface ExplanationSpec extends PanelBase {
  kind: "explanation";
  /** What the network's parts are called, with what they are. */
  names: Labels;
  labels: Labels;
}

/** Images: (n, side²) of bytes from paper to ink, row by row from the top, and the class of each. */
export interface ImagesSpec {
  data: TapeArray;
  labels: number[];
  side: number;
}

interface ImagingBase extends PanelBase {
  /** Pixels along each side of an image. */
  side: number;
  words: Labels;
}

/** Each unit of the first layer as the image of its weights, and what it makes of the image that is sent through. */
export interface WeightsSpec extends ImagingBase {
  kind: "weights";
  of: NetSpec;
  /** Those of the first layer. */
  units: NetworkNode[];
}

/** The chosen unit: its weights, its largest inputs, what it leads to, the images that excite it most. */
export interface UnitSpec extends ImagingBase {
  kind: "unit";
  of: NetSpec;
  /** All but the inputs, layer by layer. */
  nodes: NetworkNode[];
}

export interface ConfusionSpec extends ImagingBase {
  kind: "confusion";
  /** (10, 10): how many of each class (rows) are answered how (columns). */
  array: string;
  /** (n,): the answer to each of the scene's images. */
  answers: string;
  /** The matrix alone, as large as its place allows. */
  lean?: boolean;
  /** Another such array, that is taken away while a toggle is on, and what that is called. */
  minus?: string;
  difference?: string;
  versus?: string;
}

/** The next update's batch. */
export interface BatchSpec extends ImagingBase {
  kind: "batch";
  /** (k, 3): place in the data set (-1: drawn by hand), label, answer; rows of -1 for none. */
  array: string;
  /** How many the batch has. */
  size: string;
  /** (k,): the answer's probability. */
  sure: string;
  /** (k, side²) of bytes. */
  images: string;
}

/** The scene's images that are most wrong. */
export interface WorstSpec extends ImagingBase {
  kind: "worst";
  /** (k,): their places, -1 for none. */
  array: string;
  /** (k, 2): the probabilities of the answer and of the true class. */
  sure: string;
  /** (n,): the answer to each of the scene's images. */
  answers: string;
}

/** Where the last hidden layer puts some of the scene's images. */
export interface PlaneSpec extends ImagingBase {
  kind: "plane";
  /** (k, 2): places. */
  array: string;
  /** (2,): of the variance along each direction. */
  share: string;
  /** (n,): the answer to each of the scene's images. */
  answers: string;
  /** Which of them are shown. */
  rows: number[];
}

/** A place to draw an image on, and what the network says of it. */
export interface PadSpec extends ImagingBase {
  kind: "pad";
  of: NetSpec;
  /** So many drawings may be added to a run. */
  most: number;
}

export type ImagingPanel = WeightsSpec | UnitSpec | ConfusionSpec | BatchSpec | WorstSpec | PlaneSpec | PadSpec;

export type Panel = PlotSpec | ReliefSpec | LandscapeSpec | NetworkSpec | SurfaceSpec | HiddenSpec | TableSpec | ExplanationSpec | ImagingPanel;

export interface Cell {
  text?: string;
  hint?: string;
  action?: string;
  href?: string;
  swatch?: string;
  dash?: Dash;
  mark?: string;
  array?: string;
  index?: Subscripts;
  format?: string;
  /** The step whose number it is, if not the one shown; the row it stands in, if not that step's. */
  step?: number;
  row?: number;
  /** Words for the numbers 0, 1, …, and how they look. */
  choices?: string[];
  tones?: string[];
  /** The part of the network that a click selects. */
  part?: string;
}

/** What to do where one of an array's lines drowns the others. */
export interface Drowned {
  array: string;
  /** Column k of the array is line k; or, where there are others, each array of one number is a line. */
  lines: number;
  others?: string[];
  /** The toggle of the logarithmic axis. */
  log: string;
  /** The axis' title where it is cut. */
  cut?: string;
}

/** A network of one input and one output as a curve: shift + size · output at places spread evenly over x. */
export interface FitSpec {
  of: NetSpec;
  /** In the network's own units, and in the picture's. */
  x: Range;
  axis: Range;
  points: number;
  size: number;
  shift: number;
}

export type Binding = HistoryBinding | PointBinding | SetBinding | CurveBinding;

interface BindingBase {
  trace: number;
  array: string;
  index?: Subscripts;
}

export interface HistoryBinding extends BindingBase {
  type: "history";
  /** The trace that keeps the run before. */
  ghost?: number;
  /** The array whose number at the same place is x, if the step is not. */
  over?: string;
}

export interface PointBinding extends BindingBase {
  type: "point";
}

export interface SetBinding extends BindingBase {
  type: "set";
  attr: "x" | "y" | "customdata";
}

export interface CurveBinding {
  type: "curve";
  trace: number;
  /** What a unit of the last hidden layer adds to the plot's fit, or the output's bias; without it the fit. */
  part?: number | "bias";
  /** Another than the plot's. */
  fit?: FitSpec;
}

// ---- layers -----------------------------------------------------------------------------------------

interface LayerBase {
  /** The toggle that shows it, and the one that hides it. */
  toggle?: string;
  unless?: string;
}

/** A network as a function of an array's row, its parameters. */
export interface NetSpec {
  array: string;
  sizes: number[];
  hidden: string;
  /** An activation, or softmax. */
  output: string;
  /** Of the step function. */
  threshold: number;
  /** What nodes are called, by their names as parts; a picture of one of these may take the place of the network's. */
  nodes?: Record<string, string>;
}

/** Another field, that is taken away from one. */
export interface TakenSpec {
  array?: string;
  of?: NetSpec;
  x: Range;
  y: Range;
}

export interface FieldSpec extends LayerBase {
  type: "field";
  /** The array of pictures, or what they are computed from: the network's last output over x and y. */
  array?: string;
  of?: NetSpec;
  x: Range;
  y: Range;
  range: Range;
  colors: string;
  contour?: number;
  label: string;
  /** Another field that is taken away from it. */
  minus?: TakenSpec;
  /** So many pictures are computed in the same frame. */
  among?: number;
}

export interface ContoursSpec extends Samples {
  type: "contours";
  /** A scale, or a colour for the band below, between and above the levels. */
  colors: string | string[];
  /** Words for the bands, where values are kinds: samples are not blended, no lines are drawn. */
  kinds?: string[];
}

interface Samples extends LayerBase {
  data: TapeArray;
  x: Range;
  y: Range;
  /** Rising. */
  levels: number[];
  label: string;
  names: [string, string];
  /** A level whose line is thick. */
  strong?: number;
}

export interface RegionsSpec extends Samples {
  type: "regions";
  /** A scale. */
  colors: string;
  /** For each level the corners around what lies at or under it, each region within the next. */
  regions: Point[][];
}

export interface GraphSpec extends LayerBase {
  type: "graph";
  array: string;
  /** x0, y0, x1, y1, index, label */
  edges: [number, number, number, number, number, string][];
  /** x, y, index, label, name of the number */
  nodes: [number, number, number | null, string, string | null][];
}

/** The lines on which the weighted sums of the first hidden layer's units are zero, or the step's threshold. */
export interface UnitLinesSpec extends LayerBase {
  type: "unit_lines";
  of: NetSpec;
  x: Range;
  y: Range;
  /** One for each unit; `mark` stands in a disc at its end. */
  lines: { color: string; dash: Dash; mark: string; label: string }[];
}

/** Names at the present ends of lines against the step: of the selected one, else of the two largest. */
export interface LineEndsSpec extends LayerBase {
  type: "line_ends";
  array: string;
  /** Column of the array, name, part of the network, colour. */
  lines: { place: number; label: string; part: string; color: string }[];
}

/** The names of runs beside the axes, each as high as its line has come. */
export interface RunEndsSpec extends LayerBase {
  type: "run_ends";
  lines: { array: string; label: string; color: string }[];
}

/** x, y, label, whether it is one of the main ones, and its height where that is known. */
export type Mark = [number, number, string, boolean, number?];

export interface PointsSpec extends LayerBase {
  type: "points";
  /** x, y, colour, number, label */
  points: [number, number, string, string, string][];
  marks: Mark[];
}

/** Samples that a hand may move: x, y, class. */
export interface MovableSpec extends LayerBase {
  type: "movable";
  points: [number, number, number][];
}

export interface TrailsSpec extends LayerBase {
  type: "trails";
  /** (n, k, 2), in axis units */
  array: string;
  /** One for each of the k. */
  lines: { color: string; dash: Dash; label: string }[];
  /** (n, k) */
  values: { array: string; label: string };
  marks?: Mark[];
  /** (n, k, 2) */
  arrows?: { array: string; sign: number; longest: number; reference: number };
  /** The toggle that also shows the way to come. */
  ahead: string;
  /** The word for a step. */
  step: string;
}

export interface ArrowsSpec extends LayerBase {
  type: "arrows";
  /** x, y, dx, dy, in axis units */
  arrows: [number, number, number, number][];
  /** In pixels. */
  longest: number;
  /** A middling length. */
  reference: number;
}

export type Layer = FieldSpec | ContoursSpec | RegionsSpec | GraphSpec | PointsSpec | MovableSpec | TrailsSpec | ArrowsSpec
  | UnitLinesSpec | LineEndsSpec | RunEndsSpec;

/** The start of a trail, or a point, that a hand holds, in axis units. */
export interface Held {
  index: number;
  x: number;
  y: number;
}

/** What draws a layer. */
export interface Painter {
  spec: Layer;
  retheme(theme: Theme): void;
  /** Whether there was something to draw. */
  draw(context: CanvasRenderingContext2D, axes: Axes, tape: Tape, position: number, toggles: Toggles): boolean;
  /** What stands over all layers; and what stands beside the axes. */
  finish?(context: CanvasRenderingContext2D, axes: Axes): void;
  around?(context: CanvasRenderingContext2D, axes: Axes): void;
  /** What to say about a pixel. */
  describe(left: number, top: number, axes: Axes, tape: Tape, shown: number): string[] | null;
  /** The same picture as Plotly traces, for saving. */
  traces(tape: Tape, shown: number): any[];
  /** Whether it drew an earlier moment than was wanted, as this one takes too long for each frame. */
  late?: boolean;
  summary?(tape: Tape, shown: number): string[];
  /** Which start lies under a pixel, the nearest within reach; -1 for none. */
  startAt?(left: number, top: number, axes: Axes, tape: Tape, reach: number): number;
  held?: Held | null;
  /** Whether it shows what is held in place of the figure's own markers. */
  instead?: boolean;
  /** Follow what of the network is looked at. */
  look?(focus: Focus): void;
  /** The inputs at a place of the axes, where the picture is one over the network's inputs. */
  inputsAt?(x: number, y: number): number[] | null;
}

/** A rectangle of pixels. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Axes extends Frame {
  x(value: number): number;
  y(value: number): number;
  atX(pixel: number): number;
  atY(pixel: number): number;
  /** Equal where all of the above is. */
  key: string;
}

// ---- the player's parts -------------------------------------------------------------------------------

import type { Clock } from "./clock.js";
import type { Commands } from "./commands.js";
import type { Explanations } from "./explanations.js";
import type { Focus } from "./focus.js";
import type { Guesses } from "./guesses.js";
import type { Hand } from "./hand.js";
import type { Stages } from "./stages.js";
import type { Several } from "./several.js";
import type { Tape as One } from "./tape.js";
import type { Toggles } from "./toggles.js";

export type { Clock, Focus, Hand, Toggles };

/** What is on stage: a run, or several. */
export type Tape = One | Several;

export interface Theme {
  dark: boolean;
  text: string;
  background: string;
  panel: string;
  border: string;
  primary: string;
  font: string;
  /** Hues by name, text, muted, grid, background. */
  colors: Record<string, string>;
  key: string;
}

/** A line of the run before. */
export interface Ghost {
  x: number[];
  y: number[];
}

/** What panels, bar and sentence see of the player. */
export interface Stage {
  tape: Tape;
  clock: Clock;
  commands: Commands;
  theme: Theme;
  fontSize: number;
  /** How much larger than usual everything is drawn. */
  factor: number;
  labels: Labels;
  toggles: Toggles;
  focus: Focus;
  /** The scene's, that panels show by their places. */
  images: ImagesSpec | undefined;
  /** What turns parameters by hand, where it may. */
  hand: Hand;
  explanations: Explanations;
  guesses: Guesses;
  stages: Stages;
  /** The stage of the update that is gone through in slow mode. */
  inside: Inside | null;
  ghosts: Map<string, Ghost>;
  /** The step whose numbers are shown. */
  shown: number;
  /** Another one whenever what is shown is, at the same step. */
  revision: number;
  online: boolean;
  app: App;
  invalidate(): void;
  act(value: string): void;
  attempt(drag: string | undefined, index: number, place: string[]): void;
  stay(): void;
  point(panel: string, place: Point | null): void;
  flipped(toggle: string): void;
}

/** What the player sees of a panel. */
export interface Actor {
  spec: Panel;
  element: HTMLElement;
  drawn?: Record<string, number>;
  /** Whether its picture is there. */
  ready: boolean;
  /** Whether it follows the tape. */
  live: boolean;
  stale?: boolean;
  visible: boolean;
  /** Whether it can be refreshed beside others in one frame. */
  cheap?: boolean;
  /** Milliseconds between refreshes while it plays. */
  interval: number;
  lastRefresh?: number;
  update(spec: Panel): void;
  drawLayers(position: number): void;
  destroy(): void;
  build?(Plotly: any): void;
  refresh?(): void;
  redraw?(): void;
  begin?(): void;
  /** More of the run has come. */
  grow?(): void;
  showGhosts?(): void;
  makeSwitches?(): void;
  mark?(place: Point | null): void;
  /** Another part of the network is looked at. */
  refocus?(): void;
  showTip?(): void;
  /** Whether it is the main picture of a lecture. */
  stand?(main: boolean): void;
  describeAloud?(): void;
}

/** Keys of the address that this window keeps account of. */
export type Kept = "lecture" | "view" | "play" | "sel";

/** What the player asks of the page around it; static/player.js joins the two. */
export interface App {
  /** The link's word on a key of this window. */
  asked(key: Kept): string | null;
  keep(key: Kept, value: string | null): void;
  /** What an embedded page leaves out. */
  hidden: Set<string>;
  onNews(listener: (url: string) => void): () => void;
  originLink(step: number | null): string;
  setStep(url: URL, step: number | null): void;
  /** Whether a run that opens waits for a hand. */
  waits(): boolean;
  settingsOf(url: string): string;
  tellMoment(tell: () => Moment | null): void;
  /** Keys for a player. */
  listenFor(player: Keyed): void;
  forget(player: Keyed): void;
  lecturing(): boolean;
  letter(): number;
  onLecture(listener: () => void): () => void;
  notesAbove(element: Element): number;
  /** Whether the run on stage has been seen at its end. */
  played(whole: boolean): void;
  /** Whether a lesson asks something above the stage. */
  asks(): boolean;
  /** The question stands beside the main picture from so many pixels on, or null: above all. @returns its height there */
  standAside(left: number | null): number;
}

/** What the keyboard sees of a player. */
export interface Keyed {
  root: HTMLElement;
  tape: Tape | null;
  commands: Commands;
  transport: { element: HTMLElement };
}

/** What a link says of a player. */
export interface Moment {
  step: number;
  playing: boolean;
}

/** Streamlit's arguments of a component. */
export interface Component<Data> {
  parentElement: HTMLElement;
  data: Data;
  setStateValue(name: string, value: any): void;
  setTriggerValue(name: string, value: any): void;
}
