/** Plotly's cartesian build, loaded once per page when the first plot needs it. */

const ADDRESS = new URL("../plotly-cartesian-4.1.1.min.js", import.meta.url);

/** @type {Promise<any>|null} */
let loading = null;

/** @returns {Promise<any>} Plotly */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS.href;
    script.onload = () => resolve(/** @type {any} */ (window).Plotly);
    script.onerror = () => {
      loading = null;
      reject(new Error(`Plotly could not be loaded from ${ADDRESS}`));
    };
    document.head.append(script);
  });
  return loading;
}
