// What the pages do beyond plain HTML: clocks that run, news without loading again, drafts, and keys.
// Every change comes as HTML from this server; a part of the page is exchanged only where it differs and nobody types.

const body = document.body;
const words = JSON.parse(body.dataset.words || "{}");
const lang = document.documentElement.lang;
const say = (name, gaps = {}) => (words[name] || "").replace(/\{(\w+)\}/g, (_, gap) => gaps[gap] ?? "");
const fill = (element, ...children) => element.replaceChildren(...children);

// ---- Clocks

const DAY = 86400;
const offsets = { server: 0 };
const two = (number) => String(number).padStart(2, "0");

function span(seconds) {
  const units = lang === "ja" ? [[DAY, "日"], [3600, "時間"], [60, "分"], [1, "秒"]]
    : [[DAY, " d"], [3600, " h"], [60, " min"], [1, " s"]];
  let rest = Math.max(0, seconds);
  if (rest >= 600) rest = Math.floor(rest / 60) * 60;
  const parts = [];
  for (const [size, unit] of units) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count) parts.push(`${count}${unit}`);
    if (parts.length === 2) break;
  }
  if (!parts.length) parts.push(`0${units[3][1]}`);
  return parts.join(lang === "ja" ? "" : " ");
}

function scenarioNow(data, real) {
  const start = Number(data.scenario);
  if (data.running !== "1") return start;
  const gone = Math.max(0, real - Number(data.real));
  return start + Math.floor((gone * Number(data.pace) * Number(data.percent)) / 100000);
}

function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function tick(scope) {
  const data = scope.dataset;
  const real = Date.now() + offsets.server;
  const now = scenarioNow(data, real);
  const day = Math.floor(now / DAY);
  const rest = now % DAY;
  const find = (name) => scope.querySelector(`[data-clock="${name}"]`) || (scope.id === "clockbar" ? document.getElementById(`clock-${name}`) : null);
  put(find("time"), `D${day + 1} ${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}`);
  const date = data.dates ? JSON.parse(data.dates)[day] : "";
  if (date) put(find("date"), date);
  if (data.started === "1" && data.over !== "1") {
    const gone = Math.floor(Math.max(0, real - Number(data.began)) / 1000);
    put(find("real"), `${Math.floor(gone / 3600)}:${two(Math.floor((gone % 3600) / 60))}:${two(gone % 60)}`);
  }
  const due = Number(data.due);
  if (due >= now) put(find("left"), say("left", { left: span(due - now) }));
  if (data.running === "1" && Number(data.change) > 0 && now >= Number(data.change) && scope.dataset.passed !== data.change) {
    scope.dataset.passed = data.change;
    renew();
  }
}

function clocks() {
  for (const scope of document.querySelectorAll("[data-scenario]")) tick(scope);
}

function setClock(root) {
  const bar = root.querySelector("[data-now]");
  if (bar) offsets.server = Number(bar.dataset.now) - Date.now();
}

// ---- News: parts of the page that the server has changed

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
  fill(old, ...fresh.childNodes);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (box) box.scrollTop = atEnd ? box.scrollHeight : top;
}

function scrolling(element) {
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
    if (found && found.parentElement === old) {
      if (found === place) place = place.nextElementSibling;
      else if (!found.contains(document.activeElement)) old.insertBefore(found, place);
    } else {
      known.set(child.id, child.outerHTML);
      old.insertBefore(child, place);
      for (const form of child.querySelectorAll("form[data-draft]")) restore(form);
    }
  }
}

function remember(root) {
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
  fill(notice, ...lines);
}

function take(html) {
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

let busy = false;
let again = false;

async function renew() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    do {
      again = false;
      const answer = await fetch(location.pathname + location.search, { headers: { "X-Fragment": "live", Accept: "text/html" }, redirect: "manual" });
      if (!answer.ok) { if (answer.status === 0 || [401, 403, 409].includes(answer.status)) ended(); break; }
      take(await answer.text());
    } while (again);
  } catch { /* The connection is away; the event source says so and comes back. */ } finally { busy = false; }
}

// ---- Connection

let source = null;
let lost = 0;
let over = false;

function connection(name) {
  const place = document.getElementById("connection");
  if (!place) return;
  place.hidden = !name;
  put(place, name ? say(name) : "");
}

function ended(event) {
  // A server that is being restarted comes back; anything else is for good.
  if (event?.data && JSON.parse(event.data).code === "door.closing") return;
  over = true;
  source?.close();
  connection("ended");
}

function listen() {
  const address = new URL(body.dataset.live, location.href);
  address.searchParams.set("signal", "1");
  if (body.dataset.position) address.searchParams.set("since", body.dataset.position);
  source = new EventSource(address);
  source.addEventListener("hello", () => {
    const was = lost;
    lost = 0;
    if (was) { connection("back"); renew(); setTimeout(() => { if (!lost && !over) connection(""); }, 4000); }
  });
  // A little later for each, so that a whole room does not ask in the same moment.
  source.addEventListener("changed", () => { tabs?.postMessage("changed"); setTimeout(renew, Math.random() * 120); });
  source.addEventListener("ended", ended);
  source.onerror = () => {
    if (over || resting) return;
    if (!lost) lost = Date.now();
    setTimeout(() => { if (lost && !over && !resting) connection("lost"); }, 1500);
    if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (!over && !resting) { renew(); listen(); } }, 3000);
  };
}

// Browsers give one server six connections. Of many tabs, the ones in sight listen and tell the others.

const tabs = body.dataset.live && "BroadcastChannel" in window ? new BroadcastChannel(`tabletop:${body.dataset.place}`) : null;
let resting = false;
let waking = 0;

function inSight() {
  clearTimeout(waking);
  tabs?.postMessage("mine");
  if (resting) { resting = false; listen(); }
}

function shareStream() {
  if (!tabs) return;
  tabs.onmessage = ({ data }) => {
    if (over) return;
    clearTimeout(waking);
    if (data === "mine" && document.hidden && !resting) { resting = true; source?.close(); connection(""); }
    if (data === "changed" && resting) renew();
    if (data === "gone" && resting) waking = setTimeout(() => { resting = false; listen(); renew(); }, 3000);
  };
  window.addEventListener("pagehide", () => { if (!resting) tabs.postMessage("gone"); });
  if (!document.hidden) inSight();
}

// ---- Drafts: what was typed and not sent, kept in this browser

const PREFIX = "tabletop:";
const place = body.dataset.place || "";
const draftName = (form) => `${PREFIX}${place}:${form.dataset.draft}`;
const PENDING = `${PREFIX}pending`;

function draftOf(form) {
  const kept = [];
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "submit") continue;
    if (field.type === "checkbox" || field.type === "radio") { if (field.checked) kept.push([field.name, field.value]); }
    else if (field.value && field.value !== field.defaultValue) kept.push([field.name, field.value]);
  }
  return kept.some(([name]) => name !== "role" && name !== "by" && name !== "how") ? kept : [];
}

function keep(form) {
  try {
    const kept = draftOf(form);
    if (kept.length) localStorage.setItem(draftName(form), JSON.stringify(kept));
    else localStorage.removeItem(draftName(form));
    const note = form.querySelector(".draft-note");
    if (note) note.hidden = !kept.length;
  } catch { /* No room, or storage is off: writing goes on. */ }
}

function restore(form) {
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

function onInput(event) {
  const form = event.target.form;
  if (form?.matches("[data-draft]")) keep(form);
}

function settleDrafts() {
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

// ---- Forms and keys

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

function filters() {
  for (const field of document.querySelectorAll("[data-filter]")) {
    field.closest("[hidden]")?.removeAttribute("hidden");
    const rows = [...document.getElementById(field.dataset.filter).querySelectorAll(".choice")];
    const folded = (text) => text.normalize("NFKC").toLowerCase();
    field.addEventListener("input", () => {
      const wanted = folded(field.value).split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const text = folded(row.textContent);
        row.hidden = !wanted.every((word) => text.includes(word)) && !row.querySelector("input").checked;
      }
    });
  }
}

function code() {
  // A code in the address after "#" never reaches a log of any server.
  const field = document.getElementById("code");
  const given = new URLSearchParams(location.hash.slice(1)).get("code");
  if (field && given && !field.value) field.value = given;
}

function begin() {
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
  filters();
  code();
  document.getElementById("fault")?.focus({ preventScroll: false });
  for (const list of document.querySelectorAll("[data-end]")) { const box = scrolling(list); if (box) box.scrollTop = box.scrollHeight; }
  if (body.dataset.live) {
    listen();
    shareStream();
    clocks();
    setInterval(clocks, 1000);
    document.addEventListener("visibilitychange", () => { if (!document.hidden && !over) { inSight(); renew(); } });
  }
}

begin();
