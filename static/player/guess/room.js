/** A class' room on the server, as a telephone sees it that its code has led here: it takes one guess of each. */

/** Not 0, 1, i, l and o: codes are read out and typed. */
const LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const CODE = /^[a-z2-9]{6}$/;

/** Random letters.  @param {number} count  @param {string} [letters] */
export function drawn(count, letters = LETTERS) {
  return Array.from(crypto.getRandomValues(new Uint32Array(count)), (number) => letters[number % letters.length]).join("");
}

/** What this browser session keeps under a name, made where there is none.  @param {string} name  @param {() => string} make */
export function sessionKept(name, make) {
  const key = `gradient-stage:${name}`;
  try {
    const kept = sessionStorage.getItem(key) ?? make();
    sessionStorage.setItem(key, kept);
    return kept;
  } catch {
    return make(); // storage is barred
  }
}

/** The room that the address names, if it does.  @param {URL} root  the app's own address  @param {string} lesson */
export function roomHere(root, lesson) {
  const code = new URL(location.href).searchParams.get("room") ?? "";
  return CODE.test(code) ? new Room(root, code, lesson) : null;
}

export class Room {
  /** The word that says what has become of the guess. */
  says = "guess_made";

  /** @param {URL} root  @param {string} code  @param {string} lesson */
  constructor(root, code, lesson) {
    this.url = new URL(`room/${code}`, root);
    this.code = code;
    this.lesson = lesson;
    this.token = sessionKept("token", () => drawn(22));
  }

  /** @param {unknown} guess  @param {() => void} then  once it is known what has become of it */
  async send(guess, then) {
    const status = await this.ask("POST", { lesson: this.lesson, token: this.token, guess });
    this.says = status === 204 ? "guess_sent" : status === 404 ? "guess_gone" : "guess_unsent";
    then();
  }

  /** @param {string} method  @param {object} body  @returns {Promise<number>} the answer's status; 0 without one */
  async ask(method, body) {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(this.url, { method, headers, body: JSON.stringify(body) }).catch(() => null);
    return answer?.status ?? 0;
  }
}
