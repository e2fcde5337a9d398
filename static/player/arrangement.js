/** Where panels, bar and sentence stand: the layout for the present width and mode, laid out as a grid. */

import { choose, fewPanels, lecturePanels, mainWidth } from "./layout.js";

/** @import { Player } from "./player.js" */
/** @import { Grid, Standing } from "./scene.d.ts" */
/** @typedef {Grid & { fill?: boolean, main?: string }} Placed */

/** Pixels left under a layout that fills the window, and the least share of the window's height that it takes. */
const BELOW = 2;
const LEAST_FILL = 0.6;
/** So many lines more than a sentence takes a stage inside an update; see player.css. */
const TOLD = 3;

/** The losses take the place of all pictures above the sentence and the bar, or of the one that stands beside the others:
 * they are drawn on.
 * @param {Placed} layout  @param {import("./cast.js").Cast} cast */
function spread({ areas, main }, cast) {
  const losses = cast.get("loss")?.element;
  losses?.classList.remove("gs-absent");
  if (main) {
    cast.get(main)?.element.classList.add("gs-absent");
    if (losses) losses.style.gridArea = main;
    return;
  }
  const rows = areas.findIndex((row) => /caption|transport/.test(row));
  const covered = new Set(areas.slice(0, rows).join(" ").split(/\s+/));
  for (const { element, spec } of cast) if (covered.has(spec.area) && element !== losses) element.classList.add("gs-absent");
  if (losses) losses.style.gridArea = `1 / 1 / ${rows + 1} / -1`;
}

export class Arrangement {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    /** @type {Placed | null} */
    this.layout = null;
  }

  /** Choose the layout for a width, and stand everything in its place. */
  apply(width) {
    const layout = this.variant(choose(this.choices(width), width));
    if (layout !== this.layout) this.place(layout);
    this.fit();
  }

  /** @returns {Standing[]} */
  choices(width) {
    const { app, guesses, scene, stages } = this.player;
    // What is told inside an update needs the stage's whole width.
    const lesson = { asked: app.asks(), phase: guesses.report.phase };
    if (app.lecturing() && !stages.on) return lecturePanels(scene, width / innerHeight, lesson);
    return app.lecturing() || app.hidden.has("more") ? fewPanels(scene) : scene.layouts;
  }

  /** The panels are others: also the same layout is laid out again. */
  forget() {
    this.layout = null;
  }

  /** Some layouts stand otherwise while a toggle is on; until somebody presses it, it is as the layout likes it.
   * @param {Standing} layout  @returns {Placed} */
  variant(layout) {
    const { cast, toggles } = this.player;
    const { variants = [] } = layout;
    const late = variants.filter(({ toggle, on }) => !toggles.chosen.has(toggle) && toggles.get(toggle) !== on);
    for (const { toggle, on } of late) toggles.set(toggle, on);
    if (late.length) for (const panel of cast) panel.makeSwitches?.();
    return variants.find(({ toggle }) => toggles.get(toggle)) ?? layout;
  }

  /** @param {Placed} layout */
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
    grid.classList.toggle("gs-beside-main", Boolean(layout.main));
    for (const panel of cast) stand(panel.element, panel.spec.area);
    if (this.player.guesses.draws) spread(layout, cast);
    for (const panel of cast) panel.stand?.(panel.spec.area === layout.main);
    stand(transport.element, "transport");
    stand(caption.element, "caption");
    stand(handling.element, areas.has("handling") ? "handling" : "network"); // over that panel's head
  }

  /** A layout that fills the window begins where it stands and ends at the lower edge. */
  fit() {
    const { app, fontSize, grid, guesses, root, stages } = this.player;
    grid.style.setProperty("--notes", `${app.notesAbove(root) + (stages.on ? TOLD * fontSize : 0) + guesses.height}px`);
    grid.classList.toggle("gs-inside", stages.on);
    this.seat();
    if (!this.layout?.fill) {
      app.standAside(null);
      return void (grid.style.height = "");
    }
    const top = root.getBoundingClientRect().top + (root.closest("[data-testid=stMain]")?.scrollTop ?? 0);
    const room = Math.max(innerHeight - top - BELOW, LEAST_FILL * innerHeight);
    grid.style.height = `${Math.floor(room)}px`;
    this.fitMain(room);
  }

  /** A guess stands in the bar; beside a main picture in the sentence's place, so that the picture keeps its height. */
  seat() {
    const { grid, guesses: { element }, transport } = this.player;
    const beside = Boolean(this.layout?.main);
    element.style.gridArea = beside ? "caption" : "";
    if (beside && element.parentElement !== grid) transport.element.before(element);
    else if (!beside && element.parentElement !== transport.element) transport.element.prepend(element);
  }

  /** The main picture gets the width that its height asks for; at its side a lesson's question has the first place. */
  fitMain(room) {
    const { app, cast, fontSize, grid, root, transport } = this.player;
    const main = [...cast].find(({ spec }) => spec.area === this.layout?.main);
    if (!main) return void app.standAside(null);
    const [height, width] = [room - transport.element.offsetHeight, root.clientWidth];
    const wide = mainWidth({ width, height, fontSize, square: Boolean(/** @type {any} */ (main.spec).square) });
    grid.style.setProperty("--gs-main", `${wide}px`);
    grid.style.setProperty("--gs-asked", `${app.standAside(wide + parseFloat(getComputedStyle(grid).columnGap))}px`);
  }
}
