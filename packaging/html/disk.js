// A folder of the machine that the browser was permitted to read and write.

/** What belongs to a folder of projects. */
const KINDS = /\.(ya?ml|json|jsonl|csv|md|txt|xlsx|xlsm|pdf|ofd|otf|ttf|ttc)$/i;

/** So many bytes of files are read, and so many files. */
const MOST_BYTES = 256 * 2 ** 20;
const MOST_FILES = 20000;

/** There are too many. */
export class TooMuch extends Error {}

/** Whether the browser lets a page into a folder of the machine. */
export const can = "showDirectoryPicker" in globalThis;

/** Has a folder chosen; null where the person thinks better of it. */
export async function choose() {
  try {
    return await showDirectoryPicker({ id: "jixiao", mode: "readwrite" });
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
      } else if (KINDS.test(name)) yield [own, entry];
    }
  }

  /** The files that are new or others than they were, as pairs of paths and bytes, without those
   * where they have gone. */
  async changed() {
    const seen = new Set();
    const found = [];
    let left = MOST_BYTES;
    for await (const [path, entry] of this.walk(this.handle, this.path)) {
      seen.add(path);
      if (seen.size > MOST_FILES) throw new TooMuch();
      const file = await entry.getFile();
      if (this.times.get(path) === file.lastModified) continue;
      left -= file.size;
      if (left < 0) throw new TooMuch();
      found.push([path, new Uint8Array(await file.arrayBuffer())]);
      this.times.set(path, file.lastModified);
    }
    for (const path of [...this.times.keys()].filter((path) => !seen.has(path))) {
      this.times.delete(path);
      found.push([path, null]);
    }
    return found;
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
      return this.times.delete(path) ? null : undefined;
    }
  }

  /** Writes a file, as a whole or not at all; deletes it where there are no bytes. */
  async write(path, bytes) {
    const [folder, name] = await this.place(path, Boolean(bytes));
    if (!bytes) {
      await folder.removeEntry(name).catch((error) => { if (error.name !== "NotFoundError") throw error; });
      this.times.delete(path);
      return;
    }
    const handle = await folder.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    await stream.write(bytes);
    await stream.close();
    this.times.set(path, (await handle.getFile()).lastModified);
  }
}
