/*
 * Times that the browser updates, so that the server does not have to:
 *   <sd-age>      age                        (property since: epoch milliseconds)
 *   <sd-ago>      time ago                   (attribute age: milliseconds when it was sent; attribute of: key of the
 *                                             reference; a change restarts the age even if it is equal; attribute min:
 *                                             milliseconds below which it is empty)
 *   <sd-in>       time until                 (attribute ms: milliseconds when it was sent)
 *   <sd-elapsed>  elapsed time               (attribute ms or property elapsed: milliseconds when it was sent)
 *   <sd-left>     estimated remaining time   (attributes ms: milliseconds left when it was sent, negative if overdue;
 *                                             usual: usual duration)
 *   <sd-time>     date and time              (property at: epoch milliseconds)
 * Durations that the server sends are measured with the browser's monotonic clock, because its system time may be wrong.
 * The server sends the translations.
 */
const ticking = new Set();

const texts = () => window.stackdeck?.texts ?? {};
const language = () => window.stackdeck?.language ?? document.documentElement.lang ?? "en";
const fill = (pattern, ...values) =>
  (pattern ?? "{0}").replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ""));

// The creation of a formatter takes longer than its use, and every time on the page is updated each second.
const formatters = {};
const format = (type, options, value) =>
  (formatters[type + language() + JSON.stringify(options)] ??= new Intl[type](language(), options)).format(value);

const STEPS = [
  ["years", 365.25 * 86_400],
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
];

/** In the largest unit that fits; years below ten with one decimal. */
const span = (milliseconds) => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [unit, size] = STEPS.find(([, step]) => seconds >= step) ?? STEPS.at(-1);
  const value = seconds / size;
  const digits = unit === "years" && value < 10 ? 1 : 0;
  const shown = digits ? value : Math.floor(value);
  return fill(texts()[unit], format("NumberFormat", { maximumFractionDigits: digits }, shown));
};

/** In the format of operations: seconds, then minutes and seconds. */
const stopwatch = (milliseconds) => {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  return seconds < 60
    ? fill(texts().seconds, seconds)
    : fill(texts()["minutes-seconds"], Math.floor(seconds / 60), seconds % 60);
};

class Ticking extends HTMLElement {
  connectedCallback() {
    ticking.add(this);
    this.paint();
  }

  disconnectedCallback() {
    ticking.delete(this);
  }

  paint() {
    const text = this.text();
    if (this.textContent !== text) this.textContent = text;
  }
}

class Sent extends Ticking {
  static observedAttributes = ["age", "ms", "of"];
  #at = performance.now();
  #milliseconds = null;

  attributeChangedCallback(name, _old, value) {
    const sent = name === "of" ? this.getAttribute("age") : value;
    this.start(sent === null ? null : Number(sent));
  }

  set elapsed(value) {
    this.start(value);
  }

  start(milliseconds) {
    this.#milliseconds = milliseconds;
    this.#at = performance.now();
    if (this.isConnected) this.paint();
  }

  get passed() {
    return performance.now() - this.#at;
  }

  get sent() {
    return this.#milliseconds;
  }
}

customElements.define(
  "sd-age",
  class extends Ticking {
    #since = 0;

    set since(value) {
      if (value === this.#since) return;
      this.#since = value;
      if (this.isConnected) this.paint();
    }

    text() {
      return this.#since ? span(Date.now() - this.#since) : "";
    }
  },
);

customElements.define(
  "sd-ago",
  class extends Sent {
    text() {
      if (this.sent === null) return "";
      const age = this.sent + this.passed;
      if (age < Number(this.getAttribute("min"))) return "";
      return age < 1000 ? (texts().now ?? "") : fill(texts().ago, span(age));
    }
  },
);

customElements.define(
  "sd-in",
  class extends Sent {
    text() {
      if (this.sent === null) return "";
      const left = this.sent - this.passed;
      return left < 1000 ? (texts().soon ?? "") : fill(texts().in, span(left));
    }
  },
);

customElements.define(
  "sd-elapsed",
  class extends Sent {
    text() {
      return this.sent === null ? "" : stopwatch(this.sent + this.passed);
    }
  },
);

customElements.define(
  "sd-left",
  class extends Sent {
    text() {
      if (this.sent === null) return "";
      const left = this.sent - this.passed;
      const usual = Number(this.getAttribute("usual"));
      if (left > 0) return fill(texts().left, stopwatch(Math.ceil(left / 1000) * 1000));
      // Half of all operations take longer than the median, so this alone is not reported.
      return -left < Math.max(2000, usual / 4) ? (texts().almost ?? "") : fill(texts().longer, stopwatch(usual));
    }
  },
);

customElements.define(
  "sd-time",
  class extends Ticking {
    #at = null;

    set at(value) {
      this.#at = value;
      if (this.isConnected) this.paint();
    }

    text() {
      if (this.#at === null) return "";
      const date = new Date(this.#at);
      const today = new Date().toDateString() === date.toDateString();
      // Future times, such as the end of a grant, need no seconds. Past times, such as that of an audit entry, do.
      const second = date > new Date() ? {} : { second: "2-digit" };
      const time = { hour: "2-digit", minute: "2-digit", ...second, hourCycle: "h23" };
      this.title = format("DateTimeFormat", { dateStyle: "full", timeStyle: "long" }, date);
      return format("DateTimeFormat", today ? time : { ...time, year: "numeric", month: "short", day: "numeric" }, date);
    }
  },
);

const tick = () => ticking.forEach((element) => element.paint());
document.addEventListener("sd-texts", tick);
setInterval(tick, 1000);
