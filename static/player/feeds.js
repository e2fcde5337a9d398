/** A feed for each run on stage: they are fetched beside one another, each from where it is. */

import { Feed } from "./feed.js";

/** @import { Place, Tape } from "./scene.d.ts" */
/** @import { Fetched } from "./source.js" */

export class Feeds {
  /** @type {Feed[]} */
  feeds;

  /** @param {ConstructorParameters<typeof Feed>[0]} options  see there */
  constructor(options) {
    this.options = options;
    this.feeds = [new Feed(options)];
  }

  get online() {
    return this.feeds.every(({ online }) => online);
  }

  /** Where the run is that the page's settings are of. */
  get source() {
    return this.feeds[0].source;
  }

  /** The names of what is being fetched. */
  get asked() {
    return this.feeds.flatMap(({ asked }) => [...asked.keys()]);
  }

  /** From now on these runs.  @param {(Fetched|null)[]} sources */
  follow(sources) {
    while (this.feeds.length > sources.length) this.feeds.pop()?.close();
    while (this.feeds.length < sources.length) this.feeds.push(new Feed({ ...this.options, onTurn: () => {} }));
    sources.forEach((source, number) => this.feeds[number].follow(source));
  }

  /** @param {Tape} tape  @param {Place} place */
  update(tape, place) {
    tape.runs.forEach((run, number) => this.feeds[number]?.update(run, tape.placeIn(run, place)));
  }

  close() {
    for (const feed of this.feeds) feed.close();
  }
}
