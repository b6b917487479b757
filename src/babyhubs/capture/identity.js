// Names drawn by chance: of an operation, a session (UUID version 7, RFC 9562 section 5.7) and a device. Never of a person.
// What is random is drawn once each time the page is opened, and counted up (section 6.2): a log is then a third of the codes (series.js).

export function deviceName() {
  return hex(crypto.getRandomValues(new Uint8Array(6)));
}

export function hex(bytes) {
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

const drawn = deviceName();
const MIDDLE = `${drawn.slice(0, 3)}-${"89ab"[parseInt(drawn[3], 16) % 4]}${drawn.slice(4, 7)}`;
let count = parseInt(deviceName(), 16) / 2;

export function uuid7(milliseconds = Date.now()) {
  count += 1;
  const long = (number) => Math.floor(number).toString(16).padStart(12, "0"), time = long(milliseconds);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${MIDDLE}-${long(count)}`;
}
