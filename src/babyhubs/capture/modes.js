// Bright sun, a dark room, or whatever the device says. Kept for the next time; worth no more than that.

const MODES = ["auto", "sun", "dark"];
const NAME = "babyhubs-capture-mode";

export function mode() {
  try {
    return localStorage.getItem(NAME) ?? "auto";
  } catch {
    return "auto";
  }
}

export function useMode(chosen = mode()) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.mode = chosen === "auto" ? (dark ? "dark" : "light") : chosen;
}

export function nextMode() {
  const chosen = MODES[(MODES.indexOf(mode()) + 1) % MODES.length];
  try {
    localStorage.setItem(NAME, chosen);
  } catch {
    // then only until the page is closed
  }
  useMode(chosen);
  return chosen;
}
