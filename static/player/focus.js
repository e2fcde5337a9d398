/**
 * What of the network is looked at, by its name (core/engine/naming.py): x0, h1.2, y, w2.3.1, b1.2. One part is selected,
 * by a click, by keys or by the link's sel=; a node may be pointed at; and a point of the inputs may be sent through.
 */

import { isNode } from "./shared/naming.js";

/** @import { Player } from "./player.js" */
/** @import { Scene } from "./scene.d.ts" */

export class Focus {
  /** @type {string|null} */
  selected = null;
  /** @type {string|null} a node under the pointer */
  pointed = null;
  /** @type {number[]|null} inputs that the pointer, or a click, sends through the network */
  place = null;

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** Another scene: it may have other parts. @param {Scene} scene */
  read(scene) {
    const { app } = this.player;
    const wanted = this.selected ?? app.asked("sel");
    const known = wanted !== null && scene.parts?.includes(wanted) ? wanted : null;
    if (this.selected !== null && known === null) app.keep("sel", null); // it went with its network
    this.selected = known;
    this.pointed = this.place = null;
    this.tellToggles();
  }

  /** @param {string|null} name  null: nothing; what the network has not is nothing too */
  select(name) {
    this.follow(name);
    this.player.app.keep("sel", this.selected);
  }

  /** A link wants this. What this network has not, that of the run to which the link leads may have: the address keeps it.
   * @param {string|null} name */
  follow(name) {
    const known = name !== null && this.player.scene.parts?.includes(name) ? name : null;
    if (known === this.selected) return this.tellToggles(); // a link may have set all toggles anew
    this.selected = known;
    this.tellToggles();
    this.player.scenery.arrange();
    this.changed();
  }

  /** @param {string|null} name */
  point(name) {
    if (name === this.pointed) return;
    this.pointed = name;
    this.changed();
  }

  /** @param {number[]|null} place */
  send(place) {
    if (place === this.place || String(place) === String(this.place)) return;
    this.place = place;
    this.changed();
  }

  /** The node whose picture the main panel shows; null for the network's own. */
  get node() {
    return this.pointed ?? (this.selected !== null && isNode(this.selected) ? this.selected : null);
  }

  /** Layouts stand otherwise while something is selected: they name the toggle "selected". In the large letters of a
   * lecture there is no room for the microscope beside an update that is gone through. */
  tellToggles() {
    const { app, stages, toggles } = this.player;
    toggles.set("selected", this.selected !== null && !(stages.on && app.lecturing()));
    toggles.chosen.add("selected"); // by nothing else
  }

  changed() {
    this.player.revision += 1;
    for (const panel of this.player.cast) panel.refocus?.();
    this.player.handling.refresh();
    this.player.invalidate();
  }
}
