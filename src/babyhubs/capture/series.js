// A session as parts that fit into codes: docs/reference/observation-log.md, "As codes". What the receiver works out again does not travel:
// it knows from the last hash whether every line is what it was, to the byte.

import { sha256 } from "./canonical.js";
import { hex } from "./identity.js";
import { HOLDS } from "./qr.js";

const MARK = "424801"; // "BH", version 1
const PART = 2 * (HOLDS - 15); // half bytes, after a head of 15 bytes

// lines: the whole log. record: its session, device and last hash. Gives parts in hexadecimal.
export async function series(lines, record) {
  const stream = new Blob([compact(lines, record)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = hex(new Uint8Array(await new Response(stream).arrayBuffer()));
  const pieces = packed.match(new RegExp(`.{1,${PART}}`, "g"));
  const number = (one) => one.toString(16).padStart(4, "0");
  return pieces.map((piece, at) => {
    const head = MARK + number(at + 1) + number(pieces.length) + record.head.slice(0, 8);
    return head + sha256(head + piece).slice(0, 8) + piece;
  });
}

// Columns of what changes from line to line, and the rest. The wall clock as its lead over the session's, a name's time as its lead over
// that, and its count as a step: mostly 0 and 1.
function compact(lines, { session, device, head }) {
  const columns = [[], [], [], [], [], [], []], names = [];
  let before = [0, 0, 0];
  for (const line of lines) {
    const { t_ms, wall, op_id, ...rest } = JSON.parse(line);
    for (const name of ["v", "session", "device", "seq", "prev"]) delete rest[name];
    if (rest.voids) rest.voids = names.indexOf(rest.voids);
    names.push(op_id);
    const at = Date.parse(wall), now = [t_ms, at - t_ms, parseInt(op_id.slice(24), 16)];
    const steps = now.map((one, place) => one - before[place]);
    [...steps, wall.slice(23), parseInt(op_id.slice(0, 8) + op_id.slice(9, 13), 16) - at, op_id.slice(15, 23), rest].forEach((one, column) => columns[column].push(one));
    before = now;
  }
  return JSON.stringify([session, device, head, ...columns]);
}
