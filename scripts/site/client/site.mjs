import MiniSearch from "minisearch";
import { SEARCH } from "./search-fields.mjs";

/** So many results are shown. */
const MOST = 12;

/**
 * Loads a script of the site once. (A page opened from disk may load scripts, but not fetch.)
 * @type {Map<string, Promise<void>>}
 */
const loaded = new Map();
const load = (/** @type {string} */ src) => {
  const now =
    loaded.get(src) ??
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = () => resolve(undefined);
      script.onerror = () => reject(new Error(`${src} is missing`));
      document.head.append(script);
    });
  loaded.set(src, now);
  return now;
};

// Charts and widgets come to life when they come into sight; until then, and on paper, they are pictures and words.
const axonlab = {
  specs: {},
  widgets: {},
  draw: (/** @type {string} */ id, /** @type {unknown} */ spec) => Object.assign(axonlab.specs, { [id]: spec }),
};
Object.assign(window, { axonlab });
/** Puts a widget beside its words, which stay for paper. @param {HTMLElement} figure */
async function mount(figure) {
  const { module = "", options = "{}", playing } = figure.dataset;
  await load(`assets/widgets/${module}.js`);
  const place = document.createElement("div");
  place.className = "live";
  figure.append(place);
  const view = /** @type {any} */ (axonlab.widgets)[module].mount(place, JSON.parse(options));
  if (playing === "true") view.setPlaying(true);
  figure.classList.add("alive");
}
const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      const figure = /** @type {HTMLElement} */ (target);
      if (figure.matches(".widget")) {
        void mount(figure);
        continue;
      }
      const id = figure.dataset.chart ?? "";
      void Promise.all([load("assets/charts.js"), load(`charts/${id}.js`)]).then(() =>
        /** @type {any} */ (window).axonlabLive(figure, /** @type {any} */ (axonlab.specs)[id]),
      );
    }
  },
  { rootMargin: "200px" },
);
for (const figure of document.querySelectorAll("figure.chart, figure.widget")) watcher.observe(figure);

document.querySelector("button.theme")?.addEventListener("click", () => {
  const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("axonlab-theme", theme);
  } catch {
    // Without storage the choice lasts for this page.
  }
});

const input = /** @type {HTMLInputElement} */ (document.querySelector(".search input"));
const list = /** @type {HTMLOListElement} */ (document.querySelector(".search ol"));
/** @type {MiniSearch | undefined} */
let index;
const show = async () => {
  await load("search-index.js");
  index ??= MiniSearch.loadJSON(/** @type {any} */ (window).axonlabIndex, SEARCH);
  const words = input.value.trim();
  const found = words === "" ? [] : index.search(words).slice(0, MOST);
  list.replaceChildren(
    ...found.map(({ id, title, page }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = id;
      link.append(title);
      const where = document.createElement("small");
      where.append(page);
      link.append(where);
      item.append(link);
      return item;
    }),
  );
  if (words !== "" && found.length === 0) {
    const none = document.createElement("li");
    none.append("Nothing found. Try fewer or other words.");
    list.append(none);
  }
  list.hidden = words === "";
};
input.addEventListener("input", () => void show());
input.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    input.value = "";
    list.hidden = true;
  }
  if (event.key === "ArrowDown") list.querySelector("a")?.focus();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    input.focus();
  }
});
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Node && list.parentElement?.contains(event.target))) list.hidden = true;
});

// On paper every answer is open.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
