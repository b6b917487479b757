// Elements, made in code: no text is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function s(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

export function button(text, onclick, attributes = {}) {
  return h("button", { type: "button", onclick, ...attributes }, text);
}

// A dialog with a title, closed by its own button or the Escape key. content is a function that gets `close`.
export function dialog(title, content) {
  const box = h("dialog", { "aria-labelledby": "dialog-title" });
  const close = () => { box.close(); box.remove(); };
  box.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  filled(box, {}, [h("h2", { id: "dialog-title" }, title), content(close), button("Back", close, { class: "wide" })]);
  document.body.append(box);
  box.showModal();
  return close;
}
