// A folder of the machine that the browser was permitted to read and write.

/** What belongs to a folder of projects. */
const KINDS = /\.(ya?ml|json|jsonl|csv|md|txt|xlsx|xlsm|pdf|ofd|otf|ttf|ttc)$/i;

/** So many bytes of files are read, and so many files. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_FILES = 20000;

/** There are too many. */
export class TooMuch extends Error {}

/** Whether a file of this name belongs to a folder of projects. */
export const belongs = (name) => KINDS.test(name);

/** Whether files are not too many. */
export const fits = (files) => files.length <= MOST_FILES && files.reduce((sum, { size }) => sum + size, 0) <= MOST_BYTES;

/** Whether the browser lets a page into a folder of the machine. */
export const can = "showDirectoryPicker" in globalThis;

/** So many files are asked for at once. */
const AT_ONCE = 32;

/** Does something with each of a list, so many at once. */
async function together(list, act) {
  for (let at = 0; at < list.length; at += AT_ONCE) await Promise.all(list.slice(at, at + AT_ONCE).map(act));
}

const unlessGone = (error) => {
  if (error.name !== "NotFoundError") throw error;
  return null;
};

/** Has a folder chosen, for something that has an `id`, beginning in another; null where the person
 * thinks better of it. */
export async function choose(id, startIn) {
  try {
    return await showDirectoryPicker({ id, mode: "readwrite", ...(startIn && { startIn }) });
  } catch (error) {
    if (error.name === "AbortError") return null;
    throw error;
  }
}

/** Whether a folder may be read and written; asks, where somebody has just clicked. */
export async function permitted(handle) {
  const asked = { mode: "readwrite" };
  return (await handle.queryPermission?.(asked) ?? "granted") === "granted" || (await handle.requestPermission(asked)) === "granted";
}

/** A folder of the machine, under a path. */
export class Folder {
  constructor(handle, path) {
    this.handle = handle;
    this.path = path;
    /** When each file was changed last, as far as it is known. */
    this.times = new Map();
  }

  /** The files there are, as pairs of paths and what gives the file. */
  async* walk(handle, path) {
    for await (const [name, entry] of handle.entries()) {
      const own = `${path}/${name}`;
      if (entry.kind === "directory") {
        if (name !== ".git" && name !== "node_modules") yield* this.walk(entry, own);
      } else if (belongs(name)) yield [own, entry];
    }
  }

  /** What is new, another than it was, or gone; it is not taken yet. */
  async changed() {
    const before = new Map(this.times);
    const entries = [];
    for await (const entry of this.walk(this.handle, this.path)) {
      if (entries.push(entry) > MOST_FILES) throw new TooMuch();
    }
    const found = [];
    let left = MOST_BYTES;
    await together(entries, async ([path, entry]) => {
      const file = await entry.getFile().catch(unlessGone);
      if (!file) return;
      const known = before.get(path);
      before.delete(path);
      if (known === file.lastModified) return;
      left -= file.size;
      if (left < 0) throw new TooMuch();
      found.push({ path, known, time: file.lastModified, bytes: new Uint8Array(await file.arrayBuffer()) });
    });
    for (const [path, known] of before) found.push({ path, known, bytes: null });
    return found;
  }

  /** Takes what was found, as pairs of paths and bytes, but for what was written here since. */
  accept(found) {
    const others = found.filter(({ path, known }) => this.times.get(path) === known);
    for (const { path, time, bytes } of others) {
      if (bytes) this.times.set(path, time);
      else this.times.delete(path);
    }
    return others.map(({ path, bytes }) => [path, bytes]);
  }

  /** A file by its path: the folder that it is in, and its name. */
  async place(path, create) {
    const parts = path.slice(this.path.length + 1).split("/");
    const name = parts.pop();
    let folder = this.handle;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create });
    return [folder, name];
  }

  /** A file where it is another than it was: its bytes, or null where it has gone; undefined
   * where it is as it was. */
  async look(path) {
    try {
      const [folder, name] = await this.place(path, false);
      const file = await (await folder.getFileHandle(name)).getFile();
      if (this.times.get(path) === file.lastModified) return undefined;
      this.times.set(path, file.lastModified);
      return new Uint8Array(await file.arrayBuffer());
    } catch (error) {
      if (error.name !== "NotFoundError") throw error;
      // Where the whole folder has gone, this fails, too.
      await this.handle.keys().next();
      return this.times.delete(path) ? null : undefined;
    }
  }

  /** Writes a file, as a whole or not at all; deletes it where there are no bytes. */
  async write(path, bytes) {
    if (!bytes) {
      await this.place(path, false).then(([folder, name]) => folder.removeEntry(name)).catch(unlessGone);
      this.times.delete(path);
      return;
    }
    const [folder, name] = await this.place(path, true);
    const handle = await folder.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    this.times.set(path, (await handle.getFile()).lastModified);
  }

  /** Writes files, as pairs of paths and bytes; `done` is told of each. */
  async writeAll(files, done = () => {}) {
    await together(files, async ([path, bytes]) => {
      await this.write(path, bytes);
      done(path);
    });
  }
}
