/** The link of a moment, kept until it has been handed out. */

import { exactLink } from "./address.js";

/** @type {URL} */
let link;

export function hold() {
  link = exactLink();
}

/** @returns {URL} the link held, else that of now */
export function held() {
  if (!link) hold();
  return new URL(link);
}
