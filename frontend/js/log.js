/*
 * Shows and searches a long text in the browser:
 *   <sd-log>              shows the property text; follows its end while scrolled to the end
 *   [data-log-search]     highlights the search text; Enter moves to the next match, Shift+Enter to the previous one
 *   [data-log-found]      shows the number of the current match and of all matches
 *   [data-log-download]   saves the text as a file whose name is data-name of <sd-log>
 * The text is never interpreted as markup, and is stored only in the page.
 */
const MOST = 5000;
/* The layout of a block takes quadratic time if the writing direction changes often. */
const BLOCK = 2000;
const marks = globalThis.CSS?.highlights;

class Log extends HTMLElement {
  #text = "";
  /* The text in blocks of whole lines, if the lines are not too long, with the index of the first character of each
     block. */
  #blocks = [];
  #pre = document.createElement("pre");
  #query = "";
  #found = [];
  #here = -1;

  constructor() {
    super();
    this.#pre.tabIndex = 0;
  }

  connectedCallback() {
    this.#pre.setAttribute("aria-label", this.getAttribute("aria-label") ?? "");
    this.#pre.setAttribute("role", "region");
    if (!this.#pre.parentNode) this.append(this.#pre);
    this.#toEnd();
    if (this.#query) this.#mark(false);
  }

  disconnectedCallback() {
    marks?.delete("sd-found");
    marks?.delete("sd-here");
  }

  get text() {
    return this.#text;
  }

  set text(value) {
    const text = value ?? "";
    if (text === this.#text) return;
    const atEnd = this.scrollTop + this.clientHeight >= this.scrollHeight - 40;
    this.#text = text;
    this.#show();
    this.search(this.#query, false);
    if (atEnd && this.#here < 0) this.#toEnd();
  }

  /** Highlights the matches, at most MOST, and selects the last of them. Scrolls to it if go is true. */
  search(query, go = true) {
    this.#query = query;
    this.#found = query ? this.#places(query) : [];
    this.#here = this.#found.length ? this.#found.length - 1 : -1;
    this.#mark(go);
  }

  step(by) {
    const all = this.#found.length;
    if (!all) return;
    this.#here = (this.#here + by + all) % all;
    this.#mark(true);
  }

  save() {
    const name = (this.dataset.name ?? "").replace(/[^\p{L}\p{N}._-]+/gu, "_") || "server";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.#text], { type: "text/plain;charset=utf-8" }));
    link.download = `${name}-console.log`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #places(query) {
    const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "giu");
    const places = [];
    for (const match of this.#text.matchAll(pattern)) {
      places.push([match.index, match.index + match[0].length]);
      if (places.length === MOST) break;
    }
    return places;
  }

  #show() {
    this.#blocks = [];
    for (let start = 0; start < this.#text.length; ) {
      const line = this.#text.lastIndexOf("\n", start + BLOCK - 1);
      let end = line < start ? Math.min(start + BLOCK, this.#text.length) : line + 1;
      // A character can consist of two code units.
      if (end < this.#text.length && /[\uDC00-\uDFFF]/.test(this.#text[end])) end += 1;
      this.#blocks.push({ start, node: document.createTextNode(this.#text.slice(start, end)) });
      start = end;
    }
    this.#pre.replaceChildren(
      ...this.#blocks.map(({ node }) => {
        const block = document.createElement("div");
        block.append(node);
        return block;
      }),
    );
  }

  #range([from, to]) {
    const range = new Range();
    range.setStart(...this.#place(from));
    range.setEnd(...this.#place(to));
    return range;
  }

  /* The node and the offset of the character with this index. */
  #place(index) {
    let low = 0;
    for (let high = this.#blocks.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.#blocks[middle].start <= index) low = middle;
      else high = middle;
    }
    const { start, node } = this.#blocks[low];
    return [node, Math.min(index - start, node.length)];
  }

  #mark(go) {
    const here = this.#here < 0 ? null : this.#range(this.#found[this.#here]);
    marks?.set("sd-found", new Highlight(...this.#found.map((place) => this.#range(place))));
    marks?.set("sd-here", new Highlight(...(here ? [here] : [])));
    const said = this.closest(".log")?.querySelector("[data-log-found]");
    if (said) said.textContent = this.#query ? `${this.#here + 1} / ${this.#found.length}` : "";
    if (!go || !here) return;
    const place = here.getBoundingClientRect();
    const box = this.getBoundingClientRect();
    this.scrollTop += place.top - box.top - this.clientHeight / 2;
    this.scrollLeft += place.left < box.left || place.right > box.right ? place.left - box.left - 40 : 0;
  }

  #toEnd() {
    this.scrollTop = this.scrollHeight;
  }
}

customElements.define("sd-log", Log);

const logOf = (element) => element.closest(".log")?.querySelector("sd-log");

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-log-search]")) logOf(event.target)?.search(event.target.value);
});

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-log-search]")) return;
  if (event.key === "Enter") logOf(event.target)?.step(event.shiftKey ? -1 : 1);
  else if (event.key === "Escape" && event.target.value) {
    event.target.value = "";
    logOf(event.target)?.search("");
  } else return;
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-log-download]");
  if (button) logOf(button)?.save();
});
