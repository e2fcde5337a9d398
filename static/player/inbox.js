/** Packets from Python: opened once each, with the scene that they belong to. */

import { unpack } from "./shared/packet.js";

/** @import { Header, Scene } from "./scene.d.ts" */

/** @type {Map<string, Scene>} those seen in this page, so that Python need not send one twice */
const scenes = new Map();
const MAX_SCENES = 16;

export class Inbox {
  constructor() {
    /** @type {Uint8Array|null} */
    this.last = null;
    /** @type {Header|null} */
    this.pending = null;
  }

  /**
   * @param {Uint8Array} data
   * @returns {{headers: Header[], scene?: Scene}|null}  null: opened before. headers: those to be taken over in turn,
   *   the last one this packet's; without a scene it has to be asked for, and the packet waits for it
   */
  open(data) {
    if (data === this.last) return null;
    this.last = data;
    const header = unpack(data);
    if (header.scene) remember(header.scene_id, header.scene);
    const scene = scenes.get(header.scene_id);
    const headers = this.pending?.run === header.run ? [this.pending, header] : [header];
    this.pending = scene ? null : header;
    return { headers, scene };
  }
}

function remember(id, scene) {
  scenes.delete(id);
  scenes.set(id, scene);
  if (scenes.size > MAX_SCENES) scenes.delete([...scenes.keys()][0]);
}
