// What the taps add up to, for the screen. The same rules as babyhubs.observations.derive: a new code ends the one before it.

// The state after more operations. Only corrections and late entries need everything to be read again.
export function update(state, operations) {
  const added = operations.slice(state?.count ?? 0);
  if (!state || added.some((one) => one.kind === "void" || one.at_ms !== undefined)) return fold(operations);
  for (const one of added) take(state, one);
  state.count = operations.length;
  return state;
}

function fold(operations) {
  const back = new Set();
  for (const one of [...operations].reverse()) if (one.kind === "void" && !back.has(one.op_id)) back.add(one.voids);
  const when = (one) => one.at_ms ?? one.t_ms;
  const valid = operations.filter((one) => one.kind !== "void" && !back.has(one.op_id));
  valid.sort((one, other) => when(one) - when(other) || one.seq - other.seq);
  const state = {
    header: {}, actors: new Map(), back, paused: false, closed: false, count: operations.length,
    scans: 0, scan: { number: 0, marked: new Set(), done: true, at: 0 },
  };
  for (const one of valid) take(state, one);
  return state;
}

function take(state, one) {
  const who = one.actor ? actor(state, one.actor) : null;
  const value = one.value ?? {};
  switch (one.kind) {
    case "open": case "context": Object.assign(state.header, value); break;
    case "actor": Object.assign(who, { role: value.role ?? "other" }); break;
    case "arrive": case "present": Object.assign(who, { here: true, zone: one.zone ?? who.zone, hidden: false }); break;
    case "leave": Object.assign(who, { here: false, zone: "", code: "", with: [] }); break;
    case "hide": who.hidden = true; break;
    case "show": who.hidden = false; break;
    case "zone": Object.assign(who, { zone: one.zone, here: true, hidden: false }); break;
    case "code": Object.assign(who, { code: one.code ?? "", with: one.with ?? [], here: true, hidden: false }); break;
    case "optout": who.out = true; break;
    case "focal_start": who.focal = true; break;
    case "focal_stop": who.focal = false; break;
    case "pause": state.paused = true; break;
    case "resume": state.paused = false; break;
    case "close": state.closed = true; break;
    case "scan": scanning(state, value.scan, one).marked.add(one.actor); break;
    case "scan_end": scanning(state, value.scan, one).done = true; break;
    default:
  }
}

function scanning(state, number, one) {
  if (state.scan.number !== number) {
    state.scan = { number, marked: new Set(), done: false, at: one.value.missed === true ? 0 : one.t_ms };
  }
  state.scans = Math.max(state.scans, number);
  return state.scan;
}

function actor(state, token) {
  if (!state.actors.has(token)) {
    state.actors.set(token, { token, role: token.startsWith("F") ? "family" : "other", here: false, hidden: false, zone: "", code: "", with: [] });
  }
  return state.actors.get(token);
}

// Who is on the screen: those pinned (everybody but families) first, then families by number.
export function there(state) {
  const all = [...state.actors.values()].filter((one) => one.here && !one.out);
  const rank = (one) => (one.role === "family" ? 1 : 0);
  return all.sort((one, other) => rank(one) - rank(other) || (one.token < other.token ? -1 : 1));
}

// Everybody but families: the letter of the token, and the word.
export const STAFF = {
  health_visitor: ["H", "Health visitor"], nursery_nurse: ["N", "Nursery nurse"], student: ["S", "Student"], gp: ["G", "GP"],
  peer_supporter: ["P", "Peer supporter"], volunteer: ["V", "Volunteer"], interpreter: ["I", "Interpreter"], other: ["X", "Somebody else"],
};

export function nextToken(tokens, role) {
  const letter = STAFF[role]?.[0] ?? "F";
  for (let number = 1; ; number += 1) {
    const token = letter + (role === "family" ? String(number).padStart(2, "0") : number);
    if (!tokens.has(token)) return token;
  }
}
