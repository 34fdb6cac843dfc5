// What the pages do beyond plain HTML: clocks that run, news without loading again, drafts, and keys.
// Every change comes as HTML from this server; without this script everything can be read and answered.

import { setClock, startClocks } from "./clocks.mjs";
import { startDetails } from "./details.mjs";
import { PENDING, draftName, keep, onInput, restore, settleDrafts } from "./drafts.mjs";
import { startFilters } from "./filters.mjs";
import { remember, scrolling } from "./parts.mjs";
import { follow, renew } from "./stream.mjs";

let composing = false;
document.addEventListener("compositionstart", () => { composing = true; });
document.addEventListener("compositionend", () => { setTimeout(() => { composing = false; }); });

function onKey(event) {
  if (event.key !== "Enter") return;
  const field = event.target;
  // The Enter that ends a conversion of the input method belongs to it, in browsers that say so late as well.
  if (event.isComposing || composing || event.keyCode === 229) {
    if (field.tagName === "INPUT") event.preventDefault();
    return;
  }
  const form = field.form;
  if (!form || !form.matches("[data-guard]")) return;
  if (event.ctrlKey || event.metaKey) { event.preventDefault(); form.requestSubmit(); return; }
  if (field.tagName === "INPUT" && !["submit", "button"].includes(field.type) && form.method === "post" && !form.matches("[data-enter]")) {
    event.preventDefault();
    const fields = [...form.elements].filter((one) => one.type !== "hidden" && !one.disabled && one.offsetParent);
    fields[fields.indexOf(field) + 1]?.focus();
  }
}

function onSubmit(event) {
  const form = event.target;
  if (composing || form.dataset.sent) { event.preventDefault(); return; }
  if (!form.matches("[data-guard]")) return;
  form.dataset.sent = "1";
  try { if (form.dataset.draft) { keep(form); sessionStorage.setItem(PENDING, draftName(form)); } } catch { /* Storage is off. */ }
  const button = event.submitter || form.querySelector("button");
  if (button) { button.setAttribute("aria-disabled", "true"); button.classList.add("sending"); }
  setTimeout(() => { delete form.dataset.sent; button?.removeAttribute("aria-disabled"); }, 8000);
}

async function keepAnswer(form) {
  // Answers to the questions at the end are kept as they are given; the button does the same by hand.
  const badge = form.querySelector(".kept");
  badge.hidden = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    badge.hidden = false;
    localStorage.removeItem(draftName(form));
  } catch { /* It stays as a draft. */ }
}

function code() {
  // A code in the address after "#" never reaches a log of any server.
  const field = document.getElementById("code");
  const given = new URLSearchParams(location.hash.slice(1)).get("code");
  if (field && given && !field.value) field.value = given;
}

function begin() {
  // A form that was refused is shown where it was sent to, which is no page: news are asked for at the page it is on.
  if (document.body.dataset.here) history.replaceState(null, "", document.body.dataset.here);
  remember(document);
  setClock(document);
  settleDrafts();
  for (const form of document.querySelectorAll("form[data-draft]")) {
    restore(form);
  }
  document.addEventListener("input", onInput);
  document.addEventListener("change", (event) => {
    onInput(event);
    if (event.target.form?.matches("[data-autosave]")) keepAnswer(event.target.form);
  });
  document.addEventListener("keydown", onKey);
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  const tabs = document.querySelector(".tabs");
  const here = tabs?.querySelector("[aria-current]");
  if (here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
  startFilters();
  startDetails();
  code();
  document.getElementById("fault")?.focus({ preventScroll: false });
  for (const list of document.querySelectorAll("[data-end]")) { const box = scrolling(list); if (box) box.scrollTop = box.scrollHeight; }
  if (document.body.dataset.live) {
    follow();
    startClocks(renew);
  }
}

begin();
