// Clocks that run in the browser, by the server's time.

import { lang, say } from "./words.mjs";

const DAY = 86400;
const offsets = { server: 0 };
let onChange = () => {};
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
    onChange();
  }
}

export function clocks() {
  for (const scope of document.querySelectorAll("[data-scenario]")) tick(scope);
  for (const one of document.querySelectorAll("[data-since]")) {
    const gone = Math.floor((Date.now() + offsets.server - Number(one.dataset.since)) / 1000);
    put(one, one.dataset.ago.replace("{span}", () => span(gone)));
  }
}

export function setClock(root) {
  const bar = root.querySelector("[data-now]");
  if (bar) offsets.server = Number(bar.dataset.now) - Date.now();
}

/** `renew` is called when a moment has passed at which a mark on the page changes. */
export function startClocks(renew) {
  onChange = renew;
  clocks();
  setInterval(clocks, 1000);
}
