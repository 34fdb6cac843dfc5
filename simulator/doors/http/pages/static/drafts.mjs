// Drafts: what was typed and not sent, kept in this browser.

const PREFIX = "tabletop:";
const body = document.body;
const place = body.dataset.place || "";
export const draftName = (form) => `${PREFIX}${place}:${form.dataset.draft}`;
export const PENDING = `${PREFIX}pending`;

function draftOf(form) {
  const kept = [];
  let some = false;
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "checkbox" || field.type === "radio") { if (!field.checked) continue; }
    else if (!field.value || field.value === field.defaultValue) continue;
    kept.push([field.name, field.value]);
    // A list has always something chosen: by itself it is no draft.
    some ||= field.tagName !== "SELECT";
  }
  return some ? kept : [];
}

export function keep(form) {
  try {
    const kept = draftOf(form);
    if (kept.length) localStorage.setItem(draftName(form), JSON.stringify(kept));
    else localStorage.removeItem(draftName(form));
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = !kept.length;
  } catch { /* No room, or storage is off: writing goes on. */ }
}

export function restore(form) {
  let kept;
  try { kept = JSON.parse(localStorage.getItem(draftName(form)) || "[]"); } catch { return; }
  if (!kept.length || form.hasAttribute("data-refilled")) return;
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden") continue;
    const values = kept.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "checkbox" || field.type === "radio") { if (values.length) field.checked = values.includes(field.value); }
    else if (values.length) field.value = values[values.length - 1];
  }
  form.closest("details")?.setAttribute("open", "");
  const note = form.querySelector(".draft-note");
  if (note) note.hidden = false;
}

export function onInput(event) {
  const form = event.target.form;
  if (form?.matches("[data-draft]")) keep(form);
}

export function settleDrafts() {
  try {
    const pending = sessionStorage.getItem(PENDING);
    sessionStorage.removeItem(PENDING);
    if (pending && body.dataset.done) localStorage.removeItem(pending);
    if (body.hasAttribute("data-finished")) {
      for (const name of Object.keys(localStorage)) {
        if (name.startsWith(`${PREFIX}${place}:`) && !name.endsWith(":reflection")) localStorage.removeItem(name);
      }
    }
  } catch { /* Storage is off. */ }
}
