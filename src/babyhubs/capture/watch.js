// The screen during a session: plan above, thumbs below. It shows what is stored, and nothing else.

import { minutes } from "./clock.js";
import { button, h } from "./dom.js";
import { note } from "./notes.js";
import { actions, chips } from "./panel.js";
import { plan } from "./plan.js";
import { lastTap, strip } from "./recent.js";
import { keepAwake } from "./safety.js";
import * as scan from "./scan.js";
import { nextToken, there, update } from "./state.js";
import { icon } from "./tokens.js";
import { labels } from "./words.js";

// Gives a function that shows a session; it is called again whenever something was stored, or could not be.
export function watch(app, db, setup, leave) {
  const view = { setup, selected: "", mode: "", scan: null, hint: "" };
  const part = (tag, name, attributes = {}) => h(tag, { class: name, ...attributes });
  const parts = {
    bar: part("p", "bar"), plan: part("div", "plan"), told: part("p", "told", { role: "status" }), fault: part("p", "fault", { role: "alert" }),
    strip: part("div", "strip"), tray: part("div", "tray", { role: "group", "aria-label": "Tokens" }),
    actions: part("div", "actions", { role: "group", "aria-label": "For the token" }), chips: part("div", "chips", { role: "group", "aria-label": "Choices" }),
    thumbs: part("div", "thumbs", { role: "group", "aria-label": "Always" }),
  };

  view.tap = (...said) => {
    view.hint = "";
    if (view.state.paused && said[0].kind !== "resume" && !["close", "context"].includes(said[0].kind)) return view.tell("Paused. Press Observe again first.");
    return view.session.tap(...said);
  };
  view.tell = (text) => { view.hint = text; view.render(); };
  view.choose = (name) => { Object.assign(view, { selected: name, mode: "", hint: "" }); view.render(); };
  view.comes = (role, kind) => {
    const name = nextToken(view.session.tokens(), role), door = view.layout.zones.some((zone) => zone.id === "entrance") ? "entrance" : "";
    view.selected = name;
    view.tap({ kind: "actor", actor: name, value: { role } }, { kind, actor: name, zone: kind === "arrive" ? door : "" });
  };
  view.act = (one, code, company) => view.tap({ kind: "code", actor: one.token, track: "activity", code, with: company });
  view.meets = (one, other) => view.act(one, one.code, one.with.includes(other) ? one.with.filter((name) => name !== other) : [...one.with, other]);
  view.away = async () => { await view.session.settled(); clearInterval(timer); removeEventListener("resize", view.render); document.removeEventListener("visibilitychange", seen); leave(); };

  const pressToken = (one) => {
    const chosen = view.state.actors.get(view.selected);
    if (view.mode !== "with" || !chosen || chosen.token === one.token) return view.choose(one.token === view.selected ? "" : one.token);
    if (!chosen.code) return view.tell(`First say what ${chosen.token} does, then with whom.`);
    view.mode = ""; // one at a time: the next token is chosen, and never added by mistake
    return view.meets(chosen, one.token);
  };
  const pressZone = (zone, xy) => {
    const chosen = view.state.actors.get(view.selected);
    if (chosen) return view.tap({ kind: "zone", actor: chosen.token, zone: zone.id, xy });
    if (view.scan) return scan.same(view, scan.left(view).filter((one) => one.zone === zone.id));
    return view.tell("First tap a token, then the place.");
  };

  view.render = () => {
    const { session } = view;
    view.state = update(view.state, session.operations);
    if (view.scan && view.state.scan.number !== view.scan.number) view.state.scan = { number: view.scan.number, marked: new Set(), done: false };
    if (!view.scan && view.state.scan.number && !view.state.scan.done) view.scan = { number: view.state.scan.number, unseen: new Set(), last: view.state.scan.at };
    const here = there(view.state);
    if (!here.some((one) => one.token === view.selected) && !session.waiting.length) view.selected = "";
    const key = document.activeElement?.dataset?.key, zone = document.activeElement?.dataset?.zone;
    plan(parts.plan, view.layout, here, view.selected, pressZone, (actor, zone, xy) => view.tap({ kind: "zone", actor, zone: zone.id, xy }));
    parts.tray.replaceChildren(...here.map(tile));
    parts.actions.replaceChildren(...actions(view));
    parts.chips.replaceChildren(...chips(view));
    parts.strip.replaceChildren(...strip(view));
    parts.told.textContent = view.hint || told(here);
    parts.fault.textContent = session.fault;
    parts.scan.setAttribute("aria-pressed", String(Boolean(view.scan)));
    parts.undo.disabled = !lastTap(view);
    tick();
    const again = key ? app.querySelector(`[data-key="${CSS.escape(key)}"]`) : zone ? app.querySelector(`[data-zone="${CSS.escape(zone)}"]`) : null;
    again?.focus({ preventScroll: true });
  };
  const tile = (one) => {
    const doing = one.hidden ? "out of view" : view.label(one.zone) || "place not said";
    const open = view.scan && !view.state.scan.marked.has(one.token) && !view.scan.unseen.has(one.token);
    const chosen = view.state.actors.get(view.selected);
    return h("button", {
      type: "button", "data-key": one.token, "aria-pressed": String(one.token === view.selected), onclick: () => pressToken(one),
      class: `token${one.hidden ? " hidden" : ""}${open ? " open" : ""}${chosen?.with.includes(one.token) ? " company" : ""}`,
      "aria-label": `${one.token}, ${doing}${one.code ? `, ${view.label(one.code)}` : ""}`,
    }, icon(one), h("span", {}, one.token));
  };
  const told = (here) => {
    const one = here.find((actor) => actor.token === view.selected);
    if (view.scan) return `Scan ${view.scan.number}: ${scan.left(view).length} left. Tap a token or a place.`;
    if (one && view.mode === "with") return one.code ? `${one.token}, ${view.label(one.code)}: tap who with.` : `First say what ${one.token} does, then with whom.`;
    if (one) return [one.token, view.label(one.zone), view.label(one.code), one.with.length ? `with ${one.with.join(", ")}` : ""].filter(Boolean).join(", ");
    return view.state.paused ? "Paused: not observing." : "";
  };
  const tick = () => {
    const { session } = view;
    session.anchorIfDue();
    const until = scan.watchTheClock(view);
    const families = there(view.state).filter((one) => one.role === "family").length;
    const late = session.lateBy ? ` LATE ${session.lateBy / 60000} min` : "";
    parts.bar.textContent = `${minutes(session.clock.now())} · ${families} here · ${session.operations.length} stored${until > 0 ? ` · scan in ${minutes(until)}` : until < 0 ? " · SCAN NOW" : ""}${late}`;
    parts.bar.classList.toggle("due", until < 0 || late !== "");
  };
  const seen = () => { if (document.visibilityState === "visible") { keepAwake(); view.session.seenAgain(); } };
  let timer;

  const build = (session) => {
    view.session = session;
    const opened = session.operations.find((one) => one.kind === "open");
    if (!opened) return false;
    view.layout = opened.value.layout ?? setup.layouts[0];
    view.label = labels(setup, view.layout);
    parts.scan = button("Scan", () => (view.scan ? scan.end(view) : scan.begin(view)), { "data-key": "scan" });
    parts.undo = button("Undo", async () => { await session.settled(); session.takeBack(lastTap(view)); }, { "data-key": "undo" });
    parts.thumbs.append(
      button("Arrive", () => view.comes("family", "arrive"), { class: "main", "data-key": "arrive" }), parts.undo, parts.scan,
      button("Note", () => note(view), { "data-key": "note" }), button("More", () => view.choose(""), { "data-key": "more" }),
    );
    app.className = "watch";
    app.replaceChildren(h("h1", {}, "Observing"), parts.bar, parts.fault, parts.plan, parts.told, parts.strip, parts.tray, parts.actions, parts.chips, parts.thumbs);
    addEventListener("resize", view.render);
    document.addEventListener("visibilitychange", seen);
    keepAwake();
    timer = setInterval(tick, 1000);
    return true;
  };
  return (session) => { if (view.layout || build(session)) view.render(); };
}
