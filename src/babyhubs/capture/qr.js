// One code: QR Code (ISO/IEC 18004:2015) of version 17, level L, mask 0. Nothing else is drawn, so what the standard works out for other
// versions is a number here. Byte mode; the message comes in hexadecimal, for its length and its end are halves of bytes.

const SIZE = 85; // modules, without the quiet zone
export const HOLDS = 644; // bytes, table 7
const BLOCKS = [107, 108, 108, 108, 108, 108], CHECKS = 28; // codewords, table 9
const FORMAT = 0x77c4, VERSION = 0x1145d; // annexes C and D: already with their own checks

// In the field of 256 elements with x^8 + x^4 + x^3 + x^2 + 1 (section 7.5.2).
function times(one, other) {
  let found = 0;
  for (let bit = 7; bit >= 0; bit -= 1) found = (found << 1) ^ ((found >> 7) * 285) ^ (((other >> bit) & 1) * one);
  return found;
}

// The product of (x - 2^i) for as many i as there are checks (annex A).
let generator = [1];
for (let place = 0, root = 1; place < CHECKS; place += 1, root = times(root, 2)) generator = [...generator, 0].map((one, at) => one ^ times(generator[at - 1], root));

function checks(block) {
  let rest = Array(CHECKS).fill(0);
  for (const byte of block) {
    const lead = byte ^ rest[0];
    rest = rest.map((_, at) => rest[at + 1] ^ times(generator[at + 1], lead));
  }
  return rest;
}

function codewords(message) {
  const length = (message.length / 2).toString(16).padStart(4, "0");
  const bytes = `4${length}${message}0`.padEnd(2 * HOLDS + 6, "ec11").match(/../g).map((two) => parseInt(two, 16));
  const blocks = BLOCKS.map((many) => bytes.splice(0, many));
  const turns = (rows) => rows.at(-1).flatMap((_, at) => rows.map((row) => row[at]));
  return [...turns(blocks), ...turns(blocks.map(checks))].filter((one) => one !== undefined);
}

const ring = (x, y, across, down) => Math.max(Math.abs(x - across), Math.abs(y - down));
const toFinder = (x, y) => Math.min(ring(x, y, 3, 3), ring(x, y, SIZE - 4, 3), ring(x, y, 3, SIZE - 4));

// Whether a module is dark that says nothing of the message (section 6.3 and 7.9 to 7.10); undefined: it is the message's.
function given(x, y) {
  const far = toFinder(x, y);
  if (far < 5) return far < 4 && far !== 2;
  const near = Math.min(x, y), edge = Math.max(x, y) - SIZE + 11;
  if (near < 6 && edge >= 0) return (VERSION >> (3 * near + edge)) & 1;
  if (near === 6) return (x + y + 1) & 1;
  if (x === 8 && (y < 9 || y > SIZE - 9)) return (FORMAT >> (y < 6 ? y : y < 9 ? y - 1 : y - SIZE + 15)) & 1;
  if (y === 8 && (x < 9 || x > SIZE - 9)) return (FORMAT >> (x < 6 ? 14 - x : x < 9 ? 15 - x : SIZE - 1 - x)) & 1;
  const [across, down] = [x, y].map((at) => Math.round((at - 6) / 24) * 24 + 6); // annex E: one every 24 modules
  const off = ring(x, y, across, down);
  return off < 3 && toFinder(across, down) > 4 ? off !== 1 : undefined;
}

// The dark modules of a message, as an SVG path.
export function outline(message) {
  const words = codewords(message);
  let bit = 0, path = "";
  for (let y = 0; y < SIZE; y += 1) for (let x = 0; x < SIZE; x += 1) if (given(x, y)) path += dot(x, y);
  // the message: two columns at a time from the right, up and down by turns, past the timing column (section 7.7.3)
  for (let pair = SIZE >> 1; pair; pair -= 1) {
    for (let step = 0; step < 2 * SIZE; step += 1) {
      const x = 2 * pair - (step & 1) - (pair < 4), y = pair & 1 ? step >> 1 : SIZE - 1 - (step >> 1);
      if (given(x, y) !== undefined) continue;
      if (((words[bit >> 3] >> (7 - (bit & 7))) ^ x ^ y ^ 1) & 1) path += dot(x, y); // mask 0 (section 7.8.2)
      bit += 1;
    }
  }
  return path;
}

const dot = (x, y) => `M${x} ${y}h1v1h-1z`;
