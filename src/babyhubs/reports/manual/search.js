// Finds pages by words, in the index that lies beside this file. Without scripts the lists of pages lead everywhere.
const form = document.querySelector("form[role=search]");
const list = document.getElementById("found");
const counts = (text, word) => Math.min(text.split(word).length - 1, 10);

function find(typed) {
  const words = typed.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  return pages
    .map(([address, title, text]) => {
      const name = title.toLowerCase(), all = text.toLowerCase();
      const scores = words.map((word) => 20 * name.includes(word) + counts(all, word));
      return { address, title, score: words.length && scores.every(Boolean) ? scores.reduce((a, b) => a + b) : 0 };
    })
    .filter((one) => one.score)
    .sort((a, b) => b.score - a.score)
    .slice(0, 30);
}

form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const found = find(form.elements.words.value);
  list.replaceChildren(
    ...found.map(({ address, title }) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = form.dataset.up + address;
      link.textContent = title;
      item.append(link);
      return item;
    }),
  );
  document.getElementById("told").textContent = found.length ? `${found.length} pages` : "No page has all of these words.";
});
