// What is written goes to the program, one change after the other. What has not arrived is kept
// in the browser, whatever becomes of the program or the disk, and offered again.

import { Conflict, Gone, Refused } from "./api.js";
import { askFor, button, element, say } from "./dom.js";
import { words } from "./words.js";

const RETRY = 2000;

export class Saving {
  /** `send(job)` asks the program, `accept(answer)` takes what it says, and
   * `conflict(found)` what the file says now instead; `store` is the name of what is kept. */
  constructor({ store, send, accept, conflict }) {
    Object.assign(this, { store, send, accept, conflict });
    this.queue = [];
    /** What could not be saved, by its place, until that is saved or somebody has read it. */
    this.lost = [];
    this.running = false;
  }

  /** Hands on a change, which `make()` gives when its turn comes; `key` is its place. What is
   * written there meanwhile goes with it. */
  add(job) {
    const waiting = this.queue.find((other, index) => (index > 0 || !this.running) && other.key === job.key && other.run === job.run);
    if (waiting && job.run) Object.assign(waiting, { make: job.make, settle: job.settle });
    else this.queue.push(job);
    this.keep();
    this.work();
  }

  /** What was not saved last time; whether there was something. */
  restore() {
    let left = [];
    try {
      left = JSON.parse(localStorage.getItem(this.store) ?? "[]");
    } catch {
      // A browser that keeps nothing has nothing to offer.
    }
    left.forEach(({ key, change, before }) => this.queue.push({ key, make: () => change, before: () => before }));
    return left.length > 0;
  }

  keep() {
    try {
      const left = this.queue.map(({ key, make, before }) => ({ key, change: make(), before: before?.() }));
      if (left.length) localStorage.setItem(this.store, JSON.stringify(left));
      else localStorage.removeItem(this.store);
    } catch {
      // A browser that keeps nothing still saves to the file.
    }
  }

  async idle() {
    while (this.running) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async work() {
    if (this.running) return;
    this.running = true;
    say(words("saving"));
    while (this.queue.length) {
      const job = this.queue[0];
      try {
        job.change = job.make();
        const answer = await this.send({ ...job, before: job.before?.() });
        this.queue.shift();
        this.accept(answer);
        job.settle?.();
        this.lost = this.lost.filter(({ key }) => key !== job.key);
      } catch (error) {
        if (error instanceof Gone || (error instanceof Refused && error.again)) {
          say(error instanceof Refused ? `${error.message}。${words("keptHere")}` : words(error.restarted ? "restarted" : "gone"), true);
          await new Promise((resolve) => setTimeout(resolve, RETRY));
          continue;
        }
        if (error instanceof Conflict) {
          if (await this.resolved(error.found, job)) continue;
        } else {
          job.settle?.();
          const { text, options, items } = job.change ?? {};
          const written = text ?? (options ?? items ?? []).join("、");
          this.lost.push({ key: job.key, what: `${error.message}${written ? `。${words("notWritten")}${written}` : ""}` });
        }
        this.queue.shift();
      }
      this.keep();
    }
    this.running = false;
    this.tell(words("saved"));
  }

  /** Says something, where there is nothing left to say of what could not be saved. */
  tell(text) {
    if (!this.lost.length) return say(text);
    const read = () => { this.lost = []; say(""); };
    say(this.lost.map(({ what }) => what).join("；"), true, " ", button(words("understood"), read, { class: "link" }));
  }

  /** Asks which of two texts counts; whether the change is to be sent again. */
  async resolved(found, job) {
    const { change } = job;
    // It had arrived, and the answer had not.
    if (change.text !== undefined && found.there === change.text) {
      this.conflict(found, null);
      job.settle?.();
      return false;
    }
    if (job.before?.() === undefined || change.text === undefined) {
      this.conflict(found);
      job.settle?.();
      this.lost.push({ key: job.key, what: words("changedElsewhere") });
      return false;
    }
    const version = (title, text) => element("div", {}, element("h3", {}, words(title)), element("blockquote", {}, text));
    const answer = await askFor({
      title: words("conflictTitle"),
      text: element("div", { class: "versions" }, version("mine", change.text), version("theirs", found.there ?? "")),
      yes: words("conflictMine"),
      no: words("conflictTheirs"),
    });
    if (!answer) {
      document.activeElement?.blur?.();
      this.queue = this.queue.filter((other) => other === job || other.key !== job.key);
      this.conflict(found, change);
      job.settle?.();
      return false;
    }
    this.conflict(found, null);
    job.before = () => found.there;
    return true;
  }
}
