/** Plotly's cartesian build, loaded once per page when the first plot needs it. */

const ADDRESS = new URL("../plotly-cartesian-4.1.1.min.js", import.meta.url);

let loading = null;

/** @returns {Promise<object>} Plotly */
export function loadPlotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = ADDRESS;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = null;
      reject(new Error(`Plotly could not be loaded from ${ADDRESS}`));
    };
    document.head.append(script);
  });
  return loading;
}
