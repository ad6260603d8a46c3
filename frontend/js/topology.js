/*
 * <sd-topology>: diagram of networks, routers and servers. The property graph contains the nodes and edges (see
 * TopologyDiagram.java). Cytoscape.js computes the positions; nodes other than groups are links, so that they work like
 * other links of the page. Dispatches sd-open with the ID of a group of servers that the user opens.
 */
const CYTOSCAPE = new URL("../../webjars/cytoscape/@cytoscape.version@/dist/cytoscape.esm.min.mjs", import.meta.url);
const SVG = "http://www.w3.org/2000/svg";
/** In CSS pixels at scale 1. */
const NODE = { width: 196, height: 50 };
const GAP = { x: 76, y: 14 };
/** In a narrow window, each node has a row of its own, indented by its column. */
const INDENT = 28;
const NARROW = 2 * (NODE.width + GAP.x);
const MARGIN = 20;
const SCALE = { min: 0.3, max: 3 };

const create = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

const icon = (name, className) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS(SVG, "use"));
  svg.firstChild.setAttribute("href", `frontend/icons/icons.svg#${name}`);
  return svg;
};

const columnsOf = (nodes) => {
  const columns = [...new Set(nodes.map((node) => node.icon))];
  return { columns, columnOf: new Map(nodes.map((node) => [node.id, columns.indexOf(node.icon)])) };
};

/**
 * Returns the top left corner of each node, by its ID. A chain of helper nodes keeps each node in its column if no node of
 * the previous column is connected to it.
 */
const positions = async ({ nodes, edges }) => {
  if (nodes.length === 0) return new Map();
  const { default: cytoscape } = await import(CYTOSCAPE);
  const { columns, columnOf } = columnsOf(nodes);
  const links = edges.filter(({ from, to }) => columnOf.get(to) === columnOf.get(from) + 1);
  const linked = new Set(links.map(({ to }) => to));
  const unlinked = nodes.filter((node) => !linked.has(node.id));
  const helpers = Math.max(0, ...unlinked.map((node) => columnOf.get(node.id))) + 1;
  const helper = (index) => `helper-${index}`;
  const rows = columns.map((column, index) => nodes.filter((node) => node.icon === column).length + (index + 1 < helpers));
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: "node", style: { width: 1, height: 1, padding: 0, "border-width": 0 } }],
    elements: [
      ...Array.from({ length: helpers }, (_, index) => ({ data: { id: helper(index) } })),
      ...nodes.map(({ id }) => ({ data: { id } })),
      ...Array.from({ length: helpers - 1 }, (_, index) => ({ data: { source: helper(index), target: helper(index + 1) } })),
      ...unlinked.map(({ id }) => ({ data: { source: helper(columnOf.get(id)), target: id } })),
      ...links.map(({ from, to }) => ({ data: { source: from, target: to } })),
    ],
  });
  // The levels of the layout, from top to bottom, become the columns.
  graph
    .layout({
      name: "breadthfirst",
      roots: [helper(0)],
      grid: true,
      fit: false,
      padding: 0,
      avoidOverlap: false,
      spacingFactor: 1,
      boundingBox: {
        x1: 0,
        y1: 0,
        w: (Math.max(...rows) - 1) * (NODE.height + GAP.y) + 1,
        h: columns.length * (NODE.width + GAP.x) + 1,
      },
    })
    .run();
  const places = nodes.map(({ id }) => [id, { x: graph.getElementById(id).position("y"), y: graph.getElementById(id).position("x") }]);
  graph.destroy();
  const left = Math.min(...places.map(([, at]) => at.x));
  const top = Math.min(...places.map(([, at]) => at.y));
  return new Map(places.map(([id, at]) => [id, { x: Math.round(at.x - left) + MARGIN, y: Math.round(at.y - top) + MARGIN }]));
};

/** Returns the top left corner of each node in an indented list: each node is below the first one to which it is connected. */
const indented = ({ nodes, edges }) => {
  const { columnOf } = columnsOf(nodes);
  const places = new Map();
  const add = ({ id }) => {
    if (places.has(id)) return;
    places.set(id, { x: MARGIN + columnOf.get(id) * INDENT, y: MARGIN + places.size * (NODE.height + GAP.y) });
    const next = new Set(edges.filter(({ from, to }) => from === id && columnOf.get(to) > columnOf.get(id)).map(({ to }) => to));
    nodes.filter((node) => next.has(node.id)).forEach(add);
  };
  const targets = new Set(edges.map(({ to }) => to));
  nodes.filter(({ id }) => !targets.has(id)).forEach(add);
  nodes.forEach(add);
  return places;
};

/** Returns the path from the left end of the lower or upper edge of a node to the left edge of the other. */
const corner = (from, to) => {
  const x = from.x + INDENT / 2;
  const down = to.y > from.y;
  const y = to.y + NODE.height / 2;
  return `M${x} ${down ? from.y + NODE.height : from.y}V${down ? y - 8 : y + 8}Q${x} ${y} ${x + 8} ${y}H${to.x}`;
};

const curve = (from, to) => {
  const [x1, y1] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [x2, y2] = [to.x, to.y + NODE.height / 2];
  const bend = Math.max(30, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
};

class Topology extends HTMLElement {
  #graph = null;
  #places = new Map();
  #structure = "";
  #drawn = 0;
  #narrow = false;
  #resizing = new ResizeObserver(() => {
    if (this.#graph && this.clientWidth > 0 && this.#narrow !== this.clientWidth < NARROW) this.#draw();
  });
  #scale = 0;
  #stage = create("div", "topology-stage");

  set graph(graph) {
    this.#graph = graph;
    if (this.isConnected) this.#draw();
  }

  constructor() {
    super();
    this.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.addEventListener("pointerdown", (event) => this.#drag(event));
  }

  connectedCallback() {
    this.replaceChildren(this.#stage);
    if (this.#graph) this.#draw();
    this.#resizing.observe(this);
  }

  disconnectedCallback() {
    this.#resizing.disconnect();
  }

  zoom(factor) {
    this.#setScale(factor === 0 ? this.#fitting() : (this.#scale || 1) * factor);
  }

  export(format) {
    const svg = new Blob([this.#svg()], { type: "image/svg+xml" });
    if (format === "svg") this.#download(svg, "svg");
    else this.#png(svg);
  }

  /** Keeps the positions as long as the same nodes are connected in the same way. */
  async #draw() {
    const graph = this.#graph;
    const drawing = ++this.#drawn;
    this.#narrow = this.clientWidth < NARROW;
    const structure = JSON.stringify([this.#narrow, graph.nodes.map((node) => [node.id, node.icon]), graph.edges]);
    const moved = structure !== this.#structure;
    // Immediately removes nodes that the viewer can no longer see, even if the new positions cannot be computed.
    if (moved) this.#remove(graph);
    const places = moved ? await (this.#narrow ? indented : positions)(graph) : this.#places;
    if (drawing !== this.#drawn) return;
    this.#structure = structure;
    this.#places = places;
    const focused = document.activeElement?.dataset?.node;
    const lines = document.createElementNS(SVG, "svg");
    lines.setAttribute("aria-hidden", "true");
    const matching = new Set(graph.nodes.filter((node) => node.matches).map((node) => node.id));
    for (const { from, to } of graph.edges) {
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("d", (this.#narrow ? corner : curve)(places.get(from), places.get(to)));
      path.classList.toggle("dim", !matching.has(from) || !matching.has(to));
      lines.append(path);
    }
    const { width, height } = this.#size();
    lines.setAttribute("width", width);
    lines.setAttribute("height", height);
    // The order of the focus follows the rows.
    const inOrder = this.#narrow ? graph.nodes.toSorted((one, other) => places.get(one.id).y - places.get(other.id).y) : graph.nodes;
    this.#stage.replaceChildren(lines, ...inOrder.map((node) => this.#node(node)));
    if (moved) this.#setScale(this.#fitting());
    if (focused) this.#stage.querySelector(`[data-node="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  #remove({ nodes }) {
    const present = new Set(nodes.map((node) => node.id));
    for (const element of this.#stage.querySelectorAll(".topology-node")) {
      if (!present.has(element.dataset.node)) element.remove();
    }
  }

  #node(node) {
    const element = create(node.path ? "a" : node.group ? "button" : "div", `topology-node ${node.tone}`);
    const { x, y } = this.#places.get(node.id);
    Object.assign(element.style, {
      left: `${x}px`,
      top: `${y}px`,
      width: `${NODE.width}px`,
      height: `${NODE.height}px`,
    });
    element.dataset.node = node.id;
    element.classList.toggle("dim", !node.matches);
    element.title = [node.type, node.name, node.state, node.info].filter(Boolean).join("\n");
    element.setAttribute("aria-label", element.title.replaceAll("\n", ", "));
    if (node.path) element.href = node.path;
    if (node.group) {
      element.type = "button";
      element.addEventListener("click", () => this.dispatchEvent(new CustomEvent("sd-open", { detail: node.id })));
    }
    const texts = create("span", "texts");
    texts.append(create("span", "name", node.name), create("span", "info", node.info || node.type));
    element.append(icon(node.icon, "i"), texts, icon(node.stateIcon, `s s-${node.tone}`));
    return element;
  }

  #size() {
    const all = [...this.#places.values()];
    return {
      width: Math.max(0, ...all.map((at) => at.x + NODE.width)) + MARGIN,
      height: Math.max(0, ...all.map((at) => at.y + NODE.height)) + MARGIN,
    };
  }

  /** Text remains readable: a large diagram is scrolled. */
  #fitting() {
    const { width, height } = this.#size();
    return Math.max(0.6, Math.min(1, this.clientWidth / width, this.#narrow ? 1 : this.clientHeight / height));
  }

  #setScale(scale) {
    const { width, height } = this.#size();
    const before = this.#scale || 1;
    const center = { x: this.scrollLeft + this.clientWidth / 2, y: this.scrollTop + this.clientHeight / 2 };
    this.#scale = Math.min(SCALE.max, Math.max(SCALE.min, scale));
    this.#stage.style.transform = `scale(${this.#scale})`;
    this.#stage.style.width = `${width * this.#scale}px`;
    this.#stage.style.height = `${height * this.#scale}px`;
    this.scrollTo(
      (center.x / before) * this.#scale - this.clientWidth / 2,
      (center.y / before) * this.#scale - this.clientHeight / 2,
    );
  }

  #wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.1 : 1 / 1.1);
  }

  /** The browser handles scrolling by touch. */
  #drag(start) {
    if (start.pointerType !== "mouse" || start.button !== 0 || start.target.closest(".topology-node")) return;
    const origin = { x: this.scrollLeft + start.clientX, y: this.scrollTop + start.clientY };
    const move = (event) => this.scrollTo(origin.x - event.clientX, origin.y - event.clientY);
    const end = new AbortController();
    this.setPointerCapture(start.pointerId);
    this.addEventListener("pointermove", move, { signal: end.signal });
    this.addEventListener("lostpointercapture", () => end.abort(), { signal: end.signal });
  }

  /** The diagram as SVG, with the colors of the current theme in a form that all programs read. */
  #svg() {
    const { width, height } = this.#size();
    const svg = document.createElementNS(SVG, "svg");
    const add = (tag, attributes, text = "") => {
      const element = document.createElementNS(SVG, tag);
      Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
      element.textContent = text;
      svg.append(element);
    };
    Object.entries({ xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` }).forEach(([name, value]) =>
      svg.setAttribute(name, value),
    );
    const font = { "font-family": "sans-serif", "font-size": 12 };
    add("rect", { width, height, fill: rgb(getComputedStyle(this).backgroundColor) });
    for (const path of this.#stage.querySelectorAll("svg > path")) {
      add("path", { d: path.getAttribute("d"), fill: "none", stroke: rgb(getComputedStyle(path).stroke) });
    }
    for (const element of this.#stage.querySelectorAll(".topology-node")) {
      const style = getComputedStyle(element);
      const { x, y } = this.#places.get(element.dataset.node);
      const color = (selector) => rgb(getComputedStyle(element.querySelector(selector)).color);
      const text = (selector) => shortened(element.querySelector(selector).textContent);
      add("rect", { x, y, rx: 8, ...NODE, fill: rgb(style.backgroundColor), stroke: rgb(style.borderTopColor) });
      add("circle", { cx: x + NODE.width - 16, cy: y + NODE.height / 2, r: 4, fill: color(".s") });
      add("text", { ...font, x: x + 12, y: y + 21, "font-weight": 600, fill: color(".name") }, text(".name"));
      add("text", { ...font, x: x + 12, y: y + 38, fill: color(".info") }, text(".info"));
    }
    return new XMLSerializer().serializeToString(svg);
  }

  async #png(svg) {
    const { width, height } = this.#size();
    const image = new Image();
    const address = URL.createObjectURL(svg);
    image.src = address;
    await image.decode();
    URL.revokeObjectURL(address);
    const canvas = Object.assign(document.createElement("canvas"), { width: width * 2, height: height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((png) => this.#download(png, "png"));
  }

  #download(blob, extension) {
    const link = create("a", "");
    link.href = URL.createObjectURL(blob);
    link.download = `${this.#graph.project || "topology"}.${extension}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}

/** XML does not allow control characters. */
const shortened = (text) => {
  const printable = text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, " ");
  return printable.length > 26 ? `${[...printable].slice(0, 25).join("")}…` : printable;
};

const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

const rgb = (color) => {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
};

customElements.define("sd-topology", Topology);
