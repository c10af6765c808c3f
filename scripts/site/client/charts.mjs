import embed from "vega-embed";

/** Refuses every address: a chart of the course brings its data along, and nothing leaves the page. */
const loader = {
  load: () => Promise.reject(new Error("this page loads nothing from elsewhere")),
  sanitize: () => Promise.reject(new Error("this page loads nothing from elsewhere")),
  http: () => Promise.reject(new Error("this page loads nothing from elsewhere")),
  file: () => Promise.reject(new Error("this page loads nothing from elsewhere")),
};

/**
 * Puts the live chart beside its picture, which stays for paper.
 * @param {HTMLElement} figure
 * @param {any} spec
 */
async function live(figure, spec) {
  const place = document.createElement("div");
  place.className = "live";
  place.style.visibility = "hidden";
  figure.append(place);
  await /** @type {typeof embed.default} */ (/** @type {unknown} */ (embed))(place, spec, {
    renderer: "svg",
    actions: { export: true, source: false, compiled: false, editor: false },
    loader,
  });
  const alt = figure.querySelector("img")?.alt;
  if (alt) place.querySelector("svg")?.setAttribute("aria-label", alt);
  place.style.visibility = "";
  figure.classList.add("alive");
}

Object.assign(window, { axonlabLive: live });
