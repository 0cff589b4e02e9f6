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

/** Asks the browser not to clear it away when the disk is full; that is for the browser, or for
 * whoever it asks, to say. */
export const protect = () => navigator.storage?.persist?.().catch(() => {});

/** How many bytes it has of this page, and may have; none where the browser does not say. */
export async function room() {
  const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return quota ? { usage, quota } : null;
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Does something with stores, all of it or nothing; ends when it is kept. */
async function within(names, mode, act) {
  const database = await opened;
  if (!database) return [];
  const transaction = database.transaction(names, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  done.catch(() => {});
  try {
    const result = act(...names.map((name) => transaction.objectStore(name)));
    const found = result && (await Promise.all(result.map(answer)));
    await done;
    return found;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It has ended.
    }
    throw error;
  }
}

/** All that is in a folder. */
const below = (folder) => IDBKeyRange.bound(`${folder}/`, `${folder}/\uffff`);

/** The files of a folder, as pairs of paths and bytes. */
export async function read(folder) {
  const [paths = [], files = []] = await within(["files"], "readonly", (store) => [store.getAllKeys(below(folder)), store.getAll(below(folder))]);
  return paths.map((path, index) => [path, files[index]]);
}

/** The paths of a folder's files, without those of folders in it that were opened themselves. */
export async function names(folder) {
  const [paths = [], known = []] = await within(["files", "folders"], "readonly", (files, folders) => [files.getAllKeys(below(folder)), folders.getAllKeys(below(folder))]);
  return paths.filter((path) => !known.some((inner) => path.startsWith(`${inner}/`)));
}

/** Writes files, all or none; those without bytes are deleted. */
export const write = (files) => within(["files"], "readwrite", (store) => {
  for (const [path, bytes] of files) {
    if (bytes) store.put(bytes, path);
    else store.delete(path);
  }
});

/** The folders, the one that was used last first. */
export async function folders() {
  const [found = []] = await within(["folders"], "readonly", (store) => [store.getAll()]);
  return found.sort((a, b) => b.used - a.used);
}

/** Remembers something of a folder: when it was `used`, `changed`, `packed` as an archive or
 * `deleted`, and its `handle`, where it is one of the machine. */
export const note = (path, facts) => within(["folders"], "readwrite", (store) => {
  const asked = store.get(path);
  asked.onsuccess = () => store.put({ ...asked.result, ...facts, path });
});

/** Forgets a folder, and deletes its files. */
export async function erase(path) {
  const own = await names(path);
  await within(["files", "folders"], "readwrite", (files, folders) => {
    own.forEach((name) => files.delete(name));
    folders.delete(path);
  });
}

/** Has a folder be at another path, with all that is known of it. */
export async function move(from, to, facts = {}) {
  const own = new Set(await names(from));
  const found = (await read(from)).filter(([path]) => own.has(path));
  await within(["files", "folders"], "readwrite", (files, folders) => {
    for (const [path, bytes] of found) {
      files.put(bytes, to + path.slice(from.length));
      files.delete(path);
    }
    const asked = folders.get(from);
    asked.onsuccess = () => {
      folders.put({ ...asked.result, ...facts, path: to });
      folders.delete(from);
    };
  });
}
