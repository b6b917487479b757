// A field note, about the token that is chosen. It asks once more where it looks as if it led to a person.

import { button, dialog, h } from "./dom.js";
import { nameIn } from "./names.js";

export function note(view) {
  const actor = view.state.actors.get(view.selected);
  dialog(actor ? `Note about ${actor.token}` : "Note", (close) => {
    const told = h("p", { role: "alert" });
    const text = h("textarea", { id: "note", rows: 4, maxlength: 500 });
    let warned = "";
    const store = button("Keep the note", () => {
      const given = text.value.trim(), found = nameIn(given);
      if (!given) return;
      if (found && warned !== given) {
        warned = given;
        told.textContent = `“${found}” looks as if it led to a person. Write a token (F07) or a role instead. Press again to keep it as it is.`;
        return;
      }
      view.tap({ kind: "note", text: given, actor: actor?.token, zone: actor?.zone });
      close();
    }, { class: "wide main" });
    return [h("label", { for: "note" }, "What happened. No names, nothing that leads to a person."), text, told, store];
  });
}
