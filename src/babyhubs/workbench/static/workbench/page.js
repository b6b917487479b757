// Wakes the design system's components. The pages work without it.
import { initAll } from './nhsuk-frontend.min.js'

document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('nhsuk-frontend-supported')
initAll()

// Two minutes before a session ends for want of pages: a warning, and one press to stay (WCAG 2.2.1). Without this script
// the page says when it ends, and a link in a new tab does the same.
const session = document.getElementById('session')
const WARN = 120
let timers = []

function plan (seconds) {
  timers.forEach(clearTimeout)
  timers = [
    setTimeout(() => document.getElementById('session-warning').showModal(), Math.max(seconds - WARN, 0) * 1000),
    setTimeout(ended, seconds * 1000)
  ]
}

function ended () {
  document.getElementById('session-warning').close('ended')
  document.getElementById('session-ended').showModal()
}

async function stay (event) {
  if (event.target.returnValue === 'ended') return
  const answer = await fetch(session.dataset.stay, { redirect: 'error' }).catch(() => null)
  if (!answer || !answer.ok) return ended()
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  document.getElementById('session-end').textContent = page.getElementById('session-end').textContent
  plan(Number(page.getElementById('session').dataset.endsIn))
}

if (session) {
  plan(Number(session.dataset.endsIn))
  document.getElementById('session-warning').addEventListener('close', stay)
}
