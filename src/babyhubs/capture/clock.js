// Monotonic time is the truth and wall time an anchor: a phone that changes its clock changes no duration.

const JUMP = 2000; // the two clocks drift by milliseconds; two seconds apart means that the wall clock was changed

export function wall(date = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60000).toISOString().slice(0, -1);
  const size = Math.abs(offset);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export class Clock {
  // base: milliseconds of the session that had gone by when this page began to count
  constructor(base) {
    this.base = base;
    this.origin = performance.now();
    this.wallOrigin = Date.now();
  }

  now() {
    return this.base + Math.round(performance.now() - this.origin);
  }

  // By how much the wall clock moved otherwise than time did since this was last asked; 0 if it did not.
  jumped() {
    const apart = Date.now() - this.wallOrigin - (performance.now() - this.origin);
    if (Math.abs(apart) < JUMP) return 0;
    this.wallOrigin += apart;
    return apart;
  }
}

export function gapSince(lastWall) {
  return Math.max(0, Date.now() - Date.parse(lastWall));
}

export function minutes(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
