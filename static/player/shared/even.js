/** As far to both sides of zero as values reach. Pure.
 * @param {ArrayLike<number>} values  @returns {[number, number]} */
export function even(values) {
  let most = 0;
  for (let k = 0; k < values.length; k++) if (Math.abs(values[k]) > most) most = Math.abs(values[k]);
  const end = most > 0 && Number.isFinite(most) ? most : 1;
  return [-end, end];
}
