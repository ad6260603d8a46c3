/*
 * Suggestions of the search field, and entries of the command palette. The list is open while the field has the focus,
 * unless the user closed it with Escape. Arrow keys move through it, and Enter applies the marked suggestion. The
 * server provides the suggestions. With a closed list, Escape moves the focus to the rows. In the palette the first
 * entry is marked, and Enter waits for the entries of the current text.
 */
import { focusFirstRow } from "./rows.js";

const boxOf = (node) => node?.closest?.(".search");
const inputOf = (box) => box.querySelector("input");
const optionsOf = (box) => [...box.querySelectorAll("[role=option]")];
const marked = (box) => box.querySelector("[role=option][aria-selected=true]");

const mark = (box, option) => {
  for (const other of optionsOf(box)) other.setAttribute("aria-selected", String(other === option));
  if (option) inputOf(box).setAttribute("aria-activedescendant", option.id);
  else inputOf(box).removeAttribute("aria-activedescendant");
  option?.scrollIntoView({ block: "nearest" });
};

const tellReaders = (box) => {
  const open = box.hasAttribute("data-open") && optionsOf(box).length > 0;
  inputOf(box).setAttribute("aria-expanded", String(open));
};

const open = (box, wanted) => {
  box.toggleAttribute("data-open", wanted);
  tellReaders(box);
  if (!wanted) mark(box, null);
};

const isPalette = (box) => box.classList.contains("palette");
const isCurrent = (box) => box.querySelector(".options").dataset.for === inputOf(box).value;
const markFirst = (box) => {
  const options = optionsOf(box);
  mark(box, options.find((option) => option.ariaDisabled !== "true") ?? options[0]);
};
let enterPressed = false;

/* The suggestions arrive after the focus event. */
const offers = new MutationObserver((changes) => {
  const box = boxOf(changes[0].target);
  tellReaders(box);
  if (!isPalette(box)) return;
  markFirst(box);
  if (enterPressed && isCurrent(box)) {
    enterPressed = false;
    marked(box)?.click();
  }
});

document.addEventListener("input", (event) => {
  const box = boxOf(event.target);
  enterPressed = false;
  if (box) open(box, true);
});

document.addEventListener("focusin", (event) => {
  const box = boxOf(event.target);
  if (box && event.target === inputOf(box)) {
    offers.observe(box.querySelector(".options"), { childList: true, attributes: true, attributeFilter: ["data-for"] });
    open(box, true);
    if (isPalette(box)) markFirst(box);
  }
});

document.addEventListener("focusout", (event) => {
  const box = boxOf(event.target);
  if (box && !box.contains(event.relatedTarget)) {
    offers.disconnect();
    open(box, false);
  }
});

/* Prevents a click on the list from moving the focus out of the field. */
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".suggest")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const box = boxOf(event.target);
  if (!box) return;
  if (!event.target.closest(".token, .icon-button")) inputOf(box).focus();
});

document.addEventListener(
  "keydown",
  (event) => {
    const box = boxOf(event.target);
    if (!box || event.target !== inputOf(box) || event.isComposing) return;
    const options = optionsOf(box);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) {
      event.preventDefault();
      open(box, true);
      const at = options.indexOf(marked(box));
      mark(box, options[at < 0 ? (step > 0 ? 0 : options.length - 1) : (at + step + options.length) % options.length]);
    } else if (event.key === "Enter" && isPalette(box) && !isCurrent(box)) {
      event.preventDefault();
      enterPressed = true;
    } else if (event.key === "Enter" && marked(box)) {
      event.preventDefault();
      event.stopPropagation();
      marked(box).click();
    } else if (event.key === "Escape") {
      const grid = document.querySelector("vaadin-grid");
      if (box.hasAttribute("data-open") && options.length) open(box, false);
      else if (isPalette(box) || !grid?.shadowRoot || !focusFirstRow(grid)) event.target.blur();
    }
  },
  true,
);
