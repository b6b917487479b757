// The last taps, each to be taken back or put earlier: observers look up, then down.

import { minutes } from "./clock.js";
import { button, dialog, h } from "./dom.js";
import { EVENTS } from "./session.js";
import { words } from "./words.js";

const SHOWN = 20;
const FIXED = new Set(["open", "anchor", "actor", "close", "void"]); // not taps of something seen

export function lastTap(view) {
  return view.session.operations.findLast((one) => !FIXED.has(one.kind) && !view.state.back.has(one.op_id));
}

export function strip(view) {
  const last = lastTap(view);
  const earlier = (seconds) => button(`−${seconds} s`, () => view.session.earlier(last, seconds * 1000), {
    "data-key": `earlier-${seconds}`, "aria-label": `Last tap ${seconds} seconds earlier`, disabled: !last || !EVENTS.has(last.kind),
  });
  const text = last ? `${minutes(last.at_ms ?? last.t_ms)} ${words(last, view.label)}` : "Nothing tapped yet";
  return [button(text, () => list(view), { class: "last", "data-key": "recent", "aria-label": `Last taps. ${text}` }), earlier(5), earlier(30)];
}

function list(view) {
  dialog("Last taps", (close) => {
    const rows = view.session.operations.filter((one) => !FIXED.has(one.kind)).slice(-SHOWN).reverse();
    const then = (work) => () => { work(); close(); };
    return h("ul", { class: "recent" }, rows.map((one) => {
      const text = words(one, view.label), back = view.state.back.has(one.op_id);
      const step = (seconds) => button(`−${seconds} s`, then(() => view.session.earlier(one, seconds * 1000)), { "aria-label": `${text}: ${seconds} seconds earlier` });
      const undo = back
        ? button("Bring back", then(() => view.session.bringBack(one)), { "aria-label": `Bring back ${text}` })
        : button("Take back", then(() => view.session.takeBack(one)), { "aria-label": `Take back ${text}` });
      return h("li", { class: back ? "back" : "" }, h("span", {}, `${minutes(one.at_ms ?? one.t_ms)} ${text}`),
        h("div", { class: "pair" }, undo, back || !EVENTS.has(one.kind) ? null : [step(5), step(30)]));
    }));
  });
}
