// A token is a number, a shape and a colour, and never a colour alone: five shapes and seven colours repeat only after 35 families.

import { s } from "./dom.js";

const COLOURS = ["#ffd166", "#8ecae6", "#b7e4c7", "#f4acb7", "#cdb4db", "#ffb570", "#e9ecef"];
const SHAPES = ["M12 1a11 11 0 1 0 .01 0z", "M2 2h20v20H2z", "M12 0l12 22H0z", "M12 0l12 12-12 12L0 12z", "M6 1h12l6 11-6 11H6L0 12z"];
const STAFF = "M4 0h16v24H4z"; // those pinned: upright and white

export function shape(actor, attributes = {}) {
  const number = Number(actor.token.slice(1));
  const family = actor.role === "family";
  return s("path", {
    d: family ? SHAPES[number % 5] : STAFF, fill: family ? COLOURS[number % 7] : "#ffffff", stroke: "#000", "stroke-width": 1.5, ...attributes,
  });
}

export function icon(actor) {
  return s("svg", { viewBox: "-1 -1 26 26", width: 20, height: 20, "aria-hidden": "true" }, shape(actor));
}
