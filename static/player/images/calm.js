/** Reaches that grow at once with what they must hold and shrink slowly, so that a picture in motion does not jump. Pure. */

/** How fast what is too much goes, in e-foldings a second; how little too much is none; and milliseconds from frame to frame at most. */
const PACE = 2;
const NEAR = 0.01;
const LONGEST = 100;

export class Calm {
  /** @type {number[]} */
  reaches = [];
  time = 0;
  /** Whether some are still larger than they need be. */
  shrinking = false;

  /** @param {number[]} wanted  @param {number} now  milliseconds  @param {boolean} still  whether they may take their places at once
   * @returns {number[]} */
  next(wanted, now, still) {
    const kept = still ? 0 : Math.exp((-PACE * Math.min(LONGEST, now - this.time)) / 1000);
    this.time = now;
    this.reaches = wanted.map((reach, k) => {
      const more = Math.max(0, (this.reaches[k] ?? reach) - reach) * kept;
      return more > NEAR * Math.abs(reach) ? reach + more : reach;
    });
    this.shrinking = this.reaches.some((reach, k) => reach > wanted[k]);
    return this.reaches;
  }

  /** What comes next has nothing to do with what was. */
  forget() {
    this.reaches = [];
  }
}
