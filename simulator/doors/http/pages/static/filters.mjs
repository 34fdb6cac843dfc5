// Finding somebody in a long list to choose from: who is called so first, then who is only mentioned, and where.

const folded = (text) => text.normalize("NFKC").toLowerCase();

function places(row) {
  return JSON.parse(row.dataset.also || "[]");
}

function found(row, wanted) {
  const name = folded(`${row.querySelector(".who").textContent}\n${row.querySelector("input").value}`);
  if (wanted.every((word) => name.includes(word))) return 1;
  const all = [name, ...places(row).map(([, text]) => folded(text))].join("\n");
  return wanted.every((word) => all.includes(word)) ? 2 : 0;
}

function explain(row, wanted) {
  // Why the row is there: the entries with words that nobody sees in it otherwise.
  const seen = folded(row.querySelector("label").textContent);
  const left = wanted.filter((word) => !seen.includes(word));
  const why = row.querySelector(".why");
  const told = places(row).filter(([, text]) => left.some((word) => folded(text).includes(word)));
  why.textContent = told.map(([label, text]) => `${label} ${text}`).join(" / ");
  why.hidden = !told.length;
}

function filter(field, list, rows, headings, none) {
  const wanted = folded(field.value).split(/\s+/).filter(Boolean);
  let some = false;
  const ranked = rows.map((row) => [wanted.length ? found(row, wanted) : 1, row]);
  for (const [rank, row] of ranked) {
    row.querySelector(".why").hidden = true;
    if (wanted.length && rank) explain(row, wanted);
    row.hidden = !rank && !row.querySelector("input").checked;
    some ||= rank > 0;
  }
  for (const one of headings) one.hidden = wanted.length > 0;
  none.hidden = some;
  const order = wanted.length ? ranked.filter(([rank]) => rank === 1).concat(ranked.filter(([rank]) => rank !== 1)).map(([, row]) => row) : list;
  const box = list[0].parentElement;
  box.prepend(...order);
  box.scrollTop = 0;
}

export function startFilters() {
  for (const field of document.querySelectorAll("[data-filter]")) {
    field.closest("[hidden]")?.removeAttribute("hidden");
    const box = document.getElementById(field.dataset.filter);
    const list = [...box.querySelectorAll(".group, .choice")];
    const rows = list.filter((one) => one.matches(".choice"));
    const headings = list.filter((one) => one.matches(".group"));
    const none = document.getElementById(`${field.id}-none`);
    field.addEventListener("input", () => filter(field, list, rows, headings, none));
  }
}
