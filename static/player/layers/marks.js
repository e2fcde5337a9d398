/** Small signs on a canvas: a disc with a number, a star, a cross. */

const STAR = 11;
const CROSS = 4;

/** The size of the plot's own text, which the panel puts on the canvas. */
export function fontSize(context) {
  return Number(context.canvas.dataset.fontSize ?? 18);
}

export function drawDisc(context, left, top, radius, color, words, theme) {
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = theme.background;
  context.stroke();
  if (!words) return;
  context.font = `700 ${0.94 * fontSize(context)}px ${theme.font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = theme.background;
  context.fillText(words, left, top + 1);
}

/** A small ring: here, in another picture, is the pointer. */
export function drawPointed(context, left, top, theme, radius = 6) {
  for (const [color, width] of [[theme.background, radius], [theme.text, 0.42 * radius]]) {
    context.beginPath();
    context.arc(left, top, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** A star where `main`, else a small cross. */
export function drawMark(context, left, top, main, theme) {
  context.beginPath();
  if (main) star(context, left, top);
  else {
    context.moveTo(left - CROSS, top);
    context.lineTo(left + CROSS, top);
    context.moveTo(left, top - CROSS);
    context.lineTo(left, top + CROSS);
  }
  if (main) {
    context.fillStyle = theme.text;
    context.fill();
  }
  context.globalAlpha = main ? 1 : 0.6;
  context.lineWidth = 1.5;
  context.strokeStyle = main ? theme.background : theme.text;
  context.stroke();
  context.globalAlpha = 1;
}

function star(context, left, top) {
  for (let i = 0; i < 10; i++) {
    const radius = i % 2 ? STAR * 0.42 : STAR;
    context.lineTo(left + radius * Math.sin((i * Math.PI) / 5), top - radius * Math.cos((i * Math.PI) / 5));
  }
  context.closePath();
}

/**
 * Words behind the arrow whose base is at (x, y) and that points along (ux, uy), within a box, clear of those that
 * have been written there (`taken`).
 */
export function drawLabel(context, box, words, [x, y, ux, uy], taken, theme) {
  context.font = `600 ${fontSize(context)}px ${theme.font}`;
  const width = context.measureText(words).width + 12;
  const height = fontSize(context) * 1.4;
  const left = Math.max(box.left + 4, Math.min(box.left + box.width - width - 4, x - ((1 + ux) * width) / 2));
  let top = Math.max(box.top + 4, Math.min(box.top + box.height - height - 4, y - ((1 + uy) * height) / 2));
  const hit = (other) => Math.abs(other.left - left) < Math.max(other.width, width) && Math.abs(other.top - top) < height;
  const down = y < box.top + box.height / 2 ? 1 : -1;
  for (let tries = 0; tries < 8 && taken.some(hit); tries++) top += down * height;
  taken.push({ left, top, width });
  context.fillStyle = theme.background;
  context.globalAlpha = 0.85;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillStyle = theme.text;
  context.fillText(words, left + 6, top + height / 2 + 1);
}
