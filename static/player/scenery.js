/** A scene taken over and kept in step with the window: its switches, panels and layout, the page's theme and mode. */

import { reducedMotion } from "./shared/motion.js";

/** @import { Player } from "./player.js" */
/** @import { Opening } from "./scene.d.ts" */

export class Scenery {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
  }

  /** @param {Opening} opening */
  take({ scene_id: id, scene }) {
    const { player } = this;
    const { cast, clock, newRun, tape } = player;
    const changed = id !== player.sceneId;
    const first = !player.scene;
    Object.assign(player, { sceneId: id, scene });
    if (first) {
      clock.loop = Boolean(scene.loop);
      if (scene.autoplay && !player.guesses.asks && !reducedMotion.matches) clock.play(tape);
      player.bookmark.playAtOnce();
    }
    if (changed) player.toggles.read(scene, player.app.asked("view"));
    if (newRun) player.bookmark.playIfAsked();
    player.shown = clock.shown(tape);
    if (changed) this.build();
    else if (newRun) for (const panel of cast) panel.showGhosts?.();
    if (newRun) for (const panel of cast) panel.begin?.();
    if (newRun) cast.markStale();
    player.newRun = false;
    player.arrangement.fit();
    player.refreshBar();
    player.invalidate();
  }

  build() {
    const { cast, hand, handling, root, scene, transport } = this.player;
    root.lang = scene.locale ?? "";
    root.classList.toggle("gs-together", Boolean(scene.clocks?.length));
    hand.follow();
    transport.update(scene);
    handling.update(scene);
    this.player.focus.read(scene);
    cast.show(scene.panels);
    this.rearrange();
    cast.build();
  }

  rearrange() {
    this.player.arrangement.forget();
    this.arrange();
  }

  /** Choose the layout and the letters for the present width. */
  arrange() {
    const { arrangement, cast, focus, look, root, scene } = this.player;
    const width = root.clientWidth;
    if (!scene || !width) return;
    focus.tellToggles();
    const refont = look.size(width);
    arrangement.apply(width);
    if (refont) cast.redraw();
  }

  /** Lecture mode began or ended. */
  enlarge() {
    this.followTheme();
    this.arrange();
    this.player.cast.markStale();
    this.player.invalidate();
  }

  followTheme() {
    const { player } = this;
    const first = !player.theme;
    if (!player.look.follow()) return;
    player.revision += 1;
    if (!first) player.cast.redraw();
  }

  /** A link was followed that wants other switches, or playing; where it leads to another run, that will play. */
  takeView(url) {
    const { app, bookmark, cast, focus, scene, settings, toggles } = this.player;
    if (!scene) return;
    toggles.readAnew(scene, app.asked("view"));
    focus.follow(app.asked("sel"));
    for (const panel of cast) panel.makeSwitches?.();
    for (const panel of cast) panel.begin?.(); // what nobody chose goes by the numbers
    this.arrange();
    cast.redraw();
    if (app.settingsOf(url) === settings) bookmark.playIfAsked();
  }
}
