/** Which layout of a scene counts, and layouts of few panels, for lecture mode and for small frames in other pages. */

/** @import { FewPanels, Layout, Scene, Standing } from "./scene.d.ts" */

/** Narrower than this, panels stand one under the other. */
const NARROW = 700;

/** The first layout that is not too wide for a width; they stand from the widest to the narrowest.
 * @template {Layout} L  @param {L[]} layouts  @param {number} width  @returns {L} */
export function choose(layouts, width) {
  return layouts.find(({ min_width }) => min_width <= width) ?? layouts[layouts.length - 1];
}

/** By scene: a layout that is the same one again need not be laid out again. @type {WeakMap<Scene, Standing[]>} */
const made = new WeakMap();

/** A scene's own layout of this kind, else its first picture beside its loss (or its next picture).
 * @param {Scene} scene  @returns {Standing[]} */
export function fewPanels(scene) {
  const few = made.get(scene) ?? both(scene.lecture ?? guess(scene));
  made.set(scene, few);
  return few;
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
function filled(min_width, columns, areas, rows = "minmax(0, 1fr) ".repeat(areas.length)) {
  const across = (name) => Array(areas[0].split(" ").length).fill(name).join(" ");
  return { min_width, columns, rows: `${rows} auto auto`, areas: [...areas, across("caption"), across("transport")], fill: true };
}
