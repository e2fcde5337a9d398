/** @import { Player } from "./player.js" */

/**
 * What tests look at: the run, the step shown, the stretches of steps buffered and the exact windows (details),
 * what is being fetched, what is sent through the network, frames painted, and per panel how often its layers and its plot were drawn.
 * @param {Player} player
 */
export function report({ cast, clock, feed, focus, frames, guesses, sceneId, shown, tape }) {
  return {
    run: tape?.run ?? null,
    scene: sceneId ?? null,
    step: shown,
    position: clock.position,
    playing: clock.playing,
    waiting: clock.waiting,
    sent: focus.place,
    speed: clock.speed,
    loop: clock.loop,
    online: feed.online,
    last: tape?.last ?? null,
    end: tape?.runs[0].end ?? null,
    buffered: tape?.buffered ?? [],
    details: tape?.runs[0].details.map(({ first, last }) => [first, last]) ?? [],
    request: feed.asked.length ? feed.asked : null,
    guess: guesses.report,
    frames: frames.painted,
    draws: Object.fromEntries([...cast].map(({ spec, drawn }) => [spec.id, { ...drawn }])),
    ready: cast.ready,
    stale: cast.stale,
  };
}
