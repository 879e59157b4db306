// What a person sees of the page. Runs in the window, in front of every question of `window.rs`.
const tidy = (text) => text.replace(/\s+/g, " ").trim();
const inSight = (element) => element.getClientRects().length > 0;
const byName = (name) => (element) => inSight(element) && element.getAttribute("aria-label") === name;
const byTitle = (title) => (element) => inSight(element) && tidy(element.innerText) === title;

// A part of the screen by its name, or by the heading that stands over it.
const part = (name) => {
  const named = [...document.querySelectorAll("[aria-label]:not(a, button, input)")].find(byName(name));
  if (named) return named;
  const title = [...document.querySelectorAll("h1, h2, h3")].find(byTitle(name));
  return title?.closest("section, article, aside, [role=dialog], main") ?? null;
};

const textOf = (name) => {
  const found = name === "" ? document.body : part(name);
  return found ? tidy(found.innerText) : null;
};
