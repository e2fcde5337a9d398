/** The keyboard (and a presenter's remote) for the one player that is in view. */

/** @import { Keyed } from "../player/scene.d.ts" */

/** key -> command of a player */
const COMMANDS = {
  " ": ({ commands }) => commands.toggle(),
  PageDown: ({ commands }) => commands.toggle(),
  PageUp: ({ commands }) => commands.toStart(),
  ArrowLeft: ({ commands }) => commands.step(-1),
  ArrowRight: ({ commands }) => commands.step(1),
  Home: ({ commands }) => commands.toStart(),
  End: ({ commands }) => commands.toEnd(),
  "+": ({ commands }) => commands.changeSpeed(1),
  "=": ({ commands }) => commands.changeSpeed(1),
  "-": ({ commands }) => commands.changeSpeed(-1),
};

/** Where keys have a meaning of their own. */
export const OWN_KEYS =
  "input:not([type=button], [type=checkbox], [type=submit]), textarea, select," +
  " [contenteditable]:not([contenteditable=false]), [role=slider], [role=radio], [role=radiogroup], [role=combobox], [role=listbox], [role=tab], [role=menu]," +
  " [role=spinbutton], [role=dialog]";

/** What Space presses, unless the pointer pressed it last: after a click on "XOR" a lecturer's Space means play. */
const PRESSABLE = "button, summary, [role=button], [role=switch], [role=checkbox], input";

/** @type {Set<Keyed>} */
const players = new Set();

/** @type {any} the element that the pointer pressed last, if the Tab key has not moved on since */
let pressed = null;

export function listenFor(player) {
  if (players.size === 0) document.addEventListener("keydown", onKey, true);
  players.add(player);
}

export function forget(player) {
  players.delete(player);
  if (players.size === 0) document.removeEventListener("keydown", onKey, true);
}

// For as long as the page lives: the click that leads to a player comes before the player does.
document.addEventListener("pointerdown", (event) => (pressed = event.target), true);

function onKey(event) {
  if (event.key === "Tab") pressed = null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const command = COMMANDS[event.key];
  const player = command && inView();
  if (!player || !player.tape || taken(event, player)) return;
  // Also keeps Space from pressing the focused transport button a second time.
  event.preventDefault();
  event.stopPropagation();
  command(player);
}

/** Does the focused element want this key for itself? */
function taken(event, player) {
  const focused = event.target instanceof Element ? event.target : document.body;
  // But for what is guessed there, before it plays.
  if (player.transport.element.contains(focused) && !focused.closest("[data-gs=guess]")) return false;
  if (left(focused, event.key)) return false;
  if (focused.closest(OWN_KEYS)) return true;
  if (listed(focused, event.key)) return true;
  const pressable = event.key === " " && focused.closest(PRESSABLE);
  return Boolean(pressable) && !(pressable.closest("label") ?? pressable).contains(pressed);
}

/** A picture that arrow keys turn lists them: "ArrowLeft ArrowRight"; one that Space does something to, "Space".  @param {Element} focused  @param {string} key */
export function listed(focused, key) {
  const picture = /** @type {HTMLElement|null} */ (focused.closest("[data-gs-keys]"));
  return Boolean(picture?.dataset.gsKeys?.split(" ").includes(key === " " ? "Space" : key));
}

/**
 * Lists and sliders keep the focus after the pointer has used them; a lecturer who has chosen an optimiser means the
 * stage. Whoever came there by keyboard means the list.
 */
function left(focused, key) {
  if (!pressed) return false;
  const list = focused.closest("[role=combobox]");
  if (list) return list.getAttribute("aria-expanded") !== "true";
  return key === " " && Boolean(focused.closest("[role=slider], input[type=range]"));
}

/** @returns {Keyed|null} the player with the largest part in the window */
export function inView() {
  let best = /** @type {Keyed|null} */ (null);
  let most = 0;
  for (const player of players) {
    const { top, bottom, width } = player.root.getBoundingClientRect();
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    if (player.root.isConnected && width * height > most) [most, best] = [width * height, player];
  }
  return best;
}
