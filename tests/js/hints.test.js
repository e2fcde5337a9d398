import assert from "node:assert/strict";
import { test } from "node:test";
import { firstSentence } from "../../static/player/shared/hints.js";

test("the first sentence of a hint is what stands under the title", () => {
  assert.equal(firstSentence("Darker is lower; η = 0.1. A click sets the start."), "Darker is lower; η = 0.1.");
  assert.equal(firstSentence("濃いほど低い所です。クリックで出発点を決めます。"), "濃いほど低い所です。");
  assert.equal(firstSentence("How it changes"), "How it changes");
});
