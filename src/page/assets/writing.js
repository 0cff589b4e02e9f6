// Inputs in which somebody writes. Nobody touches one meanwhile: an input method composes
// undisturbed, and what is written is handed on when it pauses, ends, or leaves the field.

const PAUSE = 300;

/** Hands on what is written in an input: `write(text)`. */
export function watched(input, write) {
  let timer = null;
  let composing = false;
  let handed = input.value;
  const hand = () => {
    clearTimeout(timer);
    timer = null;
    if (composing || input.value === handed) return;
    handed = input.value;
    write(input.value);
  };
  input.addEventListener("compositionstart", () => { composing = true; });
  // Some input methods end without an `input`.
  input.addEventListener("compositionend", () => { composing = false; hand(); });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (!composing) timer = setTimeout(hand, PAUSE);
  });
  for (const name of ["change", "blur"]) {
    input.addEventListener(name, () => { composing = false; hand(); });
  }
  /** Shows what the file says, unless somebody is writing here. */
  input.show = (text) => {
    const busy = composing || timer !== null || (document.activeElement === input && input.value !== handed);
    if (busy || input.value === text) return;
    input.value = text;
    handed = text;
  };
  return input;
}
