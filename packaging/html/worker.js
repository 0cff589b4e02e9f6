// The engine: answers messages one after the other (`packaging/wasm`).

let engine = null;

/** Begins with the engine as text: base64 of gzip of WebAssembly. */
async function begin(text) {
  const packed = Uint8Array.fromBase64 ? Uint8Array.fromBase64(text) : Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
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
