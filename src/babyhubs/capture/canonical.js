// The bytes that a hash is taken of, and the hash: docs/reference/observation-log.md, "The file".
// SHA-256 is our own (FIPS 180-4): SubtleCrypto answers later, and a database transaction does not wait for it; and a page
// that is not served over https has none.

export function canonical(value) {
  return JSON.stringify(sorted(value));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === "string") return whole(value);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

// Half a character has no bytes: it comes from some keyboards when a text is cut. The encoder puts a replacement sign there.
function whole(text) {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(text));
}

const primes = [];
for (let one = 2; primes.length < 64; one += 1) if (primes.every((prime) => one % prime)) primes.push(one);
const part = (root) => ((root % 1) * 2 ** 32) | 0;
const ROUNDS = primes.map((prime) => part(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => part(Math.sqrt(prime)));

export function sha256(text) {
  const given = new TextEncoder().encode(text);
  const bytes = new Uint8Array(((given.length + 8) >> 6 << 6) + 64);
  bytes.set(given);
  bytes[given.length] = 128;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(given.length / 2 ** 29));
  view.setUint32(bytes.length - 4, given.length << 3);
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const hash = [...START];
  const words = new Int32Array(64);
  for (let block = 0; block < bytes.length; block += 64) {
    for (let place = 0; place < 64; place += 1) {
      if (place < 16) {
        words[place] = view.getInt32(block + 4 * place);
        continue;
      }
      const near = words[place - 2], far = words[place - 15];
      const one = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
      const other = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
      words[place] = words[place - 16] + other + words[place - 7] + one;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let place = 0; place < 64; place += 1) {
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[place] + words[place];
      const other = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + other) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, place) => { hash[place] = (hash[place] + word) | 0; });
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}
