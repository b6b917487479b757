// Drawing zones on a room with a mouse, a finger or the keys. The page works without this: the same corners stand in fields as numbers,
// and these fields are what is sent. Corners are in hundredths of the room's width and depth, as there.

const frame = document.getElementById('drawing')
const select = document.getElementById('drawing-zone')
const said = document.getElementById('drawing-said')
const buttons = Object.fromEntries(['close', 'back', 'empty'].map((one) => [one, document.getElementById(`drawing-${one}`)]))
const MEASURE = 'id_measure'
const SVG = 'http://www.w3.org/2000/svg'
const words = said.dataset

// One shape for each field: its corners, and whether it is closed. A shape that came with the page is.
const shapes = [...document.querySelectorAll('[id^="id_zone_"]'), document.getElementById(MEASURE)].filter(Boolean).map((field) => ({
  field,
  name: field.id === MEASURE ? words.measure : document.querySelector(`label[for="${field.id}"]`).textContent.trim(),
  measure: field.id === MEASURE,
  corners: [],
  closed: true
}))
let now = shapes[0]

const svg = element('svg', { role: 'group', 'aria-label': document.querySelector('h1').textContent })
frame.append(svg)

function element (tag, attributes, ...children) {
  const one = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value)
  one.append(...children)
  return one
}

// ---- between the fields and the drawing

function read (shape) {
  const numbers = shape.field.value.split(/[\s,;]+/).filter(Boolean).map(Number)
  const found = []
  for (let at = 0; at + 1 < numbers.length; at += 2) found.push([numbers[at], numbers[at + 1]])
  if (numbers.length % 2 || numbers.some((one) => !(one >= 0 && one <= 100))) return
  if (found.length === 2 && !shape.measure) {
    const [[left, top], [right, bottom]] = found
    found.splice(0, 2, [left, top], [right, top], [right, bottom], [left, bottom])
  }
  shape.corners = found
  shape.closed = found.length > 2 || (shape.measure && found.length === 2)
}

function write (shape) {
  shape.field.value = shape.corners.map(([x, y]) => `${short(x)} ${short(y)}`).join(', ')
}

function short (value) {
  return String(Math.round(value * 10) / 10)
}

function within (value) {
  return Math.min(100, Math.max(0, Math.round(value * 10) / 10))
}

function place (event) {
  const box = svg.getBoundingClientRect()
  return [within((event.clientX - box.left) / box.width * 100), within((event.clientY - box.top) / box.height * 100)]
}

// ---- drawing

function draw () {
  const wide = frame.clientWidth
  const high = frame.clientHeight
  svg.setAttribute('viewBox', `0 0 ${wide} ${high}`)
  const at = ([x, y]) => [x * wide / 100, y * high / 100]
  const found = []
  for (const shape of shapes) {
    if (!shape.corners.length) continue
    const points = shape.corners.map(at)
    const open = shape.closed ? '' : ' babyhubs-open'
    const one = element('polygon', { points: points.join(' '), class: `${shape === now ? 'babyhubs-now' : ''}${open}`, 'data-shape': shapes.indexOf(shape) })
    found.push(one)
    if (shape.measure) continue
    const [left, right] = [Math.min, Math.max].map((edge) => edge(...points.map((corner) => corner[0])))
    const text = element('text', { x: left + 4, y: Math.min(...points.map((corner) => corner[1])) + 14, 'font-size': 12 })
    text.textContent = fitting(shape.name, right - left)
    found.push(text)
  }
  // the zone that is being drawn lies above the others
  found.sort((one, other) => one.classList.contains('babyhubs-now') - other.classList.contains('babyhubs-now'))
  const corners = now.corners.map((corner, number) => handle(number, ...at(corner)))
  const kept = corners.length && document.activeElement && document.activeElement.dataset.corner
  svg.replaceChildren(...found, ...corners)
  if (kept && corners[kept]) corners[kept].focus({ preventScroll: true })
  for (const option of select.options) {
    const shape = shapes[option.value]
    option.textContent = shape.corners.length ? `${shape.name} (${words.drawn})` : shape.name
  }
  buttons.close.disabled = now.closed || now.measure || now.corners.length < 3
  buttons.back.disabled = buttons.empty.disabled = !now.corners.length
  tell()
}

// As much of a name as a zone is wide.
function fitting (name, wide) {
  const most = Math.max(Math.floor((wide - 6) / 6.2), 3)
  return name.length > most ? `${name.slice(0, most - 1)}…` : name
}

function handle (number, x, y) {
  const one = element('g', {
    class: 'babyhubs-corner', role: 'button', tabindex: 0, 'data-corner': number, transform: `translate(${x} ${y})`,
    'aria-label': `${words.corner} ${number + 1}, ${now.name}: ${now.corners[number].map(short).join(' ')}`
  }, element('circle', { r: 22, class: 'babyhubs-reach' }), element('circle', { r: 7, class: 'babyhubs-dot' }))
  one.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? 5 : 0.5
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (by) now.corners[number] = now.corners[number].map((value, axis) => within(value + by[axis]))
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      now.corners.splice(number, 1)
      now.closed = now.closed && now.corners.length > 2 // an open shape takes corners again
    } else if ((event.key === 'Enter' || event.key === ' ') && now.corners.length > 2) now.closed = true
    else return
    event.preventDefault()
    changed()
  })
  return one
}

// One listener for all shapes, and the place from where the finger came down: a browser moves a tap onto the nearest thing that listens.
let dragged = null // the number of a corner
let moved = false
let down = null // where
let held = false // a corner, until just now: the click that may follow adds none

svg.addEventListener('pointerdown', (event) => {
  down = place(event)
  moved = held = false
  const reach = event.pointerType === 'mouse' ? 10 : 22 // pixels
  const away = now.corners.map(([x, y]) => Math.hypot((x - down[0]) * frame.clientWidth, (y - down[1]) * frame.clientHeight) / 100)
  const nearest = away.indexOf(Math.min(...away))
  dragged = away[nearest] <= reach ? nearest : null
  if (dragged === null) return
  event.preventDefault()
  svg.querySelector(`[data-corner="${dragged}"]`).focus({ preventScroll: true })
  svg.setPointerCapture(event.pointerId)
})

svg.addEventListener('pointermove', (event) => {
  if (dragged === null) return
  const to = place(event)
  if (!moved && Math.hypot(to[0] - down[0], to[1] - down[1]) < 1) return // a finger is never quite still
  moved = true
  now.corners[dragged] = to
  changed()
})

for (const end of ['pointerup', 'pointercancel']) {
  svg.addEventListener(end, () => {
    const first = end === 'pointerup' && dragged === 0 && !moved // a tap on it
    held = dragged !== null
    dragged = null
    if (first && !now.closed && now.corners.length > 2) close()
  })
}

svg.addEventListener('click', (event) => {
  const at = down || place(event)
  down = null
  if (held) return
  if (!now.closed || !now.corners.length) {
    now.corners.push(at)
    now.closed = now.measure && now.corners.length === 2
    return changed()
  }
  const shape = event.target.dataset.shape
  if (shape) choose(shapes[shape])
})

function changed () {
  write(now)
  draw()
}

function close () {
  now.closed = true
  draw()
}

function choose (shape) {
  now = shape
  select.value = shapes.indexOf(shape)
  draw()
}

function tell () {
  if (now.closed && now.corners.length) said.textContent = now.measure ? words.measured : words.closed
  else said.textContent = now.corners.length ? words.next : words.first
}

// ---- waking up

shapes.forEach((shape, number) => {
  read(shape)
  select.append(new Option(shape.name, number))
  shape.field.addEventListener('input', () => { read(shape); draw() })
})
now = shapes.find((shape) => !shape.corners.length) || now
select.value = shapes.indexOf(now)
select.addEventListener('change', () => choose(shapes[select.value]))
buttons.close.addEventListener('click', close)
buttons.back.addEventListener('click', () => {
  now.corners.pop()
  now.closed = false
  changed()
})
buttons.empty.addEventListener('click', () => {
  now.corners = []
  now.closed = false
  changed()
})
document.getElementById('drawing-controls').hidden = false
document.getElementById('drawing-numbers').open = Boolean(document.querySelector('#drawing-numbers .nhsuk-error-message'))
new ResizeObserver(draw).observe(frame)
draw()
