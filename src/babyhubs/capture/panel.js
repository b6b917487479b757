// The chips: what can be said about the token that is chosen, or about the session where none is.

import { button, dialog, h } from "./dom.js";
import { nextMode, mode } from "./modes.js";
import * as scan from "./scan.js";
import { nextToken, there } from "./state.js";

const LATE = [0, 60000, 120000, 300000, 600000];
const COMING = { health_visitor: "Health visitor", nursery_nurse: "Nursery nurse", student: "Student", gp: "GP", peer_supporter: "Peer supporter", volunteer: "Volunteer", interpreter: "Interpreter", other: "Somebody else" };

function chip(text, onclick, attributes = {}) {
  return button(text, onclick, { class: "chip", "data-key": `chip ${text}`, ...attributes });
}

// Four buttons that stay in their place.
export function actions(view) {
  const one = view.state.actors.get(view.selected);
  const without = { disabled: !one };
  return [
    chip("With…", () => { view.company = !view.company; view.moments = false; view.render(); }, { ...without, "aria-pressed": String(view.company) }),
    chip(one?.hidden ? "In view" : "Out of view", () => view.tap({ kind: one.hidden ? "show" : "hide", actor: one.token }), without),
    chip("Leaves", () => { view.tap({ kind: "leave", actor: one.token }); view.choose(""); }, without),
    chip("Moments", () => { view.moments = !view.moments; view.company = false; view.render(); }, { "aria-pressed": String(view.moments) }),
  ];
}

export function chips(view) {
  const one = view.state.actors.get(view.selected);
  if (view.state.paused) return [chip("Observe again", () => view.tap({ kind: "resume" }), { class: "chip main" }), ...session(view)];
  if (view.moments) return moments(view, one);
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
  if (family && !one.greeted) {
    for (const other of there(view.state).filter((actor) => actor.role !== "family")) {
      found.push(chip(`Greeted by ${other.token}`, () => view.tap({ kind: "point", code: "greeted", actor: one.token, with: [other.token], zone: one.zone }), { class: "chip greet" }));
    }
  }
  for (const code of codes) {
    const holds = one.code === code.id;
    found.push(chip(code.label, () => view.act(one, holds ? undefined : code.id), { "aria-pressed": String(holds) }));
  }
  found.push(chip(one.focal ? "Stop following" : "Follow", () => view.tap({ kind: one.focal ? "focal_stop" : "focal_start", actor: one.token })));
  if (family) found.push(chip("Does not want to be watched", () => { view.tap({ kind: "optout", actor: one.token }); view.choose(""); }));
  return found;
}

function moments(view, one) {
  return view.setup.ethogram.moments.filter((code) => code.id !== "greeted" || one).map((code) => chip(code.label, () => {
    view.moments = false;
    view.tap({ kind: "point", code: code.id, actor: one?.token, zone: one?.zone });
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
  dialog("Who comes?", (close) => h("div", { class: "chips" }, Object.entries(COMING).map(([role, label]) => chip(label, () => { view.comes(role, "arrive"); close(); }))));
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
        await view.session.settled();
        view.away();
      }, { class: "wide main" }),
    ];
  });
}

export function token(view, role) {
  return nextToken(view.state.tokens, role);
}
