/*
 * Shows the console of a server. The URL contains a secret, so it is passed by a call and is not part of the page's
 * state. [data-console-tab]   opens an empty tab on click, so that pop-up blockers allow it; the URL follows
 * <sd-console>         go(address) opens the URL in that tab, frame(address) shows it in a frame, terminal(address)
 * connects a terminal to a serial console, fail() closes the tab, leave() closes the frame or terminal Events:
 * sd-blocked, sd-mixed and sd-unreachable if the browser cannot open the console. For a serial console: sd-plain if the
 * page uses TLS and the console does not, sd-unloaded if the terminal library cannot be loaded, sd-unconnected if the
 * connection closed before the first output, sd-ended if it closed later.
 */
const PATIENCE = 5000;

class Console extends HTMLElement {
  #tab = null;
  #asked = 0;
  #end = () => {};

  disconnectedCallback() {
    this.fail();
    this.leave();
  }

  expect() {
    this.#tab?.close();
    this.#tab = window.open("about:blank");
  }

  go(address) {
    const tab = this.#tab;
    this.#tab = null;
    if (!tab || tab.closed) {
      this.#say("sd-blocked");
      return;
    }
    tab.opener = null;
    // Open the URL by a link of the new tab; otherwise this page would be the referrer.
    const link = tab.document.createElement("a");
    link.href = address;
    link.rel = "noreferrer";
    tab.document.body.append(link);
    link.click();
  }

  fail() {
    this.#tab?.close();
    this.#tab = null;
  }

  async frame(address) {
    this.leave();
    const asked = ++this.#asked;
    const origin = new URL(address).origin;
    if (location.protocol === "https:" && !origin.startsWith("https:")) {
      this.#say("sd-mixed");
      return;
    }
    const reached = await reachable(origin + new URL(address).pathname);
    if (asked !== this.#asked) return;
    if (!reached) {
      this.#say("sd-unreachable");
      return;
    }
    const frame = document.createElement("iframe");
    frame.title = [this.dataset.title, this.dataset.name].filter(Boolean).join(" ");
    frame.referrerPolicy = "no-referrer";
    frame.sandbox = "allow-scripts allow-same-origin";
    frame.allow = "clipboard-read; clipboard-write; fullscreen";
    frame.src = address;
    this.append(frame);
    frame.addEventListener("load", () => frame.focus(), { once: true });
  }

  async terminal(address) {
    this.leave();
    const asked = ++this.#asked;
    if (location.protocol === "https:" && !address.startsWith("wss:")) {
      this.#say("sd-plain");
      return;
    }
    try {
      await xterm();
    } catch {
      if (asked === this.#asked) this.#say("sd-unloaded");
      return;
    }
    if (asked !== this.#asked) return;
    const place = document.createElement("div");
    place.className = "terminal-box";
    place.setAttribute("role", "region");
    place.setAttribute("aria-label", [this.dataset.title, this.dataset.name].filter(Boolean).join(" "));
    this.append(place);
    // A serial console has no window size. Render text as DOM nodes instead of on a canvas, for screen readers.
    const terminal = new window.Terminal({ cols: 80, rows: 24, scrollback: 5000, rendererType: "dom" });
    // Shift+Tab moves the focus out of the terminal; all other keys go to the server.
    terminal.attachCustomKeyEventHandler((event) => !(event.key === "Tab" && event.shiftKey));
    terminal.open(place);
    // Must follow open(), because it needs the height of the lines. Correct the role that xterm sets on the list of
    // lines.
    terminal.setOption("screenReaderMode", true);
    place.querySelector(".xterm-accessibility-tree").setAttribute("role", "list");
    const line = new WebSocket(address, ["binary"]);
    line.binaryType = "arraybuffer";
    // The proxy opens the socket even if it rejects the token: only output proves that the console is connected.
    let heard = false;
    const send = (bytes) => line.readyState === WebSocket.OPEN && line.send(bytes);
    line.addEventListener("message", (event) => {
      heard = true;
      terminal.write(typeof event.data === "string" ? event.data : new Uint8Array(event.data));
    });
    line.addEventListener("close", () => {
      terminal.setOption("disableStdin", true);
      if (asked === this.#asked) this.#say(heard ? "sd-ended" : "sd-unconnected");
    });
    terminal.onData((text) => send(new TextEncoder().encode(text)));
    terminal.onBinary((text) => send(Uint8Array.from(text, (one) => one.charCodeAt(0))));
    this.#end = () => {
      line.close();
      terminal.dispose();
    };
    terminal.focus();
  }

  leave() {
    this.#asked++;
    this.#end();
    this.#end = () => {};
    this.replaceChildren();
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

/** The terminal library, loaded on first use as a script. The build inserts its version. */
const XTERM = new URL("../../webjars/xterm/@xterm.version@/", import.meta.url);
let ready = null;

const xterm = () => {
  ready ??= Promise.all([
    loaded("link", { rel: "stylesheet", href: new URL("css/xterm.css", XTERM).href }),
    loaded("script", { src: new URL("lib/xterm.js", XTERM).href }),
  ]).catch((error) => {
    ready = null;
    throw error;
  });
  return ready;
};

const loaded = (tag, attributes) =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve, { once: true });
    element.addEventListener("error", reject, { once: true });
    document.head.append(element);
  });

/** Whether the origin responds; a page can detect no more of another origin. The request contains no token. */
const reachable = async (page) => {
  try {
    await fetch(page, {
      mode: "no-cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return true;
  } catch {
    return false;
  }
};

customElements.define("sd-console", Console);

document.addEventListener(
  "click",
  (event) => {
    const button = event.target.closest?.("[data-console-tab]");
    if (button && !button.disabled) button.closest(".console")?.querySelector("sd-console")?.expect();
  },
  true,
);
