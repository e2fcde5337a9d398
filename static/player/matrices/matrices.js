/** Matrices that a hand takes hold of; what they make is there at once. See pages/player/matrices.py. */

import { make } from "../shared/dom.js";
import { Look } from "../shared/look.js";
import { Meeting } from "./meeting.js";
import { Product } from "./product.js";

/** @import { App, Component } from "../scene.d.ts" */
/** @import { MeetingSpec } from "./meeting.js" */
/** @import { ProductSpec } from "./product.js" */

const KINDS = { product: Product, meeting: Meeting };

/** parentElement -> Board */
const boards = new WeakMap();

/** @param {Component<ProductSpec | MeetingSpec>} component */
export function attach({ parentElement, data }) {
  if (!boards.has(parentElement)) boards.set(parentElement, new Board(parentElement));
  boards.get(parentElement).receive(data);
  return () => {
    if (parentElement.isConnected) return; // overtaken by a newer call, still mounted
    boards.get(parentElement)?.destroy();
    boards.delete(parentElement);
  };
}

class Board {
  /** @type {Product | Meeting} */
  shown;
  said = "";

  constructor(parent) {
    this.root = make("div", { class: "gs-player gs-matrices", "data-gs": "matrices" });
    parent.append(this.root);
    const root = document.documentElement;
    const app = { lecturing: () => root.dataset.lecture === "on", letter: () => parseFloat(getComputedStyle(root).fontSize) };
    this.look = new Look(this.root, /** @type {App} */ (/** @type {unknown} */ (app)));
    this.sizes = new ResizeObserver(() => this.paint());
    this.sizes.observe(this.root);
  }

  /** @param {ProductSpec | MeetingSpec} data */
  receive(data) {
    const said = JSON.stringify(data);
    if (said !== this.said) this.begin(data);
    this.said = said;
    this.paint();
  }

  begin(data) {
    this.shown = new KINDS[data.kind](data, () => this.paint());
    const again = make("button", { type: "button", class: "gs-switch", text: data.words.again, on: { click: () => (this.begin(data), this.paint()) } });
    this.root.replaceChildren(this.shown.element);
    this.root.querySelector(".gs-matrix-words")?.append(again);
  }

  paint() {
    if (!this.shown || !this.root.clientWidth) return;
    this.look.follow();
    this.look.size(this.root.clientWidth);
    this.shown.paint(this.look.theme, this.look.fontSize);
  }

  destroy() {
    this.sizes.disconnect();
    this.root.remove();
  }
}
