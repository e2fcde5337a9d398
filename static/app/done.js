/** Which lessons somebody has done, the latest last. It stays in this browser: nobody is told. */

const KEY = "gradient-stage:lessons";
const MOST = 200; // as many lessons as a course may have

const listeners = new Set();

/** @returns {string[]} their names */
export function done() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string").slice(-MOST) : [];
  } catch {
    return []; // storage is barred, or holds something else
  }
}

/** @param {string} name */
export function finish(name) {
  if (!done().includes(name)) write([...done(), name]);
}

export function forgetAll() {
  write([]);
}

/** Be told of each change, in other windows too. @returns {() => void} the end of that */
export function onDone(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function write(names) {
  try {
    if (names.length) localStorage.setItem(KEY, JSON.stringify(names.slice(-MOST)));
    else localStorage.removeItem(KEY);
  } catch { /* as above */ }
  tell();
}

function tell() {
  for (const listener of listeners) listener();
}

addEventListener("storage", tell);
