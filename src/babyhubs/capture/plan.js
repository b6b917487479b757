// The plan: zones to tap, and who is in them. Tokens are drawn in rows inside their zone; where exactly the plan was tapped is in the log.

import { s } from "./dom.js";
import { shape } from "./tokens.js";

const PLAN = 10000;
const STEP = 25; // pixels from one token to the next

// tapped(zone, xy): xy is undefined where the zone was chosen with the keyboard. dragged(token, zone, xy): a token was drawn to another zone;
// a tap on the token and one on the zone do the same.
export function plan(box, layout, actors, selected, tapped, dragged) {
  const width = box.clientWidth, height = box.clientHeight;
  if (!width || !height) return;
  const x = (value) => (value * width) / PLAN, y = (value) => (value * height) / PLAN;
  const zones = layout.zones.map((zone) => {
    const here = actors.filter((one) => one.zone === zone.id && !one.hidden);
    const xs = zone.polygon.map((corner) => x(corner[0])), ys = zone.polygon.map((corner) => y(corner[1]));
    const left = Math.min(...xs), top = Math.min(...ys), wide = Math.max(...xs) - left, high = Math.max(...ys) - top;
    const columns = Math.max(1, Math.floor((wide - 6) / STEP)), rows = Math.max(1, Math.floor((high - 18) / STEP));
    const shown = here.length > columns * rows ? here.slice(0, columns * rows - 1) : here;
    const spot = (at) => [left + 4 + (at % columns) * STEP, top + 17 + Math.floor(at / columns) * STEP];
    const drag = (event) => {
      const frame = box.getBoundingClientRect(), at = [event.clientX - frame.left, event.clientY - frame.top];
      const held = shown.find((_, place) => spot(place).every((edge, axis) => at[axis] >= edge && at[axis] < edge + STEP));
      if (held) addEventListener("pointerup", (end) => {
        const over = document.elementFromPoint(end.clientX, end.clientY)?.dataset.zone;
        const onto = layout.zones.find((one) => one.id === over && over !== zone.id);
        if (onto) dragged(held.token, onto, place(end, box));
      }, { once: true });
    };
    const outline = s("polygon", {
      points: zone.polygon.map((corner) => `${x(corner[0])},${y(corner[1])}`).join(" "), class: "zone", role: "button", tabindex: 0,
      "data-zone": zone.id, "aria-label": `${zone.label}, ${here.length} here`,
      onpointerdown: drag, onclick: (event) => tapped(zone, event.detail ? place(event, box) : undefined), // no finger or mouse, no place
      onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); tapped(zone); } },
    });
    const tokens = shown.map((one, at) => token(one, ...spot(at), selected));
    if (shown.length < here.length) {
      const [x, y] = spot(shown.length);
      tokens.push(s("text", { x: x + 2, y: y + 17, class: "more" }, `+${here.length - shown.length}`));
    }
    return s("g", {}, outline, s("text", { x: left + 4, y: top + 12, class: "name" }, short(zone.label, wide)), ...tokens);
  });
  // an image would hide the zones from assistive technology: the drawing is a group of buttons
  box.replaceChildren(s("svg", { width, height, role: "group", "aria-label": "Plan of the room" },
    layout.picture && s("image", { href: layout.picture, width, height, preserveAspectRatio: "none", "aria-hidden": "true" }), ...zones));
}

function token(actor, left, top, selected) {
  const chosen = selected === actor.token ? " chosen" : "";
  const text = actor.role === "family" ? String(Number(actor.token.slice(1))) : actor.token;
  return s("g", { transform: `translate(${left} ${top})`, class: `token${chosen}`, "aria-hidden": "true" },
    shape(actor), s("text", { x: 12, y: 16.5, "text-anchor": "middle" }, text));
}

function place(event, box) {
  const frame = box.getBoundingClientRect();
  const share = (value, size) => Math.min(PLAN, Math.max(0, Math.round((value / size) * PLAN)));
  return [share(event.clientX - frame.left, frame.width), share(event.clientY - frame.top, frame.height)];
}

function short(label, wide) {
  const most = Math.floor((wide - 6) / 5.6);
  return label.length <= most ? label : `${label.slice(0, Math.max(1, most - 1))}…`;
}
