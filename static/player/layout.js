/** Which layout of a scene counts, and layouts of few panels, for lecture mode and for small frames in other pages. */

/** @import { FewPanels, Layout, Scene, Standing } from "./scene.d.ts" */

/** Narrower than this, panels stand one under the other. */
const NARROW = 700;

/** The first layout that is not too wide for a width; they stand from the widest to the narrowest.
 * @template {Layout} L  @param {L[]} layouts  @param {number} width  @returns {L} */
export function choose(layouts, width) {
  return layouts.find(({ min_width }) => min_width <= width) ?? layouts[layouts.length - 1];
}

/** Lecture mode on a screen as wide as a projector's: the stage is at least so many times as wide as the window is high. */
const PROJECTED = 1.5;
/** Of the stage's width, what the main picture gets at most, and any picture that need not be square. */
const SHARE = { square: 0.56, any: 0.59 };
/** A row that takes what the others leave. */
const REST = "minmax(0, 1fr)";
/** How much wider than high a square picture's panel is, in sizes of the letters: labels stand at its side. */
const LABELS = 3.2;

/** By scene: a layout that is the same one again need not be laid out again. @type {WeakMap<Scene, Standing[]>} */
const made = new WeakMap();

/** A scene's own layout of this kind, else its first picture beside its loss (or its next picture).
 * @param {Scene} scene  @returns {Standing[]} */
export function fewPanels(scene) {
  const few = made.get(scene) ?? both(scene.lecture ?? guess(scene));
  made.set(scene, few);
  return few;
}

/** Areas that say little of a run that waits for a guess: curves over its steps, and digits read by what knows nothing.
 * Above a guess that was answered there is no room for one of them and a table. */
const LATER = ["loss", "value", "pad"];

/** By scene: where a main picture has the whole height, without a question over its side and with one.
 * @type {WeakMap<Scene, Record<string, Standing[]>>} */
const withMain = new WeakMap();

/** In a lecture: on a projected screen a scene's first picture at its full height, all else but the bar beside it.
 * @param {Scene} scene  @param {number} shape  how much wider the stage is than the window is high
 * @param {{ asked: boolean, phase: string }} lesson  whether its question stands over what is beside the picture; how far
 * its guess is  @returns {Standing[]} */
export function lecturePanels(scene, shape, { asked, phase }) {
  const { tall, asked: other, variants = [] } = scene.lecture ?? {};
  if (!tall?.length || shape < PROJECTED) return fewPanels(scene);
  const known = withMain.get(scene) ?? {};
  withMain.set(scene, known);
  const [wide, narrow] = fewPanels(scene);
  const waits = phase === "coming" || phase === "asking";
  const short = (side) => waits || (phase === "told" && side.some((area) => isTable(scene, area)));
  const besides = (side) => (short(side) ? side.filter((area) => !LATER.includes(area)) : side);
  const beside = (few, standing) => {
    const [main, ...side] = few.tall ?? [];
    return main ? { ...standing, ...mainBeside(scene, main, besides(side), asked) } : standing;
  };
  const turned = wide.variants?.map((standing, k) => beside(variants[k], standing));
  return (known[`${asked} ${phase}`] ??= [{ ...beside({ tall: asked && other?.length ? [tall[0], ...other] : tall }, wide), variants: turned }, narrow]);
}

/** The main picture's width in pixels.  @param {{ width: number, height: number, fontSize: number, square: boolean }} room */
export function mainWidth({ width, height, fontSize, square }) {
  return Math.round(square ? Math.min(height + LABELS * fontSize, SHARE.square * width) : SHARE.any * width);
}

/** Two pictures at the side stand next to each other under a question.
 * @param {Scene} scene  @param {string} main  @param {string[]} side  @param {boolean} asked */
function mainBeside(scene, main, side, asked) {
  const abreast = asked && side.length === 2 && !side.some((area) => isTable(scene, area));
  const rows = abreast ? [side.join(" ")] : side.map((area) => `${area} ${area}`);
  const heights = abreast ? [REST] : side.map((area) => (isTable(scene, area) ? "auto" : REST));
  if (!heights.includes(REST)) {
    rows.push(". .");
    heights.push(REST);
  }
  return {
    main,
    columns: "var(--gs-main) minmax(0, 0.9fr) minmax(0, 1.1fr)",
    rows: [...(asked ? ["var(--gs-asked)"] : []), ...heights, "auto", "auto"].join(" "),
    areas: [
      ...[...(asked ? [". ."] : []), ...rows, "caption caption"].map((row) => `${main} ${row}`),
      "transport transport transport",
    ],
  };
}

/** @param {Scene} scene  @param {string} area */
function isTable({ panels }, area) {
  return panels.find((panel) => panel.area === area)?.kind === "table";
}

/** @param {Scene} scene  @returns {FewPanels} */
function guess({ panels }) {
  const [first, ...others] = panels.map(({ area }) => area);
  const second = others.includes("loss") ? "loss" : others[0];
  return second ? { columns: "1.4fr 1fr", areas: [`${first} ${second}`] } : { columns: "1fr", areas: [first] };
}

/** @param {FewPanels} layout  @returns {Standing[]} */
function both({ columns, areas, rows, variants = [], narrow = areas[0].split(" ")[0] }) {
  const wide = filled(NARROW, columns, areas, rows);
  wide.variants = variants.map((variant) => ({ ...variant, ...filled(NARROW, variant.columns, variant.areas, variant.rows) }));
  return [wide, filled(0, narrow.replace(/\S+/g, "minmax(0, 1fr)"), [narrow])];
}

/** @returns {Standing} */
function filled(min_width, columns, areas, rows = `${REST} `.repeat(areas.length)) {
  const across = (name) => Array(areas[0].split(" ").length).fill(name).join(" ");
  return { min_width, columns, rows: `${rows} auto auto`, areas: [...areas, across("caption"), across("transport")], fill: true };
}
