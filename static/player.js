/**
 * Gradient Stage's player in the app: joins the player, which knows no page, with the page around it.
 */

import { asked, hidden, keep, onNews, originLink, setStep, settingsOf, tellMoment, waits } from "./app/address.js";
import { asks, played, standAside } from "./app/aside.js";
import { forget, listenFor } from "./app/keys.js";
import { lecturing, letter, onLecture } from "./app/lecture.js";
import { notesAbove } from "./app/notes.js";
import { show } from "./player/player.js";

/** @import { App, Component } from "./player/scene.d.ts" */

/** @type {App} */
const APP = {
  asked, hidden, keep, onNews, originLink, setStep, settingsOf, tellMoment, waits,
  forget, listenFor, lecturing, letter, onLecture, notesAbove, asks, played, standAside,
};

/**
 * Streamlit calls this for each new packet and each change of theme.
 * @param {Component<Uint8Array>} component  Streamlit's arguments: parentElement, data (Uint8Array), setTriggerValue
 * @param {URL} root          the address of the app itself
 * @returns {() => void} cleanup
 */
export function attach(component, root) {
  return show(component, root, APP);
}
