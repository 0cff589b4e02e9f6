// Inputs in which somebody writes. Nobody touches one meanwhile: an input method composes
// undisturbed, and what is written is handed on at once, or when it pauses, ends, or leaves
// the field.

import { say } from "./dom.js";
import { words } from "./words.js";

/** Hands on what is written in an input: `write(text, job)`, where the job says what the file
 * is taken to say (`before()`), what is to be done once the change is saved (`settle()`) and
 * the number of the run of typing. `pause` is how long it waits, in milliseconds;
 * `holds(text)` says that a text is not to be handed on while it is typed. */
export function watched(input, write, { pause = 0, holds = () => false } = {}) {
  let timer = null;
  let composing = false;
  let handed = input.value;
  // What the file said when this was written, and what it says now.
  let base = input.value;
  let said = input.value;
  // What was written last and is still on its way; nothing that the file says counts meanwhile.
  let underway = null;
  let run = 0;
  let announced = false;
  const hand = () => {
    clearTimeout(timer);
    timer = null;
    if (composing) return;
    // What was typed and taken back again is as it was saved.
    if (input.value === handed && announced) say(words("saved"));
    announced = false;
    if (input.value === handed) return;
    handed = input.value;
    const own = {};
    underway = own;
    const settle = () => {
      base = said;
      if (underway === own) underway = null;
    };
    write(input.value, { run, before: () => base, settle });
  };
  input.addEventListener("focus", () => { run = nextRun(); });
  input.addEventListener("compositionstart", () => { composing = true; });
  // Some input methods end without an `input`.
  input.addEventListener("compositionend", () => { composing = false; hand(); });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = null;
    if (composing) return;
    if (!pause) return hand();
    announced = true;
    say(words("saving"));
    if (!holds(input.value)) timer = setTimeout(hand, pause);
    return undefined;
  });
  for (const name of ["change", "blur"]) {
    input.addEventListener(name, () => { composing = false; hand(); });
  }
  /** Shows what the file says, unless somebody is writing here. */
  input.show = (text) => {
    const isNew = text !== said;
    said = text;
    const focused = document.activeElement === input;
    if (composing || timer !== null || underway || input.value !== handed) return;
    // White space at the end is on its way to more.
    if (focused && (!isNew || input.value.trimEnd() === text.trimEnd())) return;
    input.reset(text);
  };
  /** Shows what the file says, whatever was written here. */
  input.reset = (text) => {
    if (input.value !== text) input.value = text;
    handed = text;
    base = text;
    said = text;
    underway = null;
  };
  return input;
}

let runs = Date.now();

function nextRun() {
  runs += 1;
  return runs;
}
