// "Safe to start": whether what is tapped will still be there afterwards. Storage must work; everything else is a warning.

import { wall } from "./clock.js";
import { tryOut } from "./store.js";

const ROOM = 20e6; // bytes: a hundred times what a long session takes

// Each: what, state ("good", "warning" or "bad"), and a sentence.
export async function checks(db, lastWall) {
  return Promise.all([storage(db), persistence(), offline(), battery(), clock(lastWall), awake()]);
}

async function storage(db) {
  try {
    const works = await tryOut(db);
    const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    if (!works) return ["Storage", "bad", "The browser does not keep what is written. Leave private browsing, or use another browser."];
    if (quota && quota - usage < ROOM) return ["Storage", "bad", "This device has almost no space left. Delete something first."];
    return ["Storage", "good", "A test entry was written and read again."];
  } catch (error) {
    return ["Storage", "bad", `Nothing can be stored: ${error.message || error.name}.`];
  }
}

async function persistence() {
  if (await navigator.storage?.persisted?.()) return ["Kept for good", "good", "The browser will not clear it by itself."];
  return ["Kept for good", "warning", "The browser may clear it when space is short, or after a week without a visit. Put this page on the home screen, and hand the file over today."];
}

async function offline() {
  const registration = await navigator.serviceWorker?.getRegistration?.();
  if (registration?.active) return ["Without a network", "good", "The page is on this device. Airplane mode is fine."];
  return ["Without a network", "warning", "The page is not on this device yet. Wait a moment with the network on; it needs an https address."];
}

async function battery() {
  if (!navigator.getBattery) return ["Battery", "warning", "It cannot be read here. Look at it yourself: 60% for two hours."];
  const { level, charging } = await navigator.getBattery();
  const full = `${Math.round(level * 100)}%${charging ? ", charging" : ""}`;
  return charging || level >= 0.6 ? ["Battery", "good", full] : ["Battery", "warning", `${full}. Bring a charger.`];
}

async function clock(lastWall) {
  const now = wall();
  const told = `It is ${now.slice(11, 16)} on ${now.slice(0, 10)} (UTC${now.slice(-6)}). Is that right?`;
  if (lastWall && Date.parse(lastWall) > Date.now() + 60000) return ["Clock", "warning", `${told} The last session was later than that.`];
  return ["Clock", new Date().getFullYear() < 2025 ? "warning" : "good", told];
}

async function awake() {
  if (navigator.wakeLock) return ["Screen", "good", "It stays on during the session."];
  return ["Screen", "warning", "This browser cannot keep it on. Set the screen to stay on in the device's settings."];
}

// Keeps the screen on while a session runs, also after the page was in the background.
export async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // refused with an empty battery: the panel told how to help oneself
  }
}
