// The plan: zones to tap, and who is in them. Tokens are drawn in rows inside their zone; where exactly the plan was tapped is in the log.

import { s } from "./dom.js";
import { shape } from "./tokens.js";

const PLAN = 10000;
const STEP = 25; // pixels from one token to the next

// tapped(zone, xy): xy is undefined where the zone was chosen with the keyboard
export function plan(box, layout, actors, selected, tapped) {
  const width = box.clientWidth, height = box.clientHeight;
  if (!width || !height) return;
  const x = (value) => (value * width) / PLAN, y = (value) => (value * height) / PLAN;
  const zones = layout.zones.map((zone) => {
    const here = actors.filter((one) => one.zone === zone.id && !one.hidden);
    const xs = zone.polygon.map((corner) => x(corner[0])), ys = zone.polygon.map((corner) => y(corner[1]));
    const left = Math.min(...xs), top = Math.min(...ys), wide = Math.max(...xs) - left, high = Math.max(...ys) - top;
    const outline = s("polygon", {
      points: zone.polygon.map((corner) => `${x(corner[0])},${y(corner[1])}`).join(" "), class: "zone", role: "button", tabindex: 0,
      "data-zone": zone.id, "aria-label": `${zone.label}, ${here.length} here`,
      onclick: (event) => tapped(zone, place(event, box)),
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); tapped(zone); } },
    });
    const columns = Math.max(1, Math.floor((wide - 6) / STEP)), rows = Math.max(1, Math.floor((high - 18) / STEP));
    const shown = here.length > columns * rows ? here.slice(0, columns * rows - 1) : here;
    const tokens = shown.map((one, at) => token(one, left + 4 + (at % columns) * STEP, top + 17 + Math.floor(at / columns) * STEP, selected));
    if (shown.length < here.length) {
      const at = shown.length;
      tokens.push(s("text", { x: left + 6 + (at % columns) * STEP, y: top + 34 + Math.floor(at / columns) * STEP, class: "more" }, `+${here.length - at}`));
    }
    return s("g", {}, outline, s("text", { x: left + 4, y: top + 12, class: "name" }, short(zone.label, wide)), ...tokens);
  });
  // an image would hide the zones from assistive technology: the drawing is a group of buttons
  box.replaceChildren(s("svg", { width, height, role: "group", "aria-label": "Plan of the room" }, ...zones));
}

function token(actor, left, top, selected) {
  const chosen = selected === actor.token ? " chosen" : "";
  const text = actor.role === "family" ? String(Number(actor.token.slice(1))) : actor.token;
  return s("g", { transform: `translate(${left} ${top})`, class: `token${chosen}`, "aria-hidden": "true" },
    shape(actor), s("text", { x: 12, y: 16.5, "text-anchor": "middle" }, text));
}

function place(event, box) {
  if (!event.detail) return undefined; // a click that no finger or mouse made
  const frame = box.getBoundingClientRect();
  const share = (value, size) => Math.min(PLAN, Math.max(0, Math.round((value / size) * PLAN)));
  return [share(event.clientX - frame.left, frame.width), share(event.clientY - frame.top, frame.height)];
}

function short(label, wide) {
  const most = Math.floor((wide - 6) / 5.6);
  return label.length <= most ? label : `${label.slice(0, Math.max(1, most - 1))}…`;
}
