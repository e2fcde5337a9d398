/** A canvas's dashes by the names that figures have for them. */
export const DASHES = { solid: [], dash: [11, 6], dot: [3, 5], dashdot: [11, 5, 3, 5] };
