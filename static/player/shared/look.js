/** How the player looks: the page's colours as custom properties, and the size of its letters. */

import { readTheme } from "./theme.js";

/** @import { App, Theme } from "../scene.d.ts" */

const USUAL_FONT = 18;

export class Look {
  /** @type {Theme} */
  theme;
  fontSize = 0;

  /** @param {HTMLElement} root  @param {App} app */
  constructor(root, app) {
    this.root = root;
    this.app = app;
  }

  /** Follow the page's theme. @returns {boolean} whether it is another one */
  follow() {
    const theme = readTheme(this.root, this.app.lecturing());
    if (theme.key === this.theme?.key) return false;
    this.theme = theme;
    const { dataset, style } = this.root;
    dataset.theme = style.colorScheme = theme.dark ? "dark" : "light";
    for (const [name, color] of Object.entries(theme.colors)) style.setProperty(`--gs-${name}`, color);
    style.setProperty("--gs-panel", theme.panel);
    return true;
  }

  /** Letters for a player of this width. @returns {boolean} whether they have another size */
  size(width) {
    const fontSize = this.app.lecturing() ? this.app.letter() : fontSizeFor(width);
    const changed = fontSize !== this.fontSize;
    this.fontSize = fontSize;
    this.root.style.setProperty("--gs-font-size", `${fontSize}px`);
    return changed;
  }

  /** How much larger than usual everything is drawn: 1 but for lecture mode. */
  get factor() {
    return this.app.lecturing() ? Math.max(1, this.fontSize / USUAL_FONT) : 1;
  }
}

/** 18 px at 1280 and up, more on a projector's full width, less on a phone held near the eye. */
function fontSizeFor(width) {
  if (width < 640) return 15;
  return Math.round(Math.min(22, Math.max(18, width / 80)));
}
