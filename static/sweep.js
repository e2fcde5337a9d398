/** A sweep's page: joins its pictures, which know no page, with the page around them. */

import { originLink } from "./app/address.js";
import { played } from "./app/aside.js";
import { lecturing, letter, onLecture } from "./app/lecture.js";
import { show } from "./player/sweep/page.js";

/** @import { Component } from "./player/scene.d.ts" */

/**
 * Streamlit calls this for each new packet and each change of theme.
 * @param {Component<Uint8Array>} component  Streamlit's arguments: parentElement, data, setTriggerValue
 * @param {URL} root  the address of the app itself
 * @returns {() => void} cleanup
 */
export function attach(component, root) {
  return show(component, root, { lecturing, letter, onLecture, played, origin: () => originLink(null) });
}
