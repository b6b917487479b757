// The log as a file: the very lines that the hashes were taken of. No server is needed.

import { button, dialog, h } from "./dom.js";
import { forget, lines } from "./store.js";

export async function handOver(db, record) {
  const text = (await lines(db, record.session)).map((line) => `${line}\n`).join("");
  const day = (record.began ?? "").slice(0, 10);
  const place = (record.header?.hub ?? "session").replace(/[^A-Za-z0-9_-]/g, "-");
  const name = `${place}-${day}-${record.session.slice(-6)}.obs.jsonl`;
  const file = new File([text], name, { type: "text/plain" });
  const address = URL.createObjectURL(file);
  const link = h("a", { href: address, download: name, class: "wide press" }, "Save the file");
  const shares = navigator.canShare?.({ files: [file] });
  dialog("Hand over", (close) => [
    h("p", {}, `${record.seq} operations. Check: ${record.head.slice(0, 8)}. The file holds no names; treat it as confidential all the same.`),
    link,
    shares ? button("Send it with another app", () => navigator.share({ files: [file] }).catch(() => {}), { class: "wide" }) : null,
    record.closed ? remove(db, record, text, close) : null,
  ]);
}

// Deleted only when a copy elsewhere is the same to the byte, and the observer says so.
function remove(db, record, text, close) {
  const told = h("p", { role: "status" });
  const sure = button("Delete it from this device", async () => { await forget(db, record.session); close(); location.reload(); }, { class: "wide", hidden: true });
  const input = h("input", { type: "file", id: "copy", onchange: async () => {
    const same = (await input.files[0]?.text()) === text;
    told.textContent = same ? "The copy is complete, to the byte." : "This is not a complete copy of this session. It stays here.";
    sure.hidden = !same;
  } });
  return h("details", {}, h("summary", {}, "Delete it here"),
    h("p", {}, "First show the copy that is somewhere else: a shared folder, a USB stick."), h("label", { for: "copy" }, "The copy"), input, told, sure);
}
