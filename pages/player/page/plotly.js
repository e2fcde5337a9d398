/** In place of player/plotly.js: Plotly from the page itself. The page's policy knows this script by its hash. */

import { embedded } from "./embedded.js";

/** @type {Promise<any>|null} */
let loading = null;

/** @returns {Promise<any>} Plotly */
export function loadPlotly() {
  loading ??= embedded("plotly").then((bytes) => {
    const script = document.createElement("script");
    script.textContent = new TextDecoder().decode(bytes);
    document.head.append(script);
    return /** @type {any} */ (window).Plotly;
  });
  return loading;
}
