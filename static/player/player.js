/**
 * Gradient Stage's player: shows a tape (the record of a training run) as a scene of panels driven by one clock.
 * It knows nothing of neural networks; Python builds scenes and packs tapes (see pages/player).
 */

import { Caption } from "./caption.js";
import { Clock, SPEEDS } from "./clock.js";
import { keepGhosts } from "./panels/bindings.js";
import { make } from "./shared/dom.js";
import { Feed } from "./feed.js";
import { fewPanels } from "./layouts.js";
import { unpack } from "./shared/packet.js";
import { PlotPanel } from "./panels/plot.js";
import { loadPlotly } from "./plotly.js";
import { ReliefPanel } from "./relief/relief.js";
import { TablePanel } from "./panels/table.js";
import { Tape } from "./tape.js";
import { readTheme } from "./shared/theme.js";
import { Transport } from "./transport.js";

const PANELS = { plot: PlotPanel, relief: ReliefPanel, table: TablePanel };

/** parentElement -> Player */
const players = new WeakMap();

/** Scenes seen in this page, so that Python need not send one twice. */
const scenes = new Map();
const MAX_SCENES = 16;

/** After a pause the address follows within this time; browsers limit how often it may change. */
const ADDRESS_DELAY = 300;
/** A tab that was hidden must not leap ahead when it is shown again. */
const LONGEST_TICK = 100;
const USUAL_FONT = 18;
/** Pixels left under a layout that fills the window, and the least share of the window's height that it takes. */
const BELOW = 8;
const LEAST_FILL = 0.6;

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Show a packet where Streamlit wants it.
 * @param {object} component  Streamlit's arguments: parentElement, data (Uint8Array), setStateValue, setTriggerValue
 * @param {URL} root          the address of the app itself
 * @param {object} app        what the player asks of the page around it; see static/player.js
 * @returns {() => void} cleanup
 */
export function show(component, root, app) {
  const { parentElement } = component;
  let player = players.get(parentElement);
  if (!player) {
    player = new Player(parentElement, root, app);
    players.set(parentElement, player);
  }
  player.receive(component);
  return () => {
    // Streamlit also calls this for calls that a newer one overtook, while the component stays mounted.
    if (parentElement.isConnected) return;
    player.destroy();
    players.delete(parentElement);
  };
}

class Player {
  constructor(parentElement, root, app) {
    this.app = app;
    this.tape = null;
    this.scene = null;
    this.panels = new Map();
    this.toggles = new Map();
    this.chosen = new Set();
    this.ghosts = new Map();
    this.clock = new Clock();
    this.shown = 0;
    this.revision = 0;
    this.drawn = { frames: 0 };
    this.frameRequest = 0;
    this.lastTime = 0;
    this.dirty = false;
    this.commanded = false;
    this.pending = null;
    this.path = location.pathname;
    this.invalidate = this.invalidate.bind(this);
    this.frame = this.frame.bind(this);
    this.makeRoot(parentElement);
    this.feed = new Feed({
      send: (need) => this.component.setStateValue("need", need),
      tell: app.tell,
      health: new URL("_stcore/health", root),
      onOnline: () => this.refreshBar(),
      onTurn: () => this.askForMore(),
      ours: (target) => target === document.body || this.root.contains(target),
    });
    this.observe();
    app.listenFor(this);
  }

  makeRoot(parentElement) {
    this.grid = make("div", { class: "gs-grid" });
    this.root = make("div", { class: "gs-player", "data-gs": "player" }, this.grid);
    this.transport = new Transport(this);
    this.caption = new Caption(this);
    this.grid.append(this.transport.element, this.caption.element);
    parentElement.append(this.root);
    // Read-only, for browser tests and benches; state() says what it holds.
    this.root.__gs = { state: () => this.state() };
  }

  observe() {
    this.widths = new ResizeObserver(() => this.arrange());
    this.widths.observe(this.root);
    const page = this.root.closest("[data-testid=stMainBlockContainer]");
    if (page) this.widths.observe(page); // notes come and go
    this.visibility = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.setVisible(target, isIntersecting);
    }, { rootMargin: "50px" });
    reducedMotion.addEventListener("change", this.invalidate);
    this.arrange = this.arrange.bind(this);
    addEventListener("resize", this.arrange);
    const ends = [this.app.onLecture(() => this.enlarge()), this.app.onNews((url) => this.takeView(url))];
    this.leave = () => ends.forEach((end) => end());
    this.app.tellMoment(() => this.moment());
  }

  setVisible(element, visible) {
    const panel = this.panels.get(element.dataset.gsPanel);
    if (panel) panel.visible = visible;
    if (visible) this.invalidate();
  }

  // ---- what stays the same for panels ----------------------------------------------------------

  get labels() {
    return this.scene?.labels ?? {};
  }

  /** How much larger than usual everything is drawn: 1 but for lecture mode. */
  get factor() {
    return this.app.lecturing() ? Math.max(1, this.fontSize / USUAL_FONT) : 1;
  }

  get online() {
    return this.feed.online;
  }

  act(value) {
    this.app.tell(() => this.component.setTriggerValue("action", value));
    this.feed.hold();
  }

  /** What the hand on the picture moves is seen at the step on screen, until the hand does something else. */
  stay() {
    this.staying = true;
    const leave = () => (this.staying = false);
    // Not the press that began it, which is still under way.
    setTimeout(() => {
      for (const name of ["pointerdown", "keydown"]) addEventListener(name, leave, { capture: true, once: true });
    });
  }

  /** Where the pointer is in one picture is marked in the others of the same ground; null: nowhere. */
  point(from, place) {
    const { ground } = this.panels.get(from).spec;
    for (const panel of this.panels.values()) if (ground && panel.spec.id !== from && panel.spec.ground === ground) panel.mark(place);
  }

  // ---- packets -----------------------------------------------------------------------------------

  receive(component) {
    this.component = component;
    this.followTheme();
    this.settings = this.app.settingsOf(location.href);
    if (component.data === this.lastData) return;
    this.lastData = component.data;
    const header = unpack(component.data);
    if (header.scene) remember(header.scene_id, header.scene);
    const scene = scenes.get(header.scene_id);
    if (!scene) return this.askForScene(header);
    if (this.pending?.run === header.run) this.takeTape(this.pending);
    this.pending = null;
    if (this.scene && scene.locale !== this.scene.locale) this.tape?.forgetWords();
    const useful = this.takeTape(header);
    this.feed.answered(useful, header.n);
    this.feed.letGo();
    this.takeScene(header.scene_id, scene);
    this.fit();
    this.refreshBar();
    this.invalidate();
  }

  /** A scene this page has never seen: the old picture stays until it has come. */
  askForScene(header) {
    this.pending = header;
    this.feed.ask({ run: header.run, chunks: [], detail: null, scene: null });
  }

  /** @returns {boolean} whether the packet brought anything new */
  takeTape(header) {
    this.urlAt = Boolean(header.url_at);
    if (this.tape?.run === header.run) return this.extend(header);
    this.feed.forget();
    if (this.tape) this.keepGhosts();
    this.restInLesson();
    const first = !this.tape;
    this.tape = new Tape(header);
    this.clock.waiting = false;
    this.clock.restLeft = 0;
    if (this.staying) this.clock.seek(this.tape, this.clock.position);
    else this.clock.seek(this.tape, Number.isInteger(header.at) ? header.at : this.tape.first);
    if (!first) this.writeAddress(this.clock.position);
    this.newRun = true;
    this.revision += 1;
    return true;
  }

  /** Another lesson's question comes before its run. */
  restInLesson() {
    const lesson = new URL(location.href).searchParams.get("lesson");
    if (this.tape && lesson && lesson !== this.lesson) this.clock.pause(this.tape);
    this.lesson = lesson;
  }

  extend(header) {
    const before = this.held();
    this.tape.absorb(header);
    this.clock.position = Math.min(this.clock.position, this.tape.last);
    const grown = this.held() !== before;
    if (grown) {
      this.revision += 1;
      this.markStale();
    }
    return grown;
  }

  held() {
    const { chunks, details, end, prefix, untold } = this.tape;
    return [chunks.size, details.length, end, Boolean(prefix), untold.size].join();
  }

  keepGhosts() {
    for (const panel of this.panels.values()) keepGhosts(panel.spec.bindings ?? [], this.tape, this.ghosts);
  }

  takeScene(id, scene) {
    const changed = id !== this.sceneId;
    const first = !this.scene;
    this.sceneId = id;
    this.scene = scene;
    if (first) {
      this.clock.loop = Boolean(scene.loop);
      if (scene.autoplay && !reducedMotion.matches) this.clock.play(this.tape);
    }
    if (changed) this.readToggles(({ key }) => !this.toggles.has(key));
    if (this.newRun) this.playIfAsked();
    this.shown = this.clock.shown(this.tape);
    if (changed) this.buildScene();
    else if (this.newRun) this.showGhosts();
    if (this.newRun) for (const panel of this.panels.values()) panel.begin?.();
    if (this.newRun) this.markStale();
    this.newRun = false;
  }

  showGhosts() {
    for (const panel of this.panels.values()) panel.showGhosts?.();
  }

  // ---- scene -------------------------------------------------------------------------------------

  buildScene() {
    this.root.lang = this.scene.locale ?? "";
    this.transport.element.hidden = this.scene.transport === false;
    this.transport.update(this.scene);
    const wanted = new Set(this.scene.panels.map(({ id }) => id));
    for (const [id, panel] of this.panels) if (!wanted.has(id)) this.drop(id, panel);
    for (const spec of this.scene.panels) this.placePanel(spec);
    this.layout = null;
    this.arrange();
    this.buildPlots();
  }

  placePanel(spec) {
    const old = this.panels.get(spec.id);
    if (old && old.spec.kind === spec.kind) return old.update(spec);
    if (old) this.drop(spec.id, old);
    const panel = new PANELS[spec.kind](spec, this);
    this.panels.set(spec.id, panel);
    this.grid.insertBefore(panel.element, this.transport.element);
    this.visibility.observe(panel.element);
  }

  drop(id, panel) {
    this.visibility.unobserve(panel.element);
    panel.destroy();
    this.panels.delete(id);
  }

  /** One plot per frame, so that the first one is seen early and the page stays responsive. */
  async buildPlots() {
    if (![...this.panels.values()].some((panel) => !panel.ready)) return;
    const Plotly = await loadPlotly();
    for (const [id, panel] of [...this.panels]) {
      // While this waits, a new scene may have dropped the panel or the page may have moved on.
      if (panel.ready || this.panels.get(id) !== panel) continue;
      panel.build(Plotly);
      this.invalidate();
      await new Promise(requestAnimationFrame);
    }
  }

  /** Choose the layout for the present width. */
  arrange() {
    const width = this.root.clientWidth;
    if (!this.scene || !width) return;
    const layouts = this.app.lecturing() || this.app.hidden.has("more") ? fewPanels(this.scene) : this.scene.layouts;
    const layout = this.variant(layouts.find(({ min_width }) => min_width <= width) ?? layouts.at(-1));
    const fontSize = this.app.lecturing() ? this.app.letter() : fontSizeFor(width);
    const refont = fontSize !== this.fontSize;
    this.fontSize = fontSize;
    this.root.style.setProperty("--gs-font-size", `${fontSize}px`);
    if (layout !== this.layout) this.applyLayout(layout);
    this.fit();
    if (refont) this.redrawPanels();
  }

  /** Some layouts stand otherwise while a toggle is on; until somebody presses it, it is as the layout likes it. */
  variant(layout) {
    if (!layout.variant) return layout;
    const { toggle, on } = layout.variant;
    if (!this.chosen.has(toggle) && this.toggles.get(toggle) !== on) {
      this.toggles.set(toggle, on);
      for (const panel of this.panels.values()) panel.makeSwitches?.();
    }
    return this.toggles.get(toggle) ? layout.variant : layout;
  }

  /** A panel's toggle was pressed. */
  flipped(key) {
    this.chosen.add(key);
    this.keepToggles();
    this.arrange();
  }

  applyLayout(layout) {
    this.layout = layout;
    const { style } = this.grid;
    style.gridTemplateColumns = layout.columns;
    style.gridTemplateRows = layout.rows;
    style.gridTemplateAreas = layout.areas.map((row) => `"${row}"`).join(" ");
    const areas = new Set(layout.areas.join(" ").split(/\s+/));
    const place = (element, area) => {
      element.style.gridArea = area;
      element.classList.toggle("gs-absent", !areas.has(area));
    };
    for (const panel of this.panels.values()) place(panel.element, panel.spec.area);
    place(this.transport.element, "transport");
    place(this.caption.element, "caption");
  }

  /** A layout that fills the window begins where it stands and ends at the lower edge. */
  fit() {
    const { style } = this.grid;
    style.setProperty("--notes", `${this.app.notesAbove(this.root)}px`);
    if (!this.layout?.fill) return (style.height = this.layout?.height ?? "");
    const top = this.root.getBoundingClientRect().top + (this.root.closest("[data-testid=stMain]")?.scrollTop ?? 0);
    const room = Math.max(innerHeight - top - BELOW, LEAST_FILL * innerHeight);
    style.height = `${Math.floor(room)}px`;
  }

  /** Lecture mode began or ended. */
  enlarge() {
    this.followTheme();
    this.arrange();
    this.markStale();
    this.invalidate();
  }

  followTheme() {
    const theme = readTheme(this.root, this.app.lecturing());
    if (theme.key === this.theme?.key) return;
    const first = !this.theme;
    this.theme = theme;
    this.root.dataset.theme = theme.dark ? "dark" : "light";
    this.root.style.colorScheme = theme.dark ? "dark" : "light";
    for (const [name, color] of Object.entries(theme.colors)) this.root.style.setProperty(`--gs-${name}`, color);
    this.root.style.setProperty("--gs-panel", theme.panel);
    this.revision += 1;
    if (!first) this.redrawPanels();
  }

  redrawPanels() {
    for (const panel of this.panels.values()) if (panel.ready) panel.redraw?.();
    this.invalidate();
  }

  // ---- commands ----------------------------------------------------------------------------------

  toggle() {
    if (this.clock.playing) this.clock.pause(this.tape);
    else this.clock.play(this.tape);
    this.settle();
  }

  step(by) {
    this.clock.pause(this.tape);
    this.clock.seek(this.tape, this.tape.beside(this.clock.position, by));
    this.settle();
  }

  seek(step) {
    this.clock.seek(this.tape, step);
    this.settle();
  }

  setSpeed(speed) {
    this.clock.speed = speed;
    this.settle();
  }

  changeSpeed(by) {
    const index = SPEEDS.indexOf(this.clock.speed) + by;
    this.setSpeed(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index))]);
  }

  setLoop(loop) {
    this.clock.loop = loop;
    this.refreshBar();
  }

  /** Show at once what a command did. */
  settle() {
    this.commanded = true;
    this.follow();
    if (!this.clock.playing) this.writeAddress(this.shown);
    this.refreshBar();
    this.invalidate();
  }

  // ---- frames ------------------------------------------------------------------------------------

  invalidate() {
    this.dirty = true;
    if (!this.frameRequest) this.frameRequest = requestAnimationFrame(this.frame);
  }

  frame(now) {
    this.frameRequest = 0;
    if (!this.root.isConnected) return;
    const elapsed = Math.min(LONGEST_TICK, now - this.lastTime);
    this.lastTime = now;
    this.dirty = false;
    if (!this.tape || !this.scene) return;
    this.advance(elapsed);
    this.paint();
    // The frame after a command belongs to the picture and the bar; restyling plots can wait for the next one.
    if (this.commanded) this.commanded = false;
    else this.refreshDue(now);
    if (!this.clock.playing) this.describeAloud();
    this.askForMore();
    const busy = this.clock.playing || this.dirty || this.hasStale();
    if (busy && !this.frameRequest) this.frameRequest = requestAnimationFrame(this.frame);
  }

  advance(elapsed) {
    const { playing, waiting } = this.clock;
    this.clock.tick(this.tape, this.wasPlaying ? elapsed : 0);
    this.wasPlaying = this.clock.playing;
    this.follow();
    if (playing && !this.clock.playing) this.writeAddress(this.shown);
    if (playing !== this.clock.playing || waiting !== this.clock.waiting) this.refreshBar();
  }

  askForMore() {
    if (this.tape && this.scene) this.feed.update(this.tape, this.clock, this.sceneId);
  }

  /** Let everything that shows numbers know that the shown step changed. */
  follow() {
    const shown = this.clock.shown(this.tape);
    if (shown === this.shown) return;
    this.shown = shown;
    this.markStale();
    this.refreshBar();
    for (const panel of this.panels.values()) panel.showTip?.();
  }

  markStale() {
    for (const panel of this.panels.values()) panel.stale = panel.live;
  }

  hasStale() {
    return [...this.panels.values()].some((panel) => panel.stale && panel.ready && panel.visible);
  }

  paint() {
    const position = reducedMotion.matches ? this.shown : this.clock.position;
    for (const panel of this.panels.values()) if (panel.visible) panel.drawLayers(position);
    this.drawn.frames += 1;
  }

  /** Of the plots at most one is restyled per frame: that which has waited longest beyond its interval. */
  refreshDue(now) {
    let next = null;
    let longest = 0;
    for (const panel of this.panels.values()) {
      if (!panel.stale || !panel.ready || !panel.visible) continue;
      const overdue = now - panel.lastRefresh - (this.clock.playing ? panel.interval : 0);
      if (overdue < 0) continue;
      if (panel.cheap) panel.refresh();
      else if (overdue >= longest) [longest, next] = [overdue, panel];
    }
    next?.refresh();
  }

  /** At rest every picture says in words and numbers what it shows; not while it plays, nobody could follow. */
  describeAloud() {
    const said = `${this.revision}|${this.shown}`;
    if (said === this.said) return;
    this.said = said;
    for (const panel of this.panels.values()) panel.describeAloud?.();
  }

  /** Numbers beside one another are of the same step: the bar, the sentence, and every table in sight. */
  refreshBar() {
    if (!this.tape || !this.scene) return;
    this.transport.refresh();
    this.caption.refresh();
    for (const panel of this.panels.values()) if (panel.cheap && panel.stale && panel.visible) panel.refresh();
  }

  // ---- address -----------------------------------------------------------------------------------

  /** The link's switches: "key" stands other than usual, "-key" as usual; those not named nobody has chosen. */
  readToggles(which = () => true) {
    const named = new Set((this.app.asked("view") ?? "").split(","));
    for (const { key, on } of this.scene.panels.flatMap(({ toggles }) => toggles ?? []).filter(which)) {
      this.toggles.set(key, Boolean(on) !== named.has(key));
      if (named.has(key) || named.has(`-${key}`)) this.chosen.add(key);
    }
  }

  /** A link was followed that wants other switches, or playing; where it leads to another run, that will play. */
  takeView(url) {
    if (!this.scene) return;
    this.toggles.clear(); // also those of scenes to come
    this.chosen.clear();
    this.readToggles();
    for (const panel of this.panels.values()) panel.makeSwitches?.();
    for (const panel of this.panels.values()) panel.begin?.(); // what nobody chose goes by the numbers
    this.arrange();
    this.redrawPanels();
    if (this.app.settingsOf(url) === this.settings) this.playIfAsked();
  }

  /** What a link says of this player: on which page it is or was, and whether it is still there. */
  moment() {
    if (!this.urlAt || !this.tape) return null;
    const { first } = this.tape;
    return { first, step: this.shown, playing: this.clock.playing, path: this.path, there: this.root.isConnected };
  }

  keepToggles() {
    const chosen = this.scene.panels.flatMap(({ toggles }) => toggles ?? []).filter(({ key }) => this.chosen.has(key));
    const names = chosen.map(({ key, on }) => (Boolean(this.toggles.get(key)) !== Boolean(on) ? key : this.free(key) ? `-${key}` : ""));
    this.app.keep("view", [...new Set(names)].filter(Boolean).join() || null);
  }

  /** Whether a toggle that nobody chose goes by the width or by the numbers. */
  free(key) {
    const { layouts, panels } = this.scene;
    return layouts.some(({ variant }) => variant?.toggle === key) || panels.some(({ drowned }) => drowned?.log === key);
  }

  /** A link that says `play=1` starts its run, once; not for those who want things to stay still. */
  playIfAsked() {
    if (this.app.asked("play") !== "1") return;
    this.app.keep("play", null);
    if (!reducedMotion.matches) this.clock.play(this.tape);
  }

  /** Keep `at=` in the page's address, so that a copied link opens at the step where the player rests. */
  writeAddress(step) {
    if (!this.urlAt) return;
    clearTimeout(this.addressTimer);
    this.addressTimer = setTimeout(() => {
      if (!this.root.isConnected) return;
      const url = new URL(location.href);
      this.app.setStep(url, step, this.tape.first);
      if (url.href !== location.href) history.replaceState(history.state, "", url);
    }, ADDRESS_DELAY);
  }

  // ---- end and outside view ------------------------------------------------------------------------

  destroy() {
    cancelAnimationFrame(this.frameRequest);
    clearTimeout(this.addressTimer);
    removeEventListener("resize", this.arrange);
    this.leave();
    this.feed.close();
    this.widths.disconnect();
    this.visibility.disconnect();
    reducedMotion.removeEventListener("change", this.invalidate);
    this.app.forget(this);
    for (const panel of this.panels.values()) panel.destroy();
    this.panels.clear();
    this.root.remove();
  }

  /**
   * What tests look at: the run, the step shown, the stretches of steps buffered and the exact windows (details),
   * the request under way, frames painted, and per panel how often its layers and its plot were drawn.
   */
  state() {
    const panels = [...this.panels.values()];
    const draws = Object.fromEntries(panels.map(({ spec, drawn }) => [spec.id, { ...drawn }]));
    return {
      run: this.tape?.run ?? null,
      scene: this.sceneId ?? null,
      step: this.shown,
      position: this.clock.position,
      playing: this.clock.playing,
      waiting: this.clock.waiting,
      speed: this.clock.speed,
      loop: this.clock.loop,
      online: this.online,
      last: this.tape?.last ?? null,
      end: this.tape?.end ?? null,
      buffered: this.tape?.buffered ?? [],
      details: this.tape?.details.map(({ first, last }) => [first, last]) ?? [],
      request: this.feed.request,
      frames: this.drawn.frames,
      draws,
      ready: panels.every((panel) => panel.ready),
      stale: this.hasStale(),
    };
  }
}

function remember(id, scene) {
  scenes.delete(id);
  scenes.set(id, scene);
  if (scenes.size > MAX_SCENES) scenes.delete(scenes.keys().next().value);
}

/** 18 px at 1280 and up, more on a projector's full width, less on a phone held near the eye. */
function fontSizeFor(width) {
  if (width < 640) return 15;
  return Math.round(Math.min(22, Math.max(18, width / 80)));
}
