/** Which switches of the panels are on, and which of them somebody has chosen. Pure: the link is passed as text. */

/** @import { Scene } from "./scene.d.ts" */

export class Toggles {
  constructor() {
    /** @type {Map<string, boolean>} */
    this.on = new Map();
    /** @type {Set<string>} */
    this.chosen = new Set();
  }

  get(key) {
    return this.on.get(key);
  }

  has(key) {
    return this.on.has(key);
  }

  set(key, on) {
    this.on.set(key, on);
  }

  /**
   * The link's switches: "key" stands other than usual, "-key" as usual; those not named nobody has chosen.
   * A switch that is known from another scene stays as it is.
   * @param {Scene} scene  @param {string|null} view
   */
  read(scene, view) {
    const named = new Set((view ?? "").split(","));
    for (const { key, on } of switchesOf(scene).filter(({ key }) => !this.on.has(key))) {
      this.on.set(key, Boolean(on) !== named.has(key));
      if (named.has(key) || named.has(`-${key}`)) this.chosen.add(key);
    }
  }

  /** Another link counts, also for scenes to come.  @param {Scene} scene  @param {string|null} view */
  readAnew(scene, view) {
    this.on.clear();
    this.chosen.clear();
    this.read(scene, view);
  }

  /** @param {Scene} scene  @returns {string|null} what a link says of them */
  view(scene) {
    const chosen = switchesOf(scene).filter(({ key }) => this.chosen.has(key));
    const names = chosen.map(({ key, on }) => {
      if (Boolean(this.on.get(key)) !== Boolean(on)) return key;
      return isFree(scene, key) ? `-${key}` : "";
    });
    return [...new Set(names)].filter(Boolean).join() || null;
  }
}

/** @param {Scene} scene */
function switchesOf({ panels }) {
  return panels.flatMap(({ toggles }) => toggles ?? []);
}

/** Whether a toggle that nobody chose goes by the width or by the numbers.  @param {Scene} scene  @param {string} key */
function isFree({ layouts, panels }, key) {
  return layouts.some(({ variants }) => variants?.some(({ toggle }) => toggle === key)) || panels.some((panel) => panel.kind === "plot" && panel.drowned?.log === key);
}
