// What an operation says, in a few words.

export function labels(setup, layout) {
  const { families, practitioners, moments } = setup.ethogram;
  const found = { ...families, ...practitioners, ...moments };
  for (const zone of layout.zones) found[zone.id] = zone.label;
  return (code) => found[code] ?? code ?? "";
}

const KINDS = { arrive: "arrives", present: "was here already", leave: "leaves", hide: "is out of view", show: "is in view again", optout: "is not watched", focal_start: "is followed", focal_stop: "is no longer followed" };
const ALONE = { open: "Session opened", close: "Session ended", pause: "Paused", resume: "Observing again", context: "About the session" };

export function words(one, label) {
  const company = one.with?.length ? ` with ${one.with.join(", ")}` : "";
  switch (one.kind) {
    case "zone": return `${one.actor} to ${label(one.zone)}`;
    case "code": return `${one.actor}: ${one.code ? label(one.code) : "nothing now"}${company}`;
    case "point": return `${one.actor ?? "Room"}: ${label(one.code)}${company}`;
    case "note": return `Note: ${one.text.slice(0, 40)}`;
    case "scan": return `Scan ${one.value.scan}: ${one.actor}`;
    case "scan_end": return one.value.missed === true ? `Scan ${one.value.scan} missed` : `Scan ${one.value.scan} ended`;
    case "anchor": return one.value.why === "restart" ? `Not observed for ${Math.round(one.value.gap_ms / 1000)} s` : "Clock noted";
    default: return ALONE[one.kind] ?? `${one.actor} ${KINDS[one.kind] ?? one.kind}`;
  }
}
