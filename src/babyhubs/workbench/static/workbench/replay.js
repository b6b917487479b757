// Plays one session back on its plan. Data: the JSON in #moves, times in milliseconds, places in ten-thousandths.
// Without this script the page is a table of stills; with it the table stays, and the plan moves.
const moves = JSON.parse(document.getElementById("moves").textContent);
const plan = document.querySelector("#plan svg");
const [, , wide, high] = plan.getAttribute("viewBox").split(" ").map(Number);
const slider = document.getElementById("time");
const button = document.getElementById("play");
const said = document.getElementById("now");
const svg = (name, attributes, text) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
};
const tokens = moves.tokens.map((one) => {
  const group = svg("g", { visibility: "hidden" });
  group.append(
    one.family
      ? svg("circle", { r: 11, fill: "#ffffff", stroke: "#0f5c63", "stroke-width": 2 })
      : svg("rect", { x: -12, y: -11, width: 24, height: 22, fill: "#1d2b33" }),
    svg("text", { "text-anchor": "middle", y: 4, "font-size": 10, fill: one.family ? "#1d2b33" : "#ffffff" }, one.token),
  );
  plan.append(group);
  return { ...one, group };
});

function show(now) {
  let there = 0;
  for (const one of tokens) {
    const here = one.there.some(([start, stop]) => start <= now && now < stop);
    let place = null;
    for (const step of one.steps) {
      if (step[0] > now) break;
      place = step;
    }
    const visible = here && place !== null;
    one.group.setAttribute("visibility", visible ? "visible" : "hidden");
    if (visible) {
      one.group.setAttribute("transform", `translate(${(place[1] * wide) / 10000} ${(place[2] * high) / 10000})`);
      if (one.family) there += 1;
    }
  }
  if (moves.gaps.some(([start, stop]) => start <= now && now < stop)) {
    said.textContent = `Minute ${Math.floor(now / 60000)}: nobody observed`;
    return;
  }
  said.textContent = `Minute ${Math.floor(now / 60000)}: ${there} ${there === 1 ? "family" : "families"} on the plan`;
}

let running = null;
function stop() {
  clearInterval(running);
  running = null;
  button.textContent = "Play";
}
button.addEventListener("click", () => {
  if (running !== null) return stop();
  if (Number(slider.value) >= Number(slider.max)) slider.value = 0;
  button.textContent = "Pause";
  running = setInterval(() => {
    slider.value = Number(slider.value) + 12000; // two minutes of the session in a second
    show(Number(slider.value));
    if (Number(slider.value) >= Number(slider.max)) stop();
  }, 100);
});
slider.addEventListener("input", () => show(Number(slider.value)));
document.getElementById("controls").hidden = false;
show(0);
