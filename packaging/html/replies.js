// What the page is answered here, as the program answers it.

import { words } from "./words.js";

export const done = (answer = {}) => ({ status: "done", answer });

export const refused = (what, help, again = false) => ({ status: "refused", answer: { what, help, again } });

/** What a folder is called; one that was deleted has the time behind its path. */
export const nameOf = (path) => path.split("\t")[0].split("/").at(-1);

export const openElsewhere = (path) => refused(words("openElsewhere", { name: nameOf(path) }), words("closeThere"));
