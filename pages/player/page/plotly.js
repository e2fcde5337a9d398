/** In place of player/plotly.js: Plotly from the page itself. The page's policy knows this script by its hash. */

import { embedded } from "./embedded.js";

let loading = null;

/** @returns {Promise<object>} Plotly */
export function loadPlotly() {
  loading ??= embedded("plotly").then((bytes) => {
    const script = document.createElement("script");
    script.textContent = new TextDecoder().decode(bytes);
    document.head.append(script);
    return window.Plotly;
  });
  return loading;
}
