// Before anything is drawn, so that a dark page does not flash white.
const kept = (() => {
  try {
    return localStorage.getItem("axonlab-theme");
  } catch {
    return null;
  }
})();
const dark = kept ? kept === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.dataset.theme = dark ? "dark" : "light";
