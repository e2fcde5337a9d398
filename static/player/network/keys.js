/** The network by keyboard: a walk from part to part, Enter selects, Escape leaves, + and − turn what is selected. */

import { ARROWS, next, owner } from "./walking.js";

/** @import { NetworkPanel } from "./network.js" */

const WALK = [...ARROWS, "w"];

export class Keys {
  /** @type {string|null} the part where the walk stands */
  cursor = null;
  /** Whether arrow keys are the network's. After the pointer has used it they are the stage's, as everywhere. */
  walking = false;

  /** @param {NetworkPanel} panel  @param {AbortSignal} signal */
  constructor(panel, signal) {
    this.panel = panel;
    panel.box.addEventListener("keydown", (event) => this.press(event), { signal });
    panel.box.addEventListener("blur", () => this.walk(false), { signal });
    panel.box.addEventListener("focus", () => this.walk(panel.box.matches(":focus-visible")), { signal });
    panel.box.addEventListener("pointerdown", () => this.walk(false), { signal });
    this.claim();
  }

  /** These keys are the network's own while it has the focus; see app/keys.js. */
  claim() {
    const { panel, panel: { stage: { focus, hand } } } = this;
    const escape = this.cursor !== null || focus.selected !== null ? ["Escape"] : [];
    const turn = focus.selected !== null && !panel.fixed && hand?.mayTurn(focus.selected) ? ["+", "-"] : [];
    panel.box.dataset.gsKeys = [...(this.walking ? WALK : ["w"]), "Enter", ...escape, ...turn].join(" ");
  }

  /** @param {boolean} walking */
  walk(walking) {
    this.walking = walking;
    if (!walking) this.go(null);
    this.claim();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.obey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @returns {boolean} whether the key means anything here */
  obey(key) {
    const { panel } = this;
    if (key === "w") this.walking = true;
    if (WALK.includes(key)) return this.walking && (this.go(next(panel.spec, this.cursor ?? panel.stage.focus.selected, key)), true);
    if (key === "Enter" && this.cursor !== null) return panel.stage.focus.select(this.cursor), panel.say(this.cursor), true;
    if (key === "Escape") return this.leave();
    if (key === "+" || key === "-") return panel.handling.notch(key === "+" ? 1 : -1);
    return false;
  }

  /** From a weight to its node, from a node out of the network, and then from what is selected. */
  leave() {
    const { panel, panel: { spec, stage } } = this;
    if (this.cursor !== null) {
      const node = owner(spec, this.cursor);
      return this.go(node < 0 ? null : spec.nodes[node].name), true;
    }
    if (stage.focus.selected === null) return false;
    stage.focus.select(null);
    panel.hush();
    return true;
  }

  /** @param {string|null} name */
  go(name) {
    if (name === this.cursor) return;
    this.cursor = name;
    this.panel.walkTo(name);
    this.claim();
  }
}
