// Where the taps are kept: IndexedDB, each tap in a transaction of its own that is on the disk before it counts.
// Version 1 of the database. A later version adds to it and never starts anew: an older page then refuses to open it.

import { canonical, sha256 } from "./canonical.js";
import { deviceName } from "./identity.js";

export const NAME = "babyhubs-capture";
export const SCHEMA = 1; // of the database
export const FORMAT = 1; // of an operation: `v`
const FIRST = "0".repeat(64);

// place: the page's own, where a workbench serves several: a session belongs to the programme that it was begun in.
export function openStore(place = "") {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME + place, SCHEMA);
    request.onupgradeneeded = (event) => {
      if (event.oldVersion < 1) {
        request.result.createObjectStore("sessions", { keyPath: "session" });
        request.result.createObjectStore("settings");
        const made = request.result.createObjectStore("operations", { keyPath: ["session", "seq"] });
        made.createIndex("op_id", "op_id", { unique: true });
      }
    };
    request.onblocked = () => reject(new Error("The page is open in another tab. Close that one."));
    request.onerror = () => reject(request.error.name === "VersionError"
      ? new Error("A newer version of this page has written here. Go online and open the page again.") : request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

function transaction(db, stores, work) {
  return new Promise((resolve, reject) => {
    const one = db.transaction(stores, "readwrite", { durability: "strict" });
    let found;
    one.oncomplete = () => resolve(found);
    one.onabort = () => reject(one.error ?? new Error("The browser did not store it."));
    work(one, (value) => { found = value; });
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// Adds taps of one session, all or none, and gives the operations once they are on the disk.
// The last sequence number and hash are read in the same transaction: no second tab can take the same place.
export function append(db, session, device, taps) {
  return transaction(db, ["sessions", "operations"], (one, give) => {
    const operations = one.objectStore("operations");
    one.objectStore("sessions").get(session).onsuccess = (event) => {
      const head = event.target.result ?? { session, device, seq: 0, head: FIRST, t_ms: 0, v: FORMAT, began: taps[0].wall };
      // a tap that was stored although its answer got lost is not stored twice
      operations.index("op_id").getKey(taps[0].op_id).onsuccess = (known) => {
        if (known.target.result) {
          give([]);
          return;
        }
        give(taps.map((tap) => {
          const content = operation(tap, head);
          const line = canonical(content);
          operations.add({ session, seq: content.seq, op_id: content.op_id, line });
          Object.assign(head, { seq: content.seq, t_ms: content.t_ms, wall: content.wall, head: sha256(line) });
          if (content.kind === "open") head.header = content.value;
          if (content.kind === "close") head.closed = true;
          return content;
        }));
        one.objectStore("sessions").put(head);
      };
    };
  });
}

function operation(tap, head) {
  const said = Object.entries(tap).filter(([, value]) => value !== undefined && value !== null && value !== ""
    && !(Array.isArray(value) && !value.length) && !(value.constructor === Object && !Object.keys(value).length));
  const content = { ...Object.fromEntries(said), v: FORMAT, session: head.session, device: head.device };
  content.seq = head.seq + 1;
  content.prev = head.head;
  content.t_ms = Math.max(head.t_ms, tap.t_ms);
  if (content.at_ms !== undefined) content.at_ms = Math.min(Math.max(0, content.at_ms), content.t_ms);
  return content;
}

export async function device(db) {
  return transaction(db, ["settings"], (one, give) => {
    const store = one.objectStore("settings");
    store.get("device").onsuccess = (event) => {
      const name = event.target.result ?? deviceName();
      store.put(name, "device");
      give(name);
    };
  });
}

export async function sessions(db) {
  const all = await asked(db.transaction("sessions").objectStore("sessions").getAll());
  return all.sort((one, other) => (one.session < other.session ? 1 : -1));
}

export async function lines(db, session) {
  const range = IDBKeyRange.bound([session, 0], [session, Infinity]);
  const all = await asked(db.transaction("operations").objectStore("operations").getAll(range));
  return all.map((one) => one.line);
}

// Only after the observer has shown a copy with the same head: handover.js.
export function forget(db, session) {
  return transaction(db, ["sessions", "operations"], (one) => {
    one.objectStore("sessions").delete(session);
    one.objectStore("operations").delete(IDBKeyRange.bound([session, 0], [session, Infinity]));
  });
}

// A write and a read of something worthless: does the browser store at all?
export async function tryOut(db) {
  const mark = deviceName();
  await transaction(db, ["settings"], (one) => one.objectStore("settings").put(mark, "trial"));
  return (await asked(db.transaction("settings").objectStore("settings").get("trial"))) === mark;
}
