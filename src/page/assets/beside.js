// An editor beside the page: what its cursor is in is marked here, and what is chosen here it
// shows.

import { can, choose, cursor } from "./api.js";

/** Tells the editor what somebody has chosen on the page. */
export function tell(place, at) {
  // What the page does by itself must not move the cursor of who writes in the editor.
  if (can.editor && document.hasFocus()) choose({ ...place, at }).catch(() => {});
}

/** Has `show` know where the cursor is, as long as the editor is there. */
export async function followCursor(show) {
  let moves = 0;
  while (can.editor) {
    try {
      const now = await cursor(moves);
      if (now.moves > moves && now.cursor) show(now.cursor);
      moves = now.moves;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}
