/** Inside the share dialog: the link or the HTML of exactly this, a button that copies it, and the link's QR code. */

import { make } from "../player/shared/dom.js";
import { held } from "./held.js";

/** @import { Component } from "../player/scene.d.ts" */

/** Milliseconds after which a code that has not come is asked for again: a message may meet a run that drops it. */
const PATIENCE = 2000;

let asked = 0;
let again = 0;

/**
 * @param {Component<any>} component  Streamlit's arguments; data: {mode: "link"|"embed"|"files",
 *   language: the one chosen or null, words,
 *   hide: string, height: number, link: the one that Python has heard of, svg, note}
 */
export function attach({ parentElement, data, setStateValue }) {
  const link = held();
  if (data.language) link.searchParams.set("lang", data.language);
  else link.searchParams.delete("lang");
  const text = data.mode === "embed" ? frame(link, data) : link.href;
  const code = data.mode === "link" ? qr(data, text) : null;
  clearTimeout(again);
  if (data.mode !== "embed" && data.link !== text) ask(text, setStateValue, parentElement);
  parentElement.querySelector(".gs-share")?.remove();
  if (data.mode === "files") return () => {};
  const shown = make("div", { class: `gs-share gs-share-${data.mode}` }, ...(code ? [code] : []), side(data, link, text));
  parentElement.append(shown);
  return () => {};
}

function ask(url, setStateValue, place) {
  asked += 1;
  setStateValue("link", { url, n: asked });
  again = setTimeout(() => place.isConnected && ask(url, setStateValue, place), PATIENCE);
}

function frame(link, { hide, height }) {
  link.searchParams.set("embed", "true");
  link.searchParams.set("hide", hide);
  const src = link.href.replaceAll("&", "&amp;");
  const rest = `width="100%" height="${height}" style="border:0" loading="lazy" allow="fullscreen; clipboard-write"`;
  return `<iframe src="${src}" title="Gradient Stage" ${rest}></iframe>`;
}

function qr({ words, svg, link }, text) {
  const code = make("div", { class: "gs-qr", role: "img", "aria-label": words.qr });
  if (link === text) code.innerHTML = svg;
  else code.textContent = words.wait;
  return code;
}

function side({ mode, words, note, link }, url, text) {
  const field = make("textarea", { class: "gs-share-text", readonly: "", rows: mode === "link" ? 4 : 6, "aria-label": words.text });
  field.value = text;
  const said = make("span", { role: "status", class: "gs-share-said" });
  const copy = make("button", {
    type: "button", class: "gs-share-copy", "data-gs": "copy", text: words.copy,
    on: { click: async () => (said.textContent = (await copied(field)) ? words.copied : words.by_hand) },
  });
  const about = mode === "link" ? make("p", { text: contents(url, words) }) : null;
  const warning = note && link === text ? make("p", { class: "gs-share-note", text: note }) : null;
  return make("div", { class: "gs-share-side" }, ...[about, copy, said, field, warning].flatMap((part) => part ?? []));
}

/** What the link carries, in words. */
function contents({ searchParams }, words) {
  if (!words.says) return words.page;
  const text = searchParams.get("play") ? words.playing : words.says;
  return text.replace("{step}", searchParams.get("at") ?? "0");
}

/** Pages without https have no clipboard of their own; there the selected text is copied. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}
