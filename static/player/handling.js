/** What a hand can do to the selected part of the network, over the head of its picture: type, turn, switch off, freeze. */

import { within } from "./edits.js";
import { icon, make } from "./shared/dom.js";
import { format } from "./shared/format.js";
import { isParameter } from "./shared/naming.js";

/** @import { Player } from "./player.js" */
/** @import { Labels, Scene } from "./scene.d.ts" */

const SHOWN = ".5g";

export class Handling {
  /** @type {Labels} */
  labels = {};
  /** What was written last, to write only what changed. */
  written = "";
  /** What the field shows of the tape. */
  text = "";

  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.name = make("label", { class: "gs-part", for: "gs-handled" });
    this.field = make("input", {
      id: "gs-handled", class: "gs-number-field", type: "text", inputmode: "decimal", autocomplete: "off", "data-gs": "value",
      on: { keydown: (event) => this.typed(event), focus: () => this.field.select(), blur: () => this.refusal.hidden && this.restore() },
    });
    this.less = this.button("less", "−", () => this.nudge(-1));
    this.more = this.button("more", "+", () => this.nudge(1));
    this.flip = this.button("flip", "", () => this.player.hand.flip(this.player.focus.selected ?? ""));
    this.undo = this.button("forget", "", () => this.player.hand.forget());
    this.undo.append(icon("reset"));
    this.refusal = make("span", { class: "gs-refusal", id: "gs-refusal", role: "alert", hidden: "" });
    this.field.setAttribute("aria-describedby", this.refusal.id);
    this.element = make("div", { class: "gs-handling", role: "group", "data-gs": "handling", hidden: "" },
      this.name, this.field, this.less, this.more, this.flip, this.undo, this.refusal);
  }

  button(name, text, action) {
    return make("button", { type: "button", class: "gs-switch", "data-gs": name, text, on: { click: action } });
  }

  /** @param {Scene} scene */
  update({ labels }) {
    this.labels = labels;
    this.element.setAttribute("aria-label", labels.by_hand ?? "");
    for (const [button, word] of /** @type {[HTMLElement, string][]} */ ([
      [this.less, "hand_less"], [this.more, "hand_more"], [this.undo, "hand_forget"],
    ])) {
      button.title = labels[word] ?? "";
      button.setAttribute("aria-label", labels[word] ?? "");
    }
    this.written = "";
    this.refresh();
  }

  /** Show what there is to do with what is selected, and its number at the step on screen. */
  refresh() {
    const { focus: { selected }, hand, tape } = this.player;
    const part = selected !== null && tape && hand.free && !selected.startsWith("y") ? selected : null;
    const held = part !== null && hand.isHeld(part);
    const state = `${part}|${held}|${Boolean(hand.edits)}`;
    if (state !== this.written) this.write(part, held);
    this.written = state;
    if (part !== null && !this.field.hidden) this.show(part);
  }

  /** @param {string|null} part  @param {boolean} held */
  write(part, held) {
    this.text = ""; // what was refused was typed for another one
    this.refuse("");
    this.lie(part !== null);
    const number = part !== null && isParameter(part);
    const called = part && calledIn(this.player.scene, part);
    this.name.textContent = number ? `${called} =` : called;
    for (const control of [this.field, this.less, this.more]) control.hidden = !number;
    for (const control of [this.name, this.flip]) control.hidden = part === null;
    const word = number ? "hand_freeze" : "hand_off";
    this.flip.textContent = this.labels[word] ?? "";
    this.flip.setAttribute("aria-pressed", String(held));
    this.undo.hidden = !this.player.hand.edits;
  }

  /** @param {string} part */
  show(part) {
    const value = this.player.hand.valueOf(part);
    const text = value === null ? "" : format(value, SHOWN);
    if (text === this.text && this.field.value !== "") return;
    this.text = text;
    if (document.activeElement !== this.field) this.restore();
  }

  restore() {
    this.field.value = this.text;
    this.refuse("");
  }

  /** @param {KeyboardEvent} event */
  typed(event) {
    if (event.isComposing) return;
    if (event.key === "Escape") this.restore();
    if (event.key === "Enter") this.enter(this.field.value.trim().replace("−", "-"));
  }

  /** @param {string} text */
  enter(text) {
    const value = Number(text);
    if (text === "" || !Number.isFinite(value) || within(value) !== value) return this.refuse(this.labels.hand_allowed ?? "");
    this.refuse("");
    if (text !== this.text) this.player.hand.set(this.player.focus.selected ?? "", value);
  }

  /** Also where nothing is selected: the form changes things from here on too.
   * @param {string} [allowed]  what is, where what is wanted is not; else "" */
  refuse(allowed = "") {
    if (this.refusal.textContent === allowed && this.field.ariaInvalid) return;
    this.field.setAttribute("aria-invalid", String(allowed !== ""));
    this.refusal.textContent = allowed;
    this.refusal.hidden = allowed === "";
    if (allowed) this.lie(true);
  }

  /** Over the network's head, whose own buttons are not to be reached meanwhile (player.css), or nowhere.
   * @param {boolean} over */
  lie(over) {
    this.element.hidden = !over;
    this.player.grid.classList.toggle("gs-handled", over);
  }

  /** @param {number} by */
  nudge(by) {
    this.player.hand.nudge(this.player.focus.selected ?? "", by);
  }
}

/** What the network's picture calls a part of it.  @param {Scene} scene  @param {string} part  @returns {string} */
function calledIn({ panels }, part) {
  const networks = panels.filter((panel) => panel.kind === "network");
  const known = networks.flatMap(({ edges, nodes }) => [
    ...nodes, ...nodes.flatMap(({ bias }) => bias ?? []), ...edges.map(({ weight }) => weight),
  ]);
  const told = panels.find((panel) => panel.kind === "explanation"); // of a network that is not drawn
  return known.find(({ name }) => name === part)?.label ?? told?.names[part] ?? part;
}
