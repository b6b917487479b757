// The parts of a session on the screen, one after the other, for a camera.

import { button, dialog, h, s } from "./dom.js";
import { outline } from "./qr.js";
import { keepAwake } from "./safety.js";

const EACH = 400; // milliseconds

export function showCodes(parts) {
  keepAwake();
  dialog("Codes for a camera", () => {
    const dark = s("path"), told = h("p");
    const code = s("svg", { viewBox: "-4 -4 93 93", class: "code", role: "img", "shape-rendering": "crispEdges" }, dark);
    let at = 0, timer = 0;
    const turn = (by) => {
      at = (at + by + parts.length) % parts.length;
      dark.setAttribute("d", outline(parts[at]));
      told.textContent = `Part ${at + 1} of ${parts.length}`;
      code.setAttribute("aria-label", told.textContent);
    };
    const play = button("Go on", () => {
      clearInterval(timer);
      timer = timer ? 0 : setInterval(() => (code.isConnected ? turn(1) : clearInterval(timer)), EACH);
      play.textContent = timer ? "Pause" : "Go on";
    });
    const step = (text, by) => button(text, () => { if (timer) play.click(); turn(by); });
    turn(0);
    if (parts.length > 1 && !matchMedia("(prefers-reduced-motion: reduce)").matches) play.click();
    return [code, told, h("div", { class: "pair" }, step("Previous", -1), play, step("Next", 1)),
      h("p", {}, "Make the screen bright. In the workbench: Observations, “Take in a session from the codes on a phone’s screen”, with its camera or a photograph of each part.")];
  });
}
