/** What has come of a sweep so far: its runs with their curves, its cells, and what is said of it. */

/** @import { Band, Cell, Curve, Numbers, Opening, Part, Sentence, Shown } from "./sweep.d.ts" */

const LOG_FROM = 50; // from this ratio of the largest loss to the smallest on, losses stand on a logarithmic axis
const ABOVE = 3; // of the largest first loss: what diverges goes beyond the picture
const SMALLEST = 1e-12; // share of the largest that such an axis still shows
const NOTHING = { n: 0, median_loss: null, quartiles: null, median_steps: null, learned: 0, share: null, diverged: 0, pinned: null };

export class Results {
  /** @type {Curve[]} */
  runs = [];
  /** @type {Part|null} the last part that came */
  last = null;
  parts = 0;

  /** @param {Opening} opening */
  constructor(opening) {
    this.opening = opening;
    const count = opening.axes.reduce((product, { values }) => product * values.length, 1);
    /** @type {Cell[]} */
    this.cells = Array.from({ length: count }, () => NOTHING);
  }

  get whole() {
    return this.parts === this.opening.parts;
  }

  /** @param {Part} part  the next one */
  add(part) {
    let from = 0;
    for (const run of part.runs) {
      const to = from + run.points;
      const [steps, losses] = [part.curves.steps, part.curves.losses].map(({ data }) => data.subarray(from, to));
      this.runs.push({ ...run, steps, losses });
      from = to;
    }
    this.cells = this.cells.map((_, cell) => part.cells[cell] ?? NOTHING); // a part may end before the first seed does
    this.last = part;
    this.parts += 1;
  }

  /** @param {number} cell */
  of(cell) {
    return this.runs.filter((run) => run.cell === cell);
  }

  /** The quartiles and the median of a cell's losses, step by step.  @returns {Band|null} */
  band(cell) {
    if (!this.last || !this.cells[cell]?.n) return null;
    const { steps, losses } = this.last.bands;
    const own = losses.data.subarray(cell * losses.width, (cell + 1) * losses.width);
    const [low, middle, high] = [0, 1, 2].map((k) => own.filter((_, i) => i % 3 === k));
    return { steps: steps.data.subarray(cell * steps.width, (cell + 1) * steps.width), low, middle, high };
  }

  /** The cell's values, one of each axis, and their place.  @param {number} cell */
  values(cell) {
    const second = this.opening.axes[1]?.values.length ?? 1;
    const places = [Math.floor(cell / second), cell % second];
    return this.opening.axes.map(({ name, labels }, k) => ({ name, label: labels[places[k]], place: places[k] }));
  }

  /** @param {Shown} show  @returns {Sentence|null} */
  sentence(show) {
    return this.last?.sentences[show] ?? null;
  }

  /** @param {Shown} show  @returns {number|null} */
  best(show) {
    return this.last?.best[show] ?? null;
  }

  /** The loss with which half of the runs or more begin; infinite before the first run. */
  get start() {
    const firsts = this.runs.map(({ losses }) => losses[0]).filter(Number.isFinite).sort((a, b) => a - b);
    return firsts[firsts.length >> 1] ?? Infinity;
  }

  /** The last step, and the losses that a picture of all curves shows; null before the first run. */
  frame() {
    const steps = Math.max(...this.runs.map((run) => run.steps[run.steps.length - 1] ?? 0), 1);
    let [low, high, first] = [Infinity, 0, 0];
    for (const { losses } of this.runs) {
      if (Number.isFinite(losses[0])) first = Math.max(first, losses[0]);
      for (const loss of losses) {
        if (loss > 0 && loss < low) low = loss;
        if (Number.isFinite(loss) && loss > high) high = loss;
      }
    }
    if (!(high > 0) || low === Infinity) return this.runs.length ? { steps, low: 0, high: 1, log: false } : null;
    high = Math.min(high, ABOVE * (first || high));
    const log = high > LOG_FROM * low;
    return { steps, low: log ? Math.max(low, high * SMALLEST) : 0, high, log };
  }
}
