// Sends a session to the workbench that gave out this page. Any part may be sent again: each operation is taken once, and the answer says
// how far the log is whole there and what its hash is there. Nothing is deleted here because of an answer alone.

const PART = 200; // operations at once
const WAITS = 30000;

// lines: the whole log. told: called with a sentence after each part. Gives the workbench's last sequence number and hash.
export async function send(lines, told) {
  let there = { seq: 0 }, before = -1;
  while (there.seq < lines.length) {
    if (there.seq === before) throw new Error("The workbench takes no more of it.");
    before = there.seq;
    const { token } = await ask("token/");
    const body = lines.slice(before, before + PART).map((line) => `${line}\n`).join("");
    there = await ask("receive/", { method: "POST", body, headers: { "X-CSRFToken": token, "Content-Type": "text/plain" } });
    told(`${there.seq} of ${lines.length} are there.`);
  }
  return there;
}

async function ask(where, options) {
  const response = await fetch(where, { ...options, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout?.(WAITS) })
    .catch(() => { throw new Error("No answer from the workbench. Send again later."); });
  if (response.type === "opaqueredirect" || response.status === 403) throw new Error("You are signed out. Sign in to the workbench, then send again.");
  const said = await response.json().catch(() => ({ what: "The workbench cannot take it now. Send again later." }));
  if (!response.ok) throw new Error(`${said.what} ${said.remedy ?? ""}`);
  return said;
}
