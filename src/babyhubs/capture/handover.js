// The log leaves the phone as a file (the very lines that the hashes were taken of), to the workbench that gave out the page, or as codes.
// It is deleted only when a copy elsewhere is the same to the byte, and the observer says so.

import { showCodes } from "./codes.js";
import { button, dialog, h } from "./dom.js";
import { send } from "./send.js";
import { series } from "./series.js";
import { forget, lines } from "./store.js";

const MANY = 60; // codes: more than a minute of holding still, with what is missed

export async function handOver(db, record, sends) {
  const all = await lines(db, record.session);
  const text = all.map((line) => `${line}\n`).join("");
  const day = (record.began ?? "").slice(0, 10);
  const place = (record.header?.hub ?? "session").replace(/[^A-Za-z0-9_-]/g, "-");
  const name = `${place}-${day}-${record.session.slice(-6)}.obs.jsonl`;
  const file = new File([text], name, { type: "text/plain" });
  const address = URL.createObjectURL(file);
  const check = record.head.slice(0, 8);
  const parts = await series(all, record).catch(() => []); // a browser that cannot compress shows no codes
  dialog("Hand over", (close) => {
    const told = h("p", { role: "status" });
    const sure = button("Delete it from this device", async () => { await forget(db, record.session); close(); location.reload(); }, { class: "wide", hidden: true });
    const input = h("input", { type: "file", id: "copy", onchange: async () => {
      const same = (await input.files[0]?.text()) === text;
      told.textContent = same ? "The copy is complete, to the byte." : "This is not a complete copy of this session. It stays here.";
      sure.hidden = !same;
    } });
    const sending = button("Send it to the workbench", async () => {
      sending.disabled = true;
      sure.hidden = true;
      try {
        const there = await send(all, (words) => { told.textContent = words; });
        const same = there.seq === record.seq && there.head === record.head;
        told.textContent = same ? `The workbench has all of it, the same to the byte. Check: ${check}.` : "The workbench has something else. It stays here: save the file.";
        sure.hidden = !(same && record.closed);
      } catch (error) {
        told.replaceChildren(`${error.message} Nothing is lost: it stays here, and you can save the file. `, h("a", { href: "../", target: "_blank" }, "Open the workbench"));
      }
      sending.disabled = false;
    }, { class: "wide main" });
    return [
      h("p", {}, `${record.seq} operations. Check: ${check}. The file holds no names; treat it as confidential all the same.`),
      sends ? sending : null,
      h("a", { href: address, download: name, class: "wide press" }, "Save the file"),
      navigator.canShare?.({ files: [file] }) ? button("Send it with another app", () => navigator.share({ files: [file] }).catch(() => {}), { class: "wide" }) : null,
      parts.length ? button(`Show it as codes (${parts.length})`, () => { close(); showCodes(parts); }, { class: "wide" }) : null,
      parts.length > MANY ? h("p", {}, "That are many codes: the file is quicker.") : null,
      told, sure,
      record.closed ? h("details", {}, h("summary", {}, "Delete it here"),
        h("p", {}, "First show the copy that is somewhere else: a shared folder, a USB stick."), h("label", { for: "copy" }, "The copy"), input) : null,
    ];
  });
}
