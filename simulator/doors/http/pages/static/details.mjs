// What is folded up: all of it opened at once, and on paper nothing stays hidden.

function openAll(button) {
  const open = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(open));
  for (const one of document.getElementById(button.dataset.openAll).querySelectorAll("details")) one.open = open;
}

function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); target.querySelector("summary").focus({ preventScroll: true }); }
}

export function startDetails() {
  for (const button of document.querySelectorAll("[data-open-all]")) {
    button.closest("[hidden]")?.removeAttribute("hidden");
    button.addEventListener("click", () => openAll(button));
  }
  window.addEventListener("hashchange", showTarget);
  showTarget();
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")].filter((one) => !one.querySelector("form") && !one.closest("form"));
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => { for (const one of opened) one.open = false; });
}
