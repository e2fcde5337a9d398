/** A lesson is done once its run has been seen at its end, or somebody has read what it shows. */

import { finish } from "./done.js";

const SHOWS = ".st-key-lesson-shows button";
const STRIP = ".st-key-lesson-strip";

addEventListener("click", ({ target }) => target instanceof Element && target.closest(SHOWS) && mark(), true);

// The player says so (aside.js). What opens at its end counts as seen as well.
const root = document.documentElement;
new MutationObserver(() => root.dataset.played === "on" && mark()).observe(root, { attributeFilter: ["data-played"] });

function mark() {
  const name = new URL(location.href).searchParams.get("lesson");
  if (name && document.querySelector(STRIP)) finish(name);
}
