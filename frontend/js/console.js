/*
 * A server's screen, of which the address holds a secret: it comes here by a call and is no part of the page's state.
 *   [data-console-tab]   opens a tab at once, before a browser thinks that nobody asked for it; the address comes later
 *   <sd-console>         go(address) leads that tab there, frame(address) shows it on the page, fail() and leave() end it
 * Says sd-blocked, sd-mixed and sd-unreachable when the browser does not get there.
 */
const PATIENCE = 5000;

class Console extends HTMLElement {
  #tab = null;
  #asked = 0;

  disconnectedCallback() {
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

  leave() {
    this.#asked++;
    this.replaceChildren();
  }

  #say(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

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
