// The engine: answers messages one after the other (`packaging/wasm`).

let engine = null;

/** The letters in the place of those that HTML does not leave alone (`dense` in `make.mjs`). */
const MOVED = [0, 13, 60];

/** The bytes of a text of which each letter has seven bits. */
function bytesOf(text) {
  const bytes = new Uint8Array(Math.floor((text.length * 7) / 8));
  let [held, count, at] = [0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const letter = text.charCodeAt(index);
    held = (held << 7) | (letter < 128 ? letter : MOVED[letter - 192]);
    count += 7;
    if (count < 8) continue;
    count -= 8;
    bytes[at] = held >> count;
    at += 1;
    held &= 127;
  }
  return bytes;
}

/** Begins with the engine as text: gzip of WebAssembly. */
async function begin(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compileStreaming(new Response(stream, { headers: { "content-type": "application/wasm" } }));
  const imports = {};
  // What libraries would ask of JavaScript, nobody needs: the time goes into no file.
  for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
  engine = (await WebAssembly.instantiate(module, imports)).exports;
}

/** The answer to a message: its head, and the bytes that come with it. */
function answer(head, bytes) {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const length = 4 + text.length + bytes.length;
  const room = engine.room(length);
  const message = new Uint8Array(engine.memory.buffer, room, length);
  new DataView(message.buffer, room).setUint32(0, text.length, true);
  message.set(text, 4);
  message.set(bytes, 4 + text.length);
  const at = engine.answer();
  const whole = new Uint8Array(engine.memory.buffer, at, engine.length());
  const end = 4 + new DataView(whole.buffer, at).getUint32(0, true);
  return { head: JSON.parse(new TextDecoder().decode(whole.subarray(4, end))), bytes: whole.slice(end) };
}

onmessage = async ({ data: { id, text, head, bytes } }) => {
  try {
    const done = text === undefined ? answer(head, bytes) : await begin(text);
    postMessage({ id, ...done }, done ? [done.bytes.buffer] : []);
  } catch (error) {
    postMessage({ id, failed: String(error) });
  }
};
