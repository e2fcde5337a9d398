/** Under the pictures: the numbers as files, and the command that prints the same. */

import { make } from "../shared/dom.js";

/** @import { Host } from "./sweep.d.ts" */

const COPIED = 2000; // ms for which it is said

export class Files {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.tables = make("div", { class: "gs-sweep-tables", hidden: true });
    this.command = make("div", { class: "gs-sweep-command" });
    this.element = make("div", { class: "gs-sweep-files" }, this.tables, this.command);
  }

  /** Anew, in the page's language. */
  name() {
    const { command, labels, files } = this.host.opening;
    const code = make("code", { text: command });
    const copy = make("button", { type: "button", class: "gs-switch", "data-gs": "copy", text: labels.copy, on: { click: () => this.copy(copy, code) } });
    this.command.replaceChildren(make("span", { text: labels.same_command }), code, copy);
    this.tables.replaceChildren(make("span", { text: labels.runs_as }), ...files.map((file) => this.link(file)));
  }

  /** A file of all runs is offered once they are there.  @param {boolean} whole */
  show(whole) {
    this.tables.hidden = !whole;
  }

  /** @param {{kind: string, mime: string, text?: string}} file */
  link({ kind, mime, text }) {
    const { file, query } = this.host.opening;
    const href = text === undefined ? this.host.address(`${this.host.opening.tape}runs.${kind}?${query}`) : `data:${mime},${encodeURIComponent(text)}`;
    return make("a", { class: "gs-action", href, download: `${file}.${kind}`, text: kind.toUpperCase() });
  }

  /** @param {HTMLElement} button  @param {HTMLElement} code */
  async copy(button, code) {
    const { labels } = this.host.opening;
    try {
      await navigator.clipboard.writeText(code.textContent ?? "");
      button.textContent = labels.copied;
      setTimeout(() => (button.textContent = labels.copy), COPIED);
    } catch {
      getSelection()?.selectAllChildren(code); // a page that is not served safely may not copy: then a hand does
    }
  }
}
