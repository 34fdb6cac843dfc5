// Parts of a page that the server has made anew: exchanged where they differ and nobody types in them.

import { clocks, setClock } from "./clocks.mjs";
import { restore } from "./drafts.mjs";
import { say } from "./words.mjs";

const known = new Map();
const told = new Set();

function isBusy(element) {
  const active = document.activeElement;
  if (active && active !== element && element.contains(active) && active.matches("input, textarea, select")) return true;
  for (const field of element.querySelectorAll("textarea, input:not([type=hidden])")) {
    if (field.matches("[type=radio], [type=checkbox]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue) return true;
  }
  return false;
}

function exchange(old, fresh, key) {
  const html = fresh.outerHTML;
  if (known.get(key) === html) return;
  if (isBusy(old)) return;
  known.set(key, html);
  const active = document.activeElement;
  const focused = active && old.contains(active) ? active.id : "";
  const atEnd = old.matches("[data-end]") && isAtEnd(scrolling(old));
  const box = scrolling(old);
  const top = box ? box.scrollTop : 0;
  for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const name of fresh.getAttributeNames()) old.setAttribute(name, fresh.getAttribute(name));
  old.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (box) box.scrollTop = atEnd ? box.scrollHeight : top;
}

export function scrolling(element) {
  const box = element.closest(".side, .inbox");
  return box && box.scrollHeight > box.clientHeight ? box : null;
}

function isAtEnd(box) {
  return !box || box.scrollTop + box.clientHeight >= box.scrollHeight - 30;
}

function arrange(old, fresh) {
  const wanted = [...fresh.children];
  for (const child of [...old.children]) {
    if (!wanted.some((one) => one.id === child.id) && !isBusy(child)) { known.delete(child.id); child.remove(); }
  }
  let place = old.firstElementChild;
  for (const child of wanted) {
    const found = child.id ? document.getElementById(child.id) : null;
    const here = found && found.parentElement === old;
    // What can be done with it has changed: it is made anew, but never under somebody who writes in it.
    const stays = here && (found.dataset.shape === child.dataset.shape || isBusy(found));
    if (here && found === place) place = place.nextElementSibling;
    else if (stays && !found.contains(document.activeElement)) old.insertBefore(found, place);
    if (!stays) {
      const focused = here && found.contains(document.activeElement);
      if (here) found.remove();
      known.set(child.id, child.outerHTML);
      old.insertBefore(child, place);
      for (const form of child.querySelectorAll("form[data-draft]")) restore(form);
      if (focused) { child.tabIndex = -1; child.focus({ preventScroll: true }); }
    }
  }
}

export function remember(root) {
  for (const part of root.querySelectorAll("[data-part]")) known.set(part.id, part.outerHTML);
  for (const one of root.querySelectorAll("[data-say]")) told.add(one.id);
}

function announce(fresh) {
  const arrived = [...fresh.querySelectorAll("[data-say]")].filter((one) => !told.has(one.id));
  for (const one of arrived) told.add(one.id);
  if (!arrived.length) return;
  const notice = document.getElementById("notice");
  if (!notice) return;
  const lines = arrived.slice(0, 3).map((one) => {
    const line = document.createElement("p");
    const text = document.createElement("span");
    text.className = "said";
    text.textContent = one.dataset.say;
    line.append(text, " ");
    if (one.dataset.href && one.dataset.href !== location.pathname) {
      const link = document.createElement("a");
      link.href = one.dataset.href;
      link.textContent = say("open");
      line.append(link);
    }
    return line;
  });
  notice.replaceChildren(...lines);
}

export function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const title = fresh.querySelector("title");
  if (title) document.title = title.textContent;
  setClock(fresh);
  announce(fresh);
  for (const list of fresh.querySelectorAll("[data-list]")) {
    const old = document.getElementById(list.id);
    if (old) arrange(old, list.cloneNode(true));
  }
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = document.getElementById(part.id);
    if (old) exchange(old, part, part.id);
  }
  clocks();
}
