// Reads the codes on a phone's screen with this computer's camera. One frame after the other is sent to the workbench, which answers with the
// parts it saw in it. When none is missing, the form that takes photographs is sent, with the parts in its hidden field. No picture is kept.

const box = document.getElementById('camera')
const said = document.getElementById('camera-said')
const video = document.getElementById('camera-picture')
const start = document.getElementById('camera-start')
const form = document.getElementById('from-codes')
const words = box.dataset
const WAIT = 60 // milliseconds between an answer and the next frame
const series = new Map() // parts by number, for each session that was seen

for (const line of form.elements.parts.value.split(/\s+/).filter(Boolean)) keep(line)
said.textContent = '' // how far it had come stands above
let looking = false

if (navigator.mediaDevices?.getUserMedia) {
  box.hidden = false
  start.addEventListener('click', () => {
    if (looking) looking = false
    else look()
  })
}

async function look () {
  looking = true
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, facingMode: { ideal: 'environment' } } })
    video.hidden = false
    await video.play()
  } catch {
    looking = false
    said.textContent = words.refused
    return
  }
  const use = start.textContent
  start.textContent = words.stop
  said.textContent = words.looking
  const canvas = document.createElement('canvas')
  while (looking && !(await one(canvas))) {
    await new Promise((resolve) => setTimeout(resolve, WAIT))
  }
  for (const track of video.srcObject.getTracks()) track.stop()
  video.hidden = true
  looking = false
  start.textContent = use
}

// Whether the camera can stop: all is here, or nobody answers.
async function one (canvas) {
  Object.assign(canvas, { width: video.videoWidth, height: video.videoHeight })
  const pen = canvas.getContext('2d')
  pen.filter = 'grayscale(1)'
  pen.drawImage(video, 0, 0)
  const body = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  const headers = { 'X-CSRFToken': form.elements.csrfmiddlewaretoken.value, 'Content-Type': 'image/jpeg' }
  const answer = await fetch(words.frame, { method: 'POST', body, headers, redirect: 'manual' }).catch(() => null)
  if (!answer?.ok) {
    said.textContent = words.out
    return true
  }
  const { parts, what } = await answer.json()
  if (what) said.textContent = what
  let whole = false
  for (const line of parts) whole = keep(line) || whole
  if (whole) {
    said.textContent = words.taken
    form.submit()
  }
  return whole
}

// A part says itself which it is (observation-log.md, "As codes"). Gives whether its session is whole now.
function keep (line) {
  const bytes = [...atob(line)].map((sign) => sign.charCodeAt(0))
  const number = bytes[3] * 256 + bytes[4], of = bytes[5] * 256 + bytes[6], name = bytes.slice(5, 11).join()
  if (!series.has(name)) series.set(name, new Map())
  const known = series.get(name).set(number, line)
  form.elements.parts.value = [...known.values()].join(' ')
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((at) => !known.has(at))
  const some = missing.slice(0, 8).join(', ') + (missing.length > 8 ? ' …' : '')
  said.textContent = words.progress.replace('{1}', known.size).replace('{2}', of).replace('{3}', some)
  return !missing.length
}
