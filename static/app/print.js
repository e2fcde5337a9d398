/** A button that prints the page; the server cannot. See pages/teach.py. */

import { make } from "../player/shared/dom.js";

/** @import { Component } from "../player/scene.d.ts" */

/** @param {Component<any>} component  Streamlit's arguments; data: {label} */
export function attach({ parentElement, data }) {
  parentElement.querySelector(".gs-print")?.remove();
  parentElement.append(make("button", { type: "button", class: "gs-print", text: data.label, on: { click: () => print() } }));
  return () => {};
}
