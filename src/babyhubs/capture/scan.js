// Scans: everybody who is there, once, every few minutes. One that was due and not made leaves a line that says so.

import { there } from "./state.js";

export function left(view) {
  return there(view.state).filter((one) => !view.state.scan.marked.has(one.token) && !view.scan.unseen.has(one.token) && !one.hidden);
}

export function begin(view) {
  view.scan = { number: view.state.scans + 1, unseen: new Set() };
  view.scan.last = view.session.clock.now();
  view.state.scan = { number: view.scan.number, marked: new Set(), done: false };
  view.selected = "";
  view.render();
}

// "Same as last": as the screen has it now. Whoever changed is put right first, with the ordinary taps.
export function same(view, actors) {
  const rows = actors.map((one) => ({
    kind: "scan", actor: one.token, zone: one.zone, code: one.code, with: one.with, value: { scan: view.scan.number },
  }));
  if (rows.length) view.tap(...rows);
}

export function end(view) {
  const missing = left(view);
  const hidden = there(view.state).filter((one) => one.hidden).map((one) => one.token);
  const unseen = [...new Set([...view.scan.unseen, ...hidden])].sort();
  const none = !view.state.scan.marked.size && missing.length > 0;
  const missed = none ? true : [...new Set(missing.map((one) => one.zone).filter(Boolean))].sort();
  const number = view.scan.number;
  view.scan = null;
  view.tap({ kind: "scan_end", value: { scan: number, ...(unseen.length ? { unseen } : {}), ...(none || missed.length ? { missed } : {}) } });
}

// Asked every second. due: the start of the interval that is running; a whole interval without a scan is a missed one.
export function watchTheClock(view) {
  const every = (view.state.header.protocol?.scan_every_s ?? 0) * 1000;
  if (!every || view.state.closed) return 0;
  const now = view.session.clock.now();
  if (view.state.paused || view.due === undefined) {
    view.due = Math.ceil((now + 1) / every) * every;
    return view.due - now;
  }
  const last = Math.max(view.state.scan.at ?? 0, view.scan?.last ?? 0);
  if (now >= view.due && !view.rung) {
    view.rung = true;
    navigator.vibrate?.(200);
  }
  if (now >= view.due && last >= view.due) {
    view.due += every;
    view.rung = false;
  } else if (now >= view.due + every) {
    view.due += every;
    view.rung = false;
    if (!view.scan) view.tap({ kind: "scan_end", value: { scan: view.state.scans + 1, missed: true } });
  }
  return view.due - now;
}
