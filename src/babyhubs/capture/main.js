// From opening the page to a session: one tab at a time, everything from this device, the network only for a newer version.

import { h } from "./dom.js";
import { start } from "./start.js";
import { device, openStore } from "./store.js";
import { useMode } from "./modes.js";

const app = document.querySelector("#app");

async function open() {
  useMode();
  if ("serviceWorker" in navigator) {
    await navigator.serviceWorker.register("worker.js", { updateViaCache: "none" }).catch(() => {});
  }
  const setup = await (await fetch("setup.json")).json();
  if (setup.v !== 1) throw new Error("The setup is of another version. Write the page again with the same version of babyhubs.");
  const db = await openStore(setup.send ? new URL("./", location).pathname : "");
  await start(app, db, await device(db), setup);
}

// A second tab would have a clock of its own: it waits until the first one is closed.
function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request("babyhubs-capture", { ifAvailable: true }, (lock) => {
    if (!lock) {
      app.replaceChildren(h("h1", {}, "Baby hub observation"), h("p", {}, "This page is open in another tab. Go on there, or close it and reload this one."));
      return undefined;
    }
    work();
    return new Promise(() => {}); // kept until the tab is closed
  });
}

alone(() => open().catch((error) => {
  app.replaceChildren(h("h1", {}, "Baby hub observation"), h("p", { role: "alert" }, error.message || String(error)));
}));
