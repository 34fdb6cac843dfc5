// News: the server signals that something has changed, and the page asks for its parts.

import { take } from "./parts.mjs";
import { say } from "./words.mjs";

const body = document.body;

let busy = false;
let again = false;

export async function renew() {
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

let source = null;
let lost = 0;
let over = false;

function connection(name) {
  const place = document.getElementById("connection");
  if (!place) return;
  place.hidden = !name;
  const told = name ? say(name) : "";
  if (place.textContent !== told) place.textContent = told;
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

export function follow() {
  listen();
  shareStream();
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !over) { inSight(); renew(); } });
}
