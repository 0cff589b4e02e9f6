// The worker in which the engine is, one message after the other.

let worker = null;
let last = 0;
const waiting = new Map();

function post(message, transfer = []) {
  last += 1;
  const id = last;
  worker.postMessage({ id, ...message }, transfer);
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

function start() {
  const source = document.getElementById("worker").textContent;
  worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
  worker.onmessage = ({ data: { id, failed, ...answer } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) resolve(answer);
    else reject(new Error(failed));
  };
  return post({ text: document.getElementById("engine").textContent })
    .then(() => post({ head: { do: "speak", language: document.documentElement.lang }, bytes: new Uint8Array() }));
}

let ready = start();

/** Asks the engine: a head, and the bytes that come with it. Fails where the engine does, which
 * is started anew and has no files then. */
export async function ask(head, bytes = new Uint8Array()) {
  await ready;
  try {
    return await post({ head, bytes });
  } catch (error) {
    worker.terminate();
    waiting.forEach(({ reject }) => reject(error));
    waiting.clear();
    ready = start();
    throw error;
  }
}
