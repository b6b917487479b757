// One session being observed: taps go in, and count as done only once the store has said so. Strictly one after the other.

import { Clock, gapSince, wall } from "./clock.js";
import { uuid7 } from "./identity.js";
import { append, FORMAT, lines } from "./store.js";

const CHECK = 300000; // an anchor every five minutes

export class Session {
  // changed: called when something was stored, or could not be
  constructor(db, session, device, changed) {
    Object.assign(this, { db, session, device, changed, operations: [], waiting: [], fault: "", lateBy: 0, seq: 0 });
    this.clock = new Clock(0);
    this.anchored = 0;
  }

  static async begin(db, device, header, actors, changed) {
    const one = new Session(db, uuid7(), device, changed);
    one.tap({ kind: "open", value: header }, ...actors);
    await one.settled();
    return one;
  }

  // After a reload or a kill: everything that was stored is there, and the gap is not observed.
  static async again(db, record, changed) {
    if (record.v !== FORMAT) throw new Error("Another version of this page wrote this session. It can only be handed over.");
    const one = new Session(db, record.session, record.device, changed);
    one.operations = (await lines(db, record.session)).map((line) => JSON.parse(line));
    one.goesOn();
    await one.settled();
    return one;
  }

  goesOn() {
    const last = this.operations.at(-1);
    const gap = gapSince(last.wall);
    this.clock = new Clock(last.t_ms + gap);
    this.anchored = last.t_ms + gap;
    this.put([{ kind: "anchor", value: { why: "restart", gap_ms: gap }, t_ms: last.t_ms + gap }]);
  }

  // Seen again after being in the background. Where a phone slept, its monotonic clock slept too: that is a gap like any other.
  async seenAgain() {
    await this.settled();
    if (this.clock.jumped() > 0) this.goesOn();
    else this.anchorIfDue();
  }

  // Tokens are given out once, also where an arrival was taken back: two families never share one.
  tokens() {
    return new Set([...this.operations, ...this.waiting.flat()].filter((one) => one.kind === "actor").map((one) => one.actor));
  }

  // Events get the time of the tap; with late entry switched on, also the earlier time at which they happened.
  tap(...said) {
    this.anchorIfDue();
    const now = said[0].kind === "open" ? 0 : this.clock.now();
    const late = this.lateBy ? { at_ms: Math.max(0, now - this.lateBy) } : {};
    this.put(said.map((one) => (EVENTS.has(one.kind) ? { ...late, ...one, t_ms: now } : { ...one, t_ms: now })));
  }

  anchorIfDue() {
    if (!this.operations.length) return;
    const now = this.clock.now();
    const why = this.clock.jumped() ? "clock" : now - this.anchored >= CHECK ? "check" : "";
    if (!why) return;
    this.anchored = now;
    this.put([{ kind: "anchor", value: { why }, t_ms: now }]);
  }

  put(taps) {
    this.waiting.push(taps.map((one) => ({ ...one, op_id: uuid7(), wall: wall() })));
    this.drain();
  }

  async drain() {
    if (this.draining) return;
    this.draining = true;
    while (this.waiting.length) {
      try {
        this.operations.push(...await append(this.db, this.session, this.device, this.waiting[0]));
        this.waiting.shift();
        this.fault = "";
      } catch (error) {
        this.fault = `NOT STORED: ${error.message || error.name}. Nothing is lost yet: keep this page open.`;
        this.changed(this);
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
    this.draining = false;
    this.changed(this);
  }

  async settled() {
    while (this.waiting.length) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  // Takes back one operation; an arrival takes its token back with it. Nothing is corrected while a correction is being stored:
  // a second press on a button that is not drawn anew yet would correct twice.
  takeBack(operation) {
    if (this.waiting.length) return;
    const all = [operation];
    if (operation.kind === "arrive" || operation.kind === "present") {
      const token = this.operations.find((one) => one.seq === operation.seq - 1);
      if (token?.kind === "actor" && token.actor === operation.actor) all.push(token);
    }
    this.put(all.map((one) => ({ kind: "void", voids: one.op_id, t_ms: this.clock.now() })));
  }

  bringBack(operation) {
    if (this.waiting.length) return;
    const taken = this.operations.findLast((one) => one.kind === "void" && one.voids === operation.op_id);
    this.put([{ kind: "void", voids: taken.op_id, t_ms: this.clock.now() }]);
  }

  // "Five seconds earlier" is a void and the same again with another time.
  earlier(operation, milliseconds) {
    if (this.waiting.length) return;
    const now = this.clock.now();
    const again = Object.fromEntries(COPIED.filter((name) => name in operation).map((name) => [name, operation[name]]));
    const at_ms = Math.max(0, (operation.at_ms ?? operation.t_ms) - milliseconds);
    this.put([{ kind: "void", voids: operation.op_id, t_ms: now }, { ...again, at_ms, t_ms: now }]);
  }
}

const COPIED = ["kind", "actor", "zone", "xy", "track", "code", "mods", "with", "certainty", "text", "value"];
export const EVENTS = new Set(["arrive", "present", "leave", "hide", "show", "zone", "code", "point", "note"]);
