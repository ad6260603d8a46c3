/*
 * A server's screen, of which the address holds a secret: it comes here by a call and is no part of the page's state.
 *   [data-console-tab]   opens a tab at once, before a browser thinks that nobody asked for it; the address comes later
 *   <sd-console>         go(address) leads that tab there, frame(address) shows it on the page, fail() and leave() end it;
 *                        terminal(address) speaks to a serial line on the page
 * Says sd-blocked, sd-mixed and sd-unreachable when the browser does not get there; of a serial line sd-plain where the page
 * has TLS and the line has not, sd-unloaded when there is no terminal to show it with, sd-unconnected when it closed before it said anything, and sd-ended when it closed later.
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
    // By a link of the tab's own: of a tab that is led somewhere by this page, this page would be the referrer.
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
    // A serial line tells nobody how large a terminal is. Its text is in the page, and no picture on a canvas.
    const terminal = new window.Terminal({ cols: 80, rows: 24, scrollback: 5000, rendererType: "dom" });
    // The way out for those who have no mouse: all else that is typed goes to the server.
    terminal.attachCustomKeyEventHandler((event) => !(event.key === "Tab" && event.shiftKey));
    terminal.open(place);
    // Only once it is open it knows how high its lines are; and it calls a document what to readers is a list of lines.
    terminal.setOption("screenReaderMode", true);
    place.querySelector(".xterm-accessibility-tree").setAttribute("role", "list");
    const line = new WebSocket(address, ["binary"]);
    line.binaryType = "arraybuffer";
    // The proxy opens the socket also when it then refuses: only what the line says proves that it is there.
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

/** The terminal itself, of which the build says the version, for those alone who open one; it is a script, and no module. */
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

/** Whether anything answers there: more than that no page may know of another origin. Asked without the token. */
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
