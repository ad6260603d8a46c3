/*
 * Printed pages: loads their styles. Before printing, the colors become light, in which charts are drawn again, and grids
 * show all rows that the browser holds. keys.js loads this module later than the page, because the first load must be small.
 */
import { bodyRows } from "./rows.js";

const root = document.documentElement;
const MAX_RENDERINGS = 20;

document.head.append(
  Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    media: "print",
    href: new URL("../css/print.css", import.meta.url).href,
  }),
);

/* Returns a function that restores the grid. */
const expand = (grid) => {
  const { items } = grid._dataProviderController.rootCache;
  const size = grid._flatSize;
  let loaded = 0;
  while (items[loaded]) loaded++;
  // The first rows of a grid that is scrolled far are not loaded.
  if (!loaded) return () => {};
  const { cssText } = grid.style;
  grid.style.cssText += "; height: auto; flex: none";
  grid.toggleAttribute("all-rows-visible", true);
  if (loaded < size) grid.dataset.printed = `1–${loaded} / ${size}`;
  grid.__virtualizer.size = loaded;
  // Each call adds some rows.
  for (let i = 0; i < MAX_RENDERINGS && bodyRows(grid).length < loaded; i++) grid.__virtualizer.flush();
  return () => {
    delete grid.dataset.printed;
    grid.toggleAttribute("all-rows-visible", false);
    grid.style.cssText = cssText;
    grid.__virtualizer.size = grid._flatSize;
    grid.__virtualizer.flush();
  };
};

/* Makes a dialog continue on the next page. Returns a function that restores it. */
const unfix = ({ $: { overlay } }) => {
  const { cssText } = overlay.style;
  overlay.style.cssText += "; position: absolute; display: block";
  return () => (overlay.style.cssText = cssText);
};

let restorations = [];

window.addEventListener("beforeprint", () => {
  const { colorScheme } = root.style;
  root.style.colorScheme = "light";
  restorations = [
    () => (root.style.colorScheme = colorScheme),
    ...[...document.querySelectorAll("vaadin-grid")].filter((grid) => grid.checkVisibility()).map(expand),
    ...[...document.querySelectorAll("vaadin-dialog[opened]")].map(unfix),
  ];
});

window.addEventListener("afterprint", () => restorations.splice(0).forEach((restore) => restore()));
