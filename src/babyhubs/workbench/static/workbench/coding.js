// Coding with a mouse, a finger or the keys alone. The page works without this: sentences have numbers, and the form takes them.
// Places are counted in code points, because the server does, and a browser counts in UTF-16.

const text = document.getElementById('text')
const panel = document.getElementById('panel')
const form = document.getElementById('code-form')
const said = document.getElementById('said')
const select = document.getElementById('id_code')
const memo = document.getElementById('id_memo')
const quote = document.getElementById('chosen')
const chosenBox = panel.querySelector('.babyhubs-chosen')
const points = (words) => Array.from(words).length

let anchor = 0 // the sentence from which one chooses, and to which
let focus = 0

const sentence = (number) => document.getElementById(`s${number}`)
const numberOf = (node) => Number(node.dataset.sentence)
const last = () => text.querySelectorAll('[data-sentence]').length
const pieces = (node) => [...node.querySelectorAll('[data-at]')]
const endOf = (piece) => Number(piece.dataset.at) + points(piece.textContent)

// ---- what is chosen

function choose (start, end, words) {
  form.elements.start.value = start
  form.elements.end.value = end
  quote.textContent = words
  chosenBox.hidden = false
  panel.classList.add('babyhubs-has-words')
}

function nothingChosen () {
  form.elements.start.value = form.elements.end.value = ''
  quote.textContent = ''
  chosenBox.hidden = true
  panel.classList.remove('babyhubs-has-words')
  text.querySelectorAll('.babyhubs-now-chosen').forEach((one) => one.classList.remove('babyhubs-now-chosen'))
  if (window.CSS && CSS.highlights) CSS.highlights.delete('chosen')
}

function chooseSentences (from, to) {
  nothingChosen()
  anchor = from
  focus = to
  const [low, high] = from < to ? [from, to] : [to, from]
  const words = []
  for (let number = low; number <= high; number++) {
    sentence(number).classList.add('babyhubs-now-chosen')
    words.push(pieces(sentence(number)).map((one) => one.textContent).join(''))
  }
  choose(Number(pieces(sentence(low))[0].dataset.at), endOf(pieces(sentence(high)).at(-1)), words.join(' '))
}

function moveTo (number, extend) {
  const to = Math.min(Math.max(number, 1), last())
  for (const one of text.querySelectorAll('[data-sentence][tabindex="0"]')) one.tabIndex = -1
  sentence(to).tabIndex = 0
  sentence(to).focus()
  chooseSentences(extend && anchor ? anchor : to, to)
}

// The place of one end of a selection: inside a piece, or before the first piece that comes after it.
function placeOf (node, offset) {
  const piece = node.nodeType === Node.TEXT_NODE && node.parentElement.closest('[data-at]')
  if (piece) return Number(piece.dataset.at) + points(node.data.slice(0, offset))
  const here = document.createRange()
  here.setStart(node, offset)
  for (const one of pieces(text)) {
    if (here.comparePoint(one, 0) > 0) return Number(one.dataset.at)
  }
  return endOf(pieces(text).at(-1))
}

function bySelection () {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return
  const range = selection.getRangeAt(0)
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return
  const start = placeOf(range.startContainer, range.startOffset)
  const end = placeOf(range.endContainer, range.endOffset)
  if (end <= start) return
  nothingChosen()
  anchor = focus = 0
  choose(start, end, selection.toString())
  if (window.CSS && CSS.highlights) CSS.highlights.set('chosen', new Highlight(range.cloneRange()))
}

let settling
document.addEventListener('selectionchange', () => {
  clearTimeout(settling)
  settling = setTimeout(bySelection, 150)
})

text.addEventListener('click', (event) => {
  const one = event.target.closest('[data-sentence]')
  if (!one || !document.getSelection().isCollapsed) return
  moveTo(numberOf(one), event.shiftKey)
})

for (const button of panel.querySelectorAll('[data-extend]')) {
  button.addEventListener('click', () => {
    if (!focus) return
    const to = Math.min(Math.max(focus + Number(button.dataset.extend), anchor), last())
    chooseSentences(anchor, to)
  })
}

// ---- keys in the text

text.addEventListener('keydown', (event) => {
  const one = event.target.closest('[data-sentence]')
  if (!one || event.ctrlKey || event.metaKey || event.altKey) return
  const here = numberOf(one)
  const act = {
    ArrowDown: () => moveTo(here + 1, event.shiftKey),
    ArrowUp: () => moveTo(here - 1, event.shiftKey),
    PageDown: () => moveTo(turnFrom(one, 1), event.shiftKey),
    PageUp: () => moveTo(turnFrom(one, -1), event.shiftKey),
    Home: () => moveTo(1, event.shiftKey),
    End: () => moveTo(last(), event.shiftKey),
    ' ': () => moveTo(here, false),
    Enter: () => { chosenAt(here); search.focus() },
    m: () => { chosenAt(here); memo.focus() },
    u: undo,
    Escape: nothingChosen
  }[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

// A sentence that has the focus is chosen, if nothing else is.
function chosenAt (number) {
  if (!form.elements.start.value) chooseSentences(number, number)
}

function turnFrom (one, step) {
  let turn = one.closest('[data-turn]')
  do turn = step > 0 ? turn.nextElementSibling : turn.previousElementSibling
  while (turn && !turn.querySelector('[data-sentence]'))
  return turn ? numberOf(turn.querySelector('[data-sentence]')) : numberOf(one)
}

panel.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const back = sentence(focus || anchor) || text.querySelector('[data-sentence][tabindex="0"]')
  if (back) back.focus()
})

// ---- choosing a code: a few letters of its name

const found = document.createElement('ul')
const search = document.createElement('input')
const codes = [...select.querySelectorAll('option[value]:not([value=""])')].map((one) => ({
  guid: one.value,
  name: one.textContent,
  heading: one.parentElement.label || '',
  about: one.title,
  direction: one.dataset.direction
}))
const SIGNS = { barrier: '▼', facilitator: '▲' }
let shown = []
let at = 0

function build () {
  search.className = 'nhsuk-input'
  search.id = 'code-search'
  search.autocomplete = 'off'
  search.setAttribute('role', 'combobox')
  search.setAttribute('aria-controls', 'code-found')
  search.setAttribute('aria-autocomplete', 'list')
  search.setAttribute('aria-expanded', 'false')
  found.id = 'code-found'
  found.className = 'babyhubs-found'
  found.hidden = true
  found.setAttribute('role', 'listbox')
  const label = panel.querySelector('label[for="id_code"]')
  found.setAttribute('aria-label', label.textContent)
  label.htmlFor = search.id
  select.hidden = true
  select.after(search, found)
}

function words (one) {
  return `${one.heading} ${one.name}`.toLocaleLowerCase()
}

function list () {
  const asked = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  shown = codes.filter((one) => asked.every((word) => words(one).includes(word)))
  at = Math.min(at, Math.max(shown.length - 1, 0))
  found.replaceChildren(...shown.map((one, place) => {
    const entry = document.createElement('li')
    const sign = document.createElement('span')
    sign.className = 'babyhubs-sign'
    sign.setAttribute('aria-hidden', 'true')
    sign.textContent = SIGNS[one.direction] || '●'
    entry.id = `code-${place}`
    entry.className = `babyhubs-${one.direction || 'none'}`
    entry.setAttribute('role', 'option')
    entry.setAttribute('aria-selected', String(place === at))
    entry.title = one.about
    entry.append(sign, one.name)
    entry.addEventListener('mousedown', (event) => {
      event.preventDefault()
      pick(one)
    })
    return entry
  }))
  found.hidden = !shown.length
  search.setAttribute('aria-expanded', String(!found.hidden))
  if (shown.length) search.setAttribute('aria-activedescendant', `code-${at}`)
  else search.removeAttribute('aria-activedescendant')
  const now = found.children[at]
  if (now) found.scrollTop = Math.max(0, now.offsetTop - found.clientHeight / 2)
}

function shut () {
  found.hidden = true
  search.setAttribute('aria-expanded', 'false')
  search.removeAttribute('aria-activedescendant')
}

function pick (one) {
  select.value = one.guid
  search.value = one.name
  shut()
  if (form.elements.start.value) send(form)
}

search.addEventListener('focus', () => { search.select(); at = 0; list() })
search.addEventListener('blur', shut)
search.addEventListener('input', () => { select.value = ''; at = 0; list() })
search.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    if (found.hidden) return list()
    at = (at + (event.key === 'ArrowDown' ? 1 : -1) + shown.length) % (shown.length || 1)
    list()
  } else if (event.key === 'Enter') {
    event.preventDefault()
    if (!select.value && search.value) list() // the list may have been shut on the way
    if (!found.hidden && shown[at]) pick(shown[at])
    else send(form)
  }
})

// ---- sending

function tell (words, wrong) {
  said.textContent = words
  said.classList.toggle('babyhubs-wrong', wrong)
}

async function send (one) {
  const body = new FormData(one)
  body.append('part', '1')
  return post(one.action, body)
}

async function post (address, body) {
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(body), redirect: 'error' }).catch(() => null)
  if (!answer || !answer.ok) return tell('This was not kept. Open the page again, and sign in if you are asked to.', true)
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const back = page.getElementById('said')
  const wrong = back.dataset.wrong === 'yes'
  const kept = focus
  for (const turn of page.querySelectorAll('[data-turn]')) document.getElementById(turn.id).replaceWith(turn)
  tell(back.textContent, wrong)
  if (wrong) return
  document.getElementById('count').textContent = page.getElementById('count').textContent
  search.value = memo.value = select.value = ''
  ready()
  nothingChosen()
  if (kept) {
    anchor = focus = kept
    for (const old of text.querySelectorAll('[data-sentence][tabindex="0"]')) old.tabIndex = -1
    sentence(kept).tabIndex = 0
    sentence(kept).focus({ preventScroll: true })
  }
}

function undo () {
  return send(document.getElementById('undo'))
}

document.addEventListener('submit', (event) => {
  const one = event.target
  if (!['code-form', 'undo', 'take-back'].includes(one.id)) return
  event.preventDefault()
  const body = new FormData(one)
  body.append('part', '1')
  if (event.submitter && event.submitter.name) body.append(event.submitter.name, event.submitter.value)
  post(one.action, body)
})

// ---- waking up

function ready () {
  for (const one of text.querySelectorAll('[data-sentence]:not([tabindex])')) one.tabIndex = -1
  if (!text.querySelector('[data-sentence][tabindex="0"]')) {
    const first = text.querySelector('[data-sentence]')
    if (first) first.tabIndex = 0
  }
}

build()
panel.querySelector('.babyhubs-by-number').hidden = true
panel.querySelector('.babyhubs-keys').hidden = false
ready()
