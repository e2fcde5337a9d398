/** Titles of several runs' panels: of the ways to call one, the longest that has room; the whole one is told on demand. */

/** @import { Actor, Panel } from "./scene.d.ts" */

export class Titles {
  /** What each title may say, from the longest on. @type {WeakMap<Element, string[]>} */
  ways = new WeakMap();

  constructor() {
    this.sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => this.fit(/** @type {HTMLElement} */ (target))));
  }

  /** @param {Actor} panel  @param {Panel} spec */
  take({ element }, { title, shorter }) {
    const head = /** @type {HTMLElement} */ (element.querySelector(".gs-title"));
    this.sizes.unobserve(head);
    head.removeAttribute("title");
    if (!shorter) return;
    head.title = title;
    this.ways.set(head, [title, ...shorter]);
    this.sizes.observe(head); // which fits it at once
  }

  /** @param {HTMLElement} head */
  fit(head) {
    for (const words of this.ways.get(head) ?? []) {
      head.textContent = words;
      if (head.scrollWidth <= head.clientWidth) return;
    }
  }

  close() {
    this.sizes.disconnect();
  }
}
