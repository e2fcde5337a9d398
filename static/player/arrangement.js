/** Where panels, bar and sentence stand: the layout for the present width and mode, laid out as a grid. */

import { choose, fewPanels } from "./layout.js";

/** @import { Player } from "./player.js" */
/** @import { Grid, Standing } from "./scene.d.ts" */

/** Pixels left under a layout that fills the window, and the least share of the window's height that it takes. */
const BELOW = 8;
const LEAST_FILL = 0.6;
/** So many lines more than a sentence takes a stage inside an update; see player.css. */
const TOLD = 3;

/** The losses take the place of all pictures above the sentence and the bar: they are drawn on.
 * @param {Grid} layout  @param {import("./cast.js").Cast} cast */
function spread({ areas }, cast) {
  const rows = areas.findIndex((row) => /caption|transport/.test(row));
  const covered = new Set(areas.slice(0, rows).join(" ").split(/\s+/));
  for (const { element, spec } of cast) if (covered.has(spec.area)) element.classList.add("gs-absent");
  const losses = cast.get("loss")?.element;
  losses?.classList.remove("gs-absent");
  if (losses) losses.style.gridArea = `1 / 1 / ${rows + 1} / -1`;
}

export class Arrangement {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** @type {Grid & { fill?: boolean } | null} */
    this.layout = null;
  }

  /** Choose the layout for a width, and stand everything in its place. */
  apply(width) {
    const { app, scene } = this.player;
    const layouts = app.lecturing() || app.hidden.has("more") ? fewPanels(scene) : scene.layouts;
    const layout = this.variant(choose(layouts, width));
    if (layout !== this.layout) this.place(layout);
    this.fit();
  }

  /** The panels are others: also the same layout is laid out again. */
  forget() {
    this.layout = null;
  }

  /** Some layouts stand otherwise while a toggle is on; until somebody presses it, it is as the layout likes it.
   * @param {Standing} layout  @returns {Grid & { fill?: boolean }} */
  variant(layout) {
    const { cast, toggles } = this.player;
    const { variants = [] } = layout;
    const late = variants.filter(({ toggle, on }) => !toggles.chosen.has(toggle) && toggles.get(toggle) !== on);
    for (const { toggle, on } of late) toggles.set(toggle, on);
    if (late.length) for (const panel of cast) panel.makeSwitches?.();
    return variants.find(({ toggle }) => toggles.get(toggle)) ?? layout;
  }

  /** @param {Grid} layout */
  place(layout) {
    this.layout = layout;
    const { caption, cast, grid, handling, transport } = this.player;
    grid.style.gridTemplateColumns = layout.columns;
    grid.style.gridTemplateRows = layout.rows;
    grid.style.gridTemplateAreas = layout.areas.map((row) => `"${row}"`).join(" ");
    const areas = new Set(layout.areas.join(" ").split(/\s+/));
    const stand = (element, area) => {
      element.style.gridArea = area;
      element.classList.toggle("gs-absent", !areas.has(area));
    };
    for (const panel of cast) stand(panel.element, panel.spec.area);
    if (this.player.guesses.draws) spread(layout, cast);
    stand(transport.element, "transport");
    stand(caption.element, "caption");
    stand(handling.element, areas.has("handling") ? "handling" : "network"); // over that panel's head
  }

  /** A layout that fills the window begins where it stands and ends at the lower edge. */
  fit() {
    const { app, fontSize, grid, guesses, root, stages } = this.player;
    grid.style.setProperty("--notes", `${app.notesAbove(root) + (stages.on ? TOLD * fontSize : 0) + guesses.height}px`);
    grid.classList.toggle("gs-inside", stages.on);
    if (!this.layout?.fill) return void (grid.style.height = "");
    const top = root.getBoundingClientRect().top + (root.closest("[data-testid=stMain]")?.scrollTop ?? 0);
    const room = Math.max(innerHeight - top - BELOW, LEAST_FILL * innerHeight);
    grid.style.height = `${Math.floor(room)}px`;
  }
}
