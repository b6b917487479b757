// The chips: what can be said about the token that is chosen, or about the session where none is.

import { button, dialog, h } from "./dom.js";
import { nextMode, mode } from "./modes.js";
import * as scan from "./scan.js";
import { STAFF, there } from "./state.js";

const LATE = [0, 60000, 120000, 300000, 600000];

function chip(text, onclick, attributes = {}) {
  return button(text, onclick, { class: "chip", "data-key": `chip ${text}`, ...attributes });
}

// Five buttons that stay in their place: nothing moves under a thumb. A mode says what the next taps mean.
export function actions(view) {
  const one = view.state.actors.get(view.selected);
  const without = { disabled: !one };
  const mode = (name, text, more) => chip(text, () => { view.mode = view.mode === name ? "" : name; view.render(); }, { ...more, "aria-pressed": String(view.mode === name) });
  const greeters = others(view);
  return [
    mode("with", "With…", without),
    greeters.length === 1 ? chip("Greeted", () => greet(view, one, greeters[0]), { disabled: one?.role !== "family" })
      : mode("greeted", "Greeted…", { disabled: one?.role !== "family" || !greeters.length }),
    chip(one?.hidden ? "In view" : "Out of view", () => view.tap({ kind: one.hidden ? "show" : "hide", actor: one.token }), { ...without, "data-key": "hide" }),
    chip("Leaves", () => { view.tap({ kind: "leave", actor: one.token }); view.choose(""); }, without),
    mode("moments", "Moments"),
  ];
}

function others(view) {
  return there(view.state).filter((one) => one.role !== "family");
}

function greet(view, one, by) {
  view.mode = "";
  view.tap({ kind: "point", code: "greeted", actor: one.token, with: [by.token], zone: one.zone });
}

export function chips(view) {
  const one = view.state.actors.get(view.selected);
  if (view.state.paused) return [chip("Observe again", () => view.tap({ kind: "resume" }), { class: "chip main" }), ...session(view)];
  if (view.mode === "moments") return moments(view, one);
  if (view.mode === "greeted") return others(view).map((by) => chip(`By ${by.token}`, () => greet(view, one, by)));
  if (one) return of(view, one);
  if (view.scan) {
    const missing = scan.left(view);
    return [
      chip(`All ${missing.length} left: same as last`, () => scan.same(view, missing), { disabled: !missing.length }),
      chip("End the scan", () => scan.end(view), { class: "chip main" }),
    ];
  }
  return session(view);
}

function of(view, one) {
  const family = one.role === "family";
  const codes = family ? view.setup.ethogram.families : view.setup.ethogram.practitioners;
  const found = [];
  if (view.scan && !view.state.scan.marked.has(one.token)) {
    found.push(chip("Same as last", () => { scan.same(view, [one]); view.choose(""); }, { class: "chip main" }));
    found.push(chip("Not visible", () => { view.scan.unseen.add(one.token); view.choose(""); }));
  }
  for (const [code, label] of Object.entries(codes)) {
    const holds = one.code === code;
    found.push(chip(label, () => view.act(one, holds ? "" : code), { "aria-pressed": String(holds) }));
  }
  // who stands beside is one tap; who does not is found with "With…" and the tray
  for (const { token, zone } of there(view.state)) {
    const holds = one.with.includes(token);
    if (one.code && token !== one.token && (zone === one.zone || holds)) found.push(chip(`With ${token}`, () => view.meets(one, token), { "aria-pressed": String(holds) }));
  }
  found.push(chip(one.focal ? "Stop following" : "Follow", () => view.tap({ kind: one.focal ? "focal_stop" : "focal_start", actor: one.token })));
  if (family) found.push(chip("Does not want to be watched", () => { view.tap({ kind: "optout", actor: one.token }); view.choose(""); }));
  return found;
}

function moments(view, one) {
  return Object.entries(view.setup.ethogram.moments).filter(([code]) => code !== "greeted").map(([code, label]) => chip(label, () => {
    view.mode = "";
    view.tap({ kind: "point", code, actor: one?.token, zone: one?.zone });
  }));
}

function session(view) {
  const late = LATE[(LATE.indexOf(view.session.lateBy) + 1) % LATE.length];
  const lateNow = view.session.lateBy / 60000;
  return [
    chip("Family already here", () => view.comes("family", "present")),
    chip("Staff comes", () => staff(view)),
    chip(lateNow ? `Late: ${lateNow} min ago` : "Late entry: off", () => { view.session.lateBy = late; view.render(); }, { "aria-pressed": String(lateNow > 0), "data-key": "late" }),
    view.state.paused ? null : chip("Pause", () => view.tap({ kind: "pause" })),
    chip(`Light: ${mode()}`, () => { nextMode(); view.render(); }, { "data-key": "light" }),
    chip("Sessions and hand-over", () => view.away()),
    chip("End the session", () => finish(view)),
  ].filter(Boolean);
}

function staff(view) {
  dialog("Who comes?", (close) => h("div", { class: "chips" }, Object.entries(STAFF).map(([role, [, label]]) => chip(label, () => { view.comes(role, "arrive"); close(); }))));
}

function finish(view) {
  dialog("End the session?", (close) => {
    const heads = h("input", { type: "number", id: "heads", min: 0, max: 999, inputmode: "numeric" });
    return [
      h("p", {}, "Who is still here counts as here at least until now."),
      h("label", { for: "heads" }, "Families counted at the door, if you counted"), heads,
      button("End it now", async () => {
        if (heads.value !== "") view.tap({ kind: "context", value: { head_count_in: Math.max(0, Math.round(Number(heads.value))) } });
        view.tap({ kind: "close" });
        close();
        await view.away();
      }, { class: "wide main" }),
    ];
  });
}
