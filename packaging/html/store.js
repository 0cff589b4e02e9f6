// What the browser keeps: files by their paths, and the folders that were opened.

/** The database; none where the browser keeps nothing. */
const opened = new Promise((resolve) => {
  try {
    const asked = indexedDB.open("jixiao", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("files");
      asked.result.createObjectStore("folders", { keyPath: "path" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

export const keeps = async () => (await opened) !== null;

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Does something with a store; ends when it is kept. */
async function within(name, mode, act) {
  const database = await opened;
  if (!database) return [];
  const transaction = database.transaction(name, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const result = act(transaction.objectStore(name));
  const found = result && (await Promise.all(result.map(answer)));
  await done;
  return found;
}

/** All that is in a folder. */
const below = (folder) => IDBKeyRange.bound(`${folder}/`, `${folder}/\uffff`);

/** The files of a folder, as pairs of paths and bytes. */
export async function read(folder) {
  const [paths = [], files = []] = await within("files", "readonly", (store) => [store.getAllKeys(below(folder)), store.getAll(below(folder))]);
  return paths.map((path, index) => [path, files[index]]);
}

/** Writes files, all or none; those without bytes are deleted. */
export const write = (files) => within("files", "readwrite", (store) => {
  for (const [path, bytes] of files) {
    if (bytes) store.put(bytes, path);
    else store.delete(path);
  }
});

/** The folders, the one that was used last first. */
export async function folders() {
  const [found = []] = await within("folders", "readonly", (store) => [store.getAll()]);
  return found.sort((a, b) => b.used - a.used);
}

/** Remembers a folder; with its handle, where it is one of the machine. */
export const remember = (path, handle) => within("folders", "readwrite", (store) => { store.put({ path, handle, used: Date.now() }); });
