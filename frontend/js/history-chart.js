/*
 * <sd-history-chart>: lines of numbers over time. The property history contains the times and the numbers (see
 * HistoryChart.java). Screen readers read the table below it instead. uPlot draws on a canvas, so the chart is drawn again
 * when the theme changes.
 */
const UPLOT = new URL("../../webjars/uplot/@uplot.version@/dist/", import.meta.url);
const SVG = "http://www.w3.org/2000/svg";
/** In CSS pixels. */
const HEIGHT = 220;
const LINE_WIDTH = 2;
/** Lengths of dashes and gaps in CSS pixels, by the position of the series: series must differ by more than their color. */
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3]];
const DAY = 86_400;
const INTEGERS = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((factor) => factor * 10 ** power)).flat();

const language = () => window.stackdeck?.language ?? document.documentElement.lang ?? "en";

let library = null;

/** Loads uPlot on first use. The build inserts its version. */
const load = () => {
  library ??= Promise.all([import(new URL("uPlot.esm.js", UPLOT)), stylesheet(new URL("uPlot.min.css", UPLOT))])
    .then(([{ default: uPlot }]) => uPlot)
    .catch((error) => {
      library = null;
      throw error;
    });
  return library;
};

const stylesheet = (url) =>
  new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url.href });
    link.addEventListener("load", resolve, { once: true });
    link.addEventListener("error", reject, { once: true });
    document.head.append(link);
  });

const create = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });

const sample = (dash) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 28 8");
  svg.append(document.createElementNS(SVG, "path"));
  svg.firstChild.setAttribute("d", "M0 4H28");
  svg.firstChild.setAttribute("stroke-dasharray", dash.join(" "));
  return svg;
};

/** Returns the positions of values between two missing ones. They need a point, because no line connects them. */
const isolated = (values) =>
  values.flatMap((value, at) =>
    value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null ? [at] : [],
  );

class HistoryChart extends HTMLElement {
  #history = null;
  #chart = null;
  #drawn = 0;
  #plot = create("div", "plot");
  #legend = create("div", "legend");
  #time = create("span", "at");
  #values = [];
  #scheme = matchMedia("(prefers-color-scheme: dark)");
  #forced = matchMedia("(forced-colors: active)");
  #redraw = () => this.#draw();
  #resize = new ResizeObserver(() => {
    if (this.#chart && this.#width() > 0) this.#chart.setSize({ width: this.#width(), height: HEIGHT });
  });
  #theme = new MutationObserver(this.#redraw);

  set history(history) {
    this.#history = history;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.replaceChildren(this.#legend, this.#plot);
    this.#resize.observe(this.#plot);
    // Flow sets the theme as style and attributes of the document.
    this.#theme.observe(document.documentElement, { attributeFilter: ["style", "theme", "data-theme"] });
    this.#scheme.addEventListener("change", this.#redraw);
    this.#forced.addEventListener("change", this.#redraw);
    this.#draw();
  }

  disconnectedCallback() {
    this.#resize.disconnect();
    this.#theme.disconnect();
    this.#scheme.removeEventListener("change", this.#redraw);
    this.#forced.removeEventListener("change", this.#redraw);
    this.#drawn++;
    this.#chart?.destroy();
    this.#chart = null;
  }

  async #draw() {
    const drawing = ++this.#drawn;
    if (!this.#history) return;
    const uPlot = await load();
    if (drawing !== this.#drawn) return;
    this.#chart?.destroy();
    const { times, series } = this.#history;
    const colors = this.#label(series);
    const axis = this.#axis();
    const counts = series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)));
    this.#chart = new uPlot(
      {
        width: this.#width() || 300,
        height: HEIGHT,
        padding: [8, 20, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
        scales: { y: { range: (_chart, _min, max) => [0, counts ? Math.max(2, Math.ceil(max * 1.1)) : max * 1.1 || 1] } },
        axes: [
          {
            ...axis,
            size: 28,
            space: 64,
            values: (_chart, splits, _axis, _space, step) => splits.map((at) => tick(at, step)),
          },
          {
            ...axis,
            size: (_chart, values) => 16 + 8 * Math.max(1, ...(values ?? []).map((value) => value?.length ?? 0)),
            ...(counts && { incrs: INTEGERS }),
            values: (_chart, splits) => splits.map((value) => new Intl.NumberFormat(language()).format(value)),
          },
        ],
        series: [
          {},
          ...series.map(({ values }, index) => ({
            stroke: colors[index],
            fill: "transparent",
            width: LINE_WIDTH,
            dash: DASHES[index],
            points: { show: false, filter: () => isolated(values), size: 7, fill: colors[index] },
          })),
        ],
        hooks: { setCursor: [(chart) => this.#read(chart.cursor.idx)] },
      },
      [times, ...series.map(({ values }) => values)],
      this.#plot,
    );
    this.#read(null);
  }

  /** Creates the legend, and returns the colors of the series in the current theme. */
  #label(series) {
    this.#values = series.map(() => create("span", "value"));
    const samples = series.map((_, index) => sample(DASHES[index]));
    const entries = series.map(({ name, tone }, index) => {
      const entry = create("span", `entry ${tone}`);
      entry.append(samples[index], create("span", "name", name), this.#values[index]);
      return entry;
    });
    this.#legend.replaceChildren(...entries, this.#time);
    return samples.map((line) => getComputedStyle(line).color);
  }

  /** Shows the values at the position of the pointer, or else the latest ones. */
  #read(index) {
    const { times, series } = this.#history;
    const latest = times.findLastIndex((_, at) => series.some(({ values }) => values[at] !== null));
    const shown = index ?? latest;
    series.forEach(({ values }, at) => {
      const value = values[shown] ?? null;
      this.#values[at].textContent = value === null ? "–" : new Intl.NumberFormat(language()).format(value);
    });
    this.#time.textContent =
      shown < 0
        ? ""
        : new Intl.DateTimeFormat(language(), {
            month: "short",
            day: "numeric",
            hour: "2-digit",
            minute: "2-digit",
            hourCycle: "h23",
          }).format(times[shown] * 1000);
  }

  #axis() {
    const { color, fontFamily, borderTopColor } = getComputedStyle(this.#plot);
    const line = { stroke: borderTopColor, width: 1 };
    return { stroke: color, font: `12px ${fontFamily}`, grid: line, ticks: { ...line, size: 4 } };
  }

  #width() {
    return Math.floor(this.#plot.clientWidth);
  }
}

/** Returns the label of a time on the axis: the date at midnight or if the step is at least a day, otherwise the time of day. */
const tick = (at, step) => {
  const date = new Date(at * 1000);
  const midnight = date.getHours() === 0 && date.getMinutes() === 0;
  return new Intl.DateTimeFormat(
    language(),
    step >= DAY || midnight ? { month: "short", day: "numeric" } : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  ).format(date);
};

customElements.define("sd-history-chart", HistoryChart);
