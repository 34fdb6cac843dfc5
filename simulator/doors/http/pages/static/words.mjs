// What the script says by itself, in the words that came with the page.

const words = JSON.parse(document.body.dataset.words || "{}");

export const lang = document.documentElement.lang;

export function say(name, gaps = {}) {
  return (words[name] || "").replace(/\{(\w+)\}/g, (_, gap) => gaps[gap] ?? "");
}
