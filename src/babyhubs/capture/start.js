// Before the doors open: sessions on this device, whether it is safe to start, and what the session's header says.

import { button, dialog, h } from "./dom.js";
import { handOver } from "./handover.js";
import { checks } from "./safety.js";
import { Session } from "./session.js";
import { STAFF } from "./state.js";
import { append, forget, sessions } from "./store.js";
import { uuid7 } from "./identity.js";
import { wall } from "./clock.js";
import { watch } from "./watch.js";

const SIGNS = { good: "✓", warning: "!", bad: "✗" };

export async function start(app, db, device, setup) {
  const again = () => start(app, db, device, setup);
  const go = async (make) => {
    const screen = watch(app, db, setup, again);
    try {
      screen(await make((session) => screen(session)));
    } catch (error) {
      app.replaceChildren(h("h1", {}, "This session cannot be opened"), h("p", { role: "alert" }, error.message), button("Back", again));
    }
  };
  const known = await sessions(db);
  const panel = h("ul", { class: "checks" });
  const begin = button("Start", () => {}, { class: "wide main", type: "submit", disabled: true });
  const look = async () => {
    const found = await checks(db, known[0]?.wall);
    panel.replaceChildren(...found.map(([what, state, told]) => h("li", { class: state }, h("strong", {}, `${SIGNS[state]} ${what}`), ` ${told}`)));
    const bad = found.some(([, state]) => state === "bad");
    begin.disabled = bad;
    begin.textContent = bad ? "Not safe to start" : found.every(([, state]) => state === "good") ? "Start" : "Start all the same";
  };
  const form = header(setup, begin, (value, actors) => go((changed) => Session.begin(db, device, value, actors, changed)));
  app.className = "start";
  app.replaceChildren(
    h("h1", {}, "Baby hub observation"),
    known.length ? h("section", { "aria-labelledby": "known" }, h("h2", { id: "known" }, "On this device"), h("ul", { class: "known" }, known.map((one) => row(db, one, go, setup)))) : "",
    h("section", { "aria-labelledby": "safe" }, h("h2", { id: "safe" }, "Safe to start?"), panel,
      h("div", { class: "pair" },
        button("Ask to keep it", async () => { await navigator.storage?.persist?.(); await look(); }),
        button("Try 200 taps", (event) => tryTaps(db, event.target)))),
    form,
  );
  navigator.serviceWorker?.ready.then(look);
  await look();
}

function row(db, one, go, setup) {
  const name = `${one.header?.hub ?? "Session"}, ${one.began.slice(0, 10)} ${one.began.slice(11, 16)}`;
  return h("li", {}, h("span", {}, `${name}: ${one.seq} stored${one.closed ? "" : ", still open"}`),
    h("div", { class: "pair" },
      one.closed ? null : button("Go on", () => go((changed) => Session.again(db, one, changed)), { class: "main", "aria-label": `Go on with ${name}` }),
      button("Hand over", () => handOver(db, one, setup.send), { "aria-label": `Hand over ${name}` })));
}

function header(setup, begin, done) {
  const field = (name, label, attributes = {}) => [h("label", { for: name }, label), h("input", { id: name, name, autocomplete: "off", ...attributes })];
  const choice = (name, label, options) => [h("label", { for: name }, label), h("select", { id: name, name }, options.map(([value, text]) => h("option", { value }, text)))];
  const hubs = (all) => {
    const [label, select] = choice("hub", "Hub", [["", "Choose"], ...all.map(([code, name]) => [code, `${name} (${code})`])]);
    select.required = true;
    select.onchange = () => { form.elements.model.value = all.find(([code]) => code === select.value)?.[2] ?? ""; };
    return [label, select];
  };
  const year = new Date(Date.now() + 365 * 86400000).toISOString().slice(0, 10);
  const form = h("form", { "aria-labelledby": "new", onsubmit: (event) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    const staff = Object.fromEntries(Object.keys(STAFF).map((role) => [role, Number(given[role]) || 0]).filter(([, count]) => count > 0));
    const layout = setup.layouts.find((one) => one.id === given.layout) ?? setup.layouts[0];
    const day = wall().slice(0, 10);
    const value = {
      hub: given.hub.trim(), occasion: `${given.hub.trim()} ${day}`, observer: given.observer.trim(), model: given.model, staff, layout,
      planned: given.opens && given.closes ? { opens: given.opens, closes: given.closes } : undefined, keep_until: given.keep_until,
      ethogram: { id: setup.ethogram.id, version: setup.ethogram.version }, protocol: { ...setup.protocol, scan_every_s: Number(given.scan) * 60 },
    };
    const actors = Object.entries(staff).flatMap(([role, count]) => Array.from({ length: Math.min(count, 9) }, (_, at) => {
      const actor = STAFF[role][0] + (at + 1);
      return [{ kind: "actor", actor, value: { role } }, { kind: "present", actor }];
    }).flat());
    done(Object.fromEntries(Object.entries(value).filter(([, one]) => one !== "" && one !== undefined)), actors);
  } },
  h("h2", { id: "new" }, "New session"),
  setup.hubs?.length ? hubs(setup.hubs) : field("hub", "Hub (its code, not its address)", { required: true, maxlength: 40 }),
  choice("model", "Model", [["", "Not said"], ["social", "Social"], ["transitional", "Transitional"], ["traditional", "Traditional"]]),
  field("observer", "Observer (a code, not your name)", { required: true, maxlength: 20 }),
  setup.layouts.length > 1 ? choice("layout", "Plan", setup.layouts.map((one) => [one.id, `${one.id}, version ${one.version}`])) : null,
  h("div", { class: "pair" }, h("div", {}, field("opens", "Opens", { type: "time" })), h("div", {}, field("closes", "Closes", { type: "time" }))),
  choice("scan", "Scan", [5, 10, 15, 0].map((every) => [every, every ? `Every ${every} minutes` : "No scans"])),
  h("fieldset", { class: "staff" }, h("legend", {}, "How many work here today"), Object.entries(STAFF).map(([role, [, label]]) => h("div", {}, field(role, label, { type: "number", min: 0, max: 9, value: 0, inputmode: "numeric" })))),
  field("keep_until", "Delete the raw log after", { type: "date", value: year }),
  begin);
  const every = String(setup.protocol.scan_every_s / 60);
  if ([...form.elements.scan.options].some((one) => one.value === every)) form.elements.scan.value = every;
  return form;
}

// The same writes as in a session, into a session that is deleted at the end.
async function tryTaps(db, pressed) {
  pressed.disabled = true;
  const session = uuid7(), times = [];
  for (let count = 0; count < 200; count += 1) {
    const begun = performance.now();
    await append(db, session, "trial-00", [{ kind: "note", text: "trial", op_id: uuid7(), wall: wall(), t_ms: count }]);
    times.push(performance.now() - begun);
  }
  await forget(db, session);
  times.sort((one, other) => one - other);
  dialog("200 taps tried", () => h("p", { role: "status" }, `All 200 were stored, 95 of 100 within ${Math.ceil(times[189])} milliseconds. They are deleted again.`));
  pressed.disabled = false;
}
