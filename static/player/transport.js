/** The bar under the panels: play, step, seek, readouts, speed, loop; on a phone in two rows. */

import { SPEEDS } from "./clock.js";
import { icon, make, write } from "./shared/dom.js";
import { format } from "./shared/format.js";
import { folded } from "./shared/menu.js";

/** @import { Action, Readout, Scene, Stage } from "./scene.d.ts" */

const SPEED_NAMES = { 0.25: "¼", 0.5: "½" };

export class Transport {
  /** @type {HTMLInputElement} */
  seek;
  /** @type {HTMLSelectElement} */
  speed;
  /** @type {HTMLButtonElement} from when on the form changes the run, and its words */
  from;
  /** @type {HTMLElement} */
  fromWords;
  /** @type {HTMLButtonElement} */
  keep;
  /** @type {HTMLSelectElement} */
  clock;
  /** @type {HTMLElement} */
  badge;
  /** @type {Record<"start" | "back" | "play" | "forward" | "end" | "inside" | "loop", HTMLElement>} */
  buttons;
  /** @type {Record<string, string>} what the play button does, by whether it plays */
  playLabels = {};
  /** @type {{spec: Readout, value: HTMLElement}[]} */
  readouts = [];

  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = make("div", { class: "gs-transport", role: "group", "data-gs": "transport" });
    this.state = {};
  }

  /** Build the bar for a scene: its labels and readouts.  @param {Scene} scene */
  update(scene) {
    const { labels } = this.stage;
    this.state = {};
    this.element.setAttribute("aria-label", labels.keys ?? "");
    this.makeButtons(labels);
    this.makeSeek(labels);
    this.makeSpeed(labels);
    this.makeFrom(labels);
    this.makeKeep(labels);
    const clocks = scene.clocks ?? [];
    this.makeClock(clocks);
    this.readouts = (scene.readouts ?? []).map((spec) => ({ spec, value: make("output", { class: "gs-value" }) }));
    this.badge = make("span", { class: "gs-badge", role: "status", "data-gs": "badge", hidden: "" });
    const values = this.readouts.map(({ spec, value }) =>
      make("span", { class: "gs-readout", "data-gs": "readout", "data-gs-readout": spec.array ?? spec.value },
        spec.value === "clock" && clocks.length > 1 ? this.clock : make("span", { class: "gs-label", text: spec.label }), value));
    const { start, back, play, forward, end, inside, loop } = this.buttons;
    this.element.replaceChildren(
      make("div", { class: "gs-buttons" }, start, back, play, forward, end),
      make("div", { class: "gs-seekbox" }, this.seek, this.stage.guesses.marks),
      make("div", { class: "gs-readouts" }, ...values),
      make("div", { class: "gs-more" }, this.badge, ...this.folded(labels, this.keep, this.from, inside, loop), this.speed),
    );
  }

  /** What lies behind a button where the bar is short (player.css).  @param {HTMLElement[]} controls */
  folded(labels, ...controls) {
    const button = make("button", {
      type: "button", class: "gs-button gs-fold", "data-gs": "fold", "aria-label": labels.more_controls, title: labels.more_controls,
    }, icon("more"));
    const list = make("div", { class: "gs-folded" }, ...controls);
    const fold = folded(button, list);
    list.addEventListener("click", () => fold.close());
    return [button, list];
  }

  makeButtons(labels) {
    const { stage } = this;
    const button = (name, label, action) =>
      make("button", {
        type: "button", class: `gs-button gs-${name}`, "data-gs": name, "aria-label": label, title: label,
        on: { click: action },
      }, icon(name));
    this.buttons = {
      start: button("start", labels.start, () => stage.commands.toStart()),
      back: button("back", labels.back, () => stage.commands.step(-1)),
      play: button("play", labels.play, () => stage.commands.toggle()),
      forward: button("forward", labels.forward, () => stage.commands.step(1)),
      end: button("end", labels.end, () => stage.commands.toEnd()),
      inside: button("inside", labels.inside, () => stage.stages.toggle()),
      loop: button("loop", labels.loop, () => stage.commands.setLoop(!stage.clock.loop)),
    };
    const { play } = this.buttons;
    this.playLabels = { true: labels.pause, false: labels.play };
    play.replaceChildren(icon("play"), icon("pause"));
    if (labels.keys) play.title = labels.keys;
  }

  makeSeek(labels) {
    this.seek = make("input", {
      type: "range", class: "gs-seek", "data-gs": "seek", min: 0, max: 1, step: 1, "aria-label": labels.seek,
      on: { input: () => this.stage.commands.seek(Number(this.seek.value)) },
    });
  }

  makeSpeed(labels) {
    const options = SPEEDS.map((speed) => make("option", { value: speed, text: `×${SPEED_NAMES[speed] ?? speed}` }));
    this.speed = make("select", {
      class: "gs-speed", "data-gs": "speed", "aria-label": labels.speed, title: labels.speed,
      on: { change: () => this.stage.commands.setSpeed(Number(this.speed.value)) },
    }, ...options);
  }

  /** When what the form changes counts: its words say which it is now. */
  makeFrom(labels) {
    this.fromWords = make("span", { class: "gs-from-words" });
    this.from = make("button", {
      type: "button", class: "gs-button gs-from", "data-gs": "from", title: labels.from_help,
      on: { click: () => this.stage.hand.choose(!this.stage.hand.fromHere) },
    }, icon("settings"), this.fromWords);
  }

  /** The run stays on stage, and what is changed makes another one beside it. */
  makeKeep(labels) {
    this.keep = make("button", {
      type: "button", class: "gs-button gs-keep", "data-gs": "keep", title: labels.pair_keep_help,
      "aria-label": labels.pair_keep, on: { click: () => this.stage.act("keep=1") },
    }, icon("keep"), make("span", { class: "gs-keep-words", text: labels.pair_keep ?? "" }));
  }

  /** By what several runs go: at once what the number beside it is called. @param {Action[]} clocks */
  makeClock(clocks) {
    this.clock = make("select", {
      class: "gs-speed gs-clock", "data-gs": "clock", "aria-label": this.stage.labels.clock, title: this.stage.labels.clock, on: { change: () => this.stage.act(this.clock.value) },
    }, ...clocks.map(({ label, value }) => make("option", { value, text: label })));
  }

  /** Write only what changed: this runs at every keyframe. */
  refresh() {
    const { tape, clock, hand, shown, online, labels, revision } = this.stage;
    this.set("range", `${tape.first}|${tape.last}`, () => {
      this.seek.min = String(tape.first);
      this.seek.max = String(tape.last);
    });
    // What has not come yet is written as soon as it has.
    const come = this.readouts.map(({ spec }) => Boolean(spec.array && tape.row(spec.array, shown)));
    this.set("shown", `${tape.run}|${shown}|${tape.last}|${come}|${revision}`, () => this.writeStep(shown));
    this.set("buffered", tape.buffered.join("|") + tape.last, () => this.writeBuffered());
    this.set("playing", clock.playing, (playing) => {
      this.buttons.play.classList.toggle("gs-on", playing);
      this.buttons.play.setAttribute("aria-label", this.playLabels[String(playing)]);
    });
    this.set("speed", clock.speed, (speed) => (this.speed.value = String(speed)));
    this.set("free", hand.free, (free) => (this.from.hidden = !free));
    this.set("keeps", hand.keeps, (keeps) => (this.keep.hidden = !keeps));
    this.set("from", hand.fromHere, (here) => {
      this.fromWords.textContent = (here ? labels.from_here : labels.from_start) ?? "";
      this.from.classList.toggle("gs-here", here);
    });
    this.set("loop", clock.loop, (loop) => this.buttons.loop.setAttribute("aria-pressed", String(loop)));
    const { on, possible } = this.stage.stages;
    this.set("inside", `${possible}|${on}`, () => {
      this.buttons.inside.hidden = !possible;
      this.buttons.inside.setAttribute("aria-pressed", String(on));
    });
    this.set("badge", !online ? labels.offline : clock.waiting ? "…" : "", (text) => {
      this.badge.hidden = !text;
      this.badge.textContent = text;
      this.badge.title = text === "…" ? labels.waiting : "";
    });
  }

  set(name, value, write) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    write(value);
  }

  writeStep(shown) {
    const { tape } = this.stage;
    this.seek.value = String(shown);
    const share = (shown - tape.first) / Math.max(1, tape.last - tape.first);
    this.seek.style.setProperty("--gs-at", `${100 * share}%`);
    for (const { spec, value } of this.readouts) write(value, this.readout(spec, shown));
    const spoken = this.readouts.map(({ spec }) => `${spec.label} ${this.readout(spec, shown)}`);
    this.seek.setAttribute("aria-valuetext", spoken.join(", ") || String(shown));
  }

  readout(spec, shown) {
    if (spec.value) return format(spec.value === "clock" ? this.stage.tape.value(shown) : shown, spec.format ?? "d");
    const row = this.stage.tape.row(spec.array ?? "", shown);
    return row ? format(row.values(spec.index ?? null)[0], spec.format) : "…";
  }

  writeBuffered() {
    const { tape } = this.stage;
    const length = Math.max(1, tape.last - tape.first);
    const percent = (step) => `${(100 * (step - tape.first)) / length}%`;
    const parts = tape.buffered.flatMap(([first, last]) => [
      `transparent ${percent(first)}`, `var(--gs-buffered) ${percent(first)}`,
      `var(--gs-buffered) ${percent(Math.min(last, tape.last))}`, `transparent ${percent(Math.min(last, tape.last))}`,
    ]);
    const stops = parts.join(", ") || "transparent, transparent";
    this.seek.style.setProperty("--gs-parts", `linear-gradient(to right, ${stops})`);
  }
}
