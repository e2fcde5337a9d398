/** KaTeX, which sets formulas: loaded once per page when the first formula is shown, with its style. */

const FOLDER = new URL("../../katex-0.19.1/", import.meta.url);

/** @type {Promise<any>|null} */
let loading = null;

/** @returns {Promise<any>} KaTeX */
export function loadKatex() {
  loading ??= Promise.all([load("script", { src: at("katex.min.js") }), load("link", { rel: "stylesheet", href: at("katex.min.css") })])
    .then(() => /** @type {any} */ (window).katex)
    .catch((error) => {
      loading = null;
      throw error;
    });
  return loading;
}

/** @param {string} file */
function at(file) {
  return new URL(file, FOLDER).href;
}

/** @param {"script"|"link"} tag  @param {Record<string, string>} attributes */
function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.onload = () => resolve(element);
    element.onerror = () => reject(new Error(`KaTeX could not be loaded from ${FOLDER}`));
    document.head.append(element);
  });
}
