/*
 * Reports a lost connection to Stackdeck and restores the page: continues if the session still exists, otherwise
 * reloads, because a restart ends the pages of all sessions and the push connection alone would wait forever. Stackdeck
 * restores a session when a page is loaded, but not in response to HEAD. Sends requests only after the page has loaded,
 * when the browser is online again, and while a problem is suspected. Sends none in a hidden tab.
 */
const PERIOD = 5_000;
/* A page without updates for this time has lost the connection, because live clouds are confirmed every few seconds. */
const QUIET = 15_000;
/* After a reconnect, a page whose session still exists receives an update within this time. */
const GRACE = 8_000;

let lost = false;
let returning = false;
/* Whether a WebSocket was closed since the last check, or the last check failed. Flow does not report each refused
   reconnect. */
let doubtful = false;
/* ID of the node of this page, once it ends. */
let ended;

const age = () => document.querySelector('button.fresh[data-state="live"] sd-ago');

const silent = () => age()?.passed > QUIET;

const disconnected = () => ["reconnecting", "connection-lost"].includes(window.Vaadin?.connectionState?.state);

/* Marks the displayed state of the clouds as outdated. */
const mark = () => document.documentElement.toggleAttribute("data-lost", lost || !navigator.onLine);

const say = () => {
  if (document.querySelector(".sd-connection")) return;
  const note = document.createElement("div");
  note.className = "sd-connection";
  note.setAttribute("role", "alert");
  note.textContent = window.stackdeck?.texts?.lost ?? "";
  document.body.append(note);
};

const away = () => {
  lost = true;
  mark();
  say();
};

const back = () => {
  lost = false;
  mark();
  document.querySelector(".sd-connection")?.remove();
};

/* Whether the page receives updates again. Flow's connection state can be wrong. */
const told = async () => {
  const began = performance.now();
  while (performance.now() - began < GRACE) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (age()?.passed < performance.now() - began) return true;
  }
  return false;
};

const comeBack = async () => {
  if (returning) return;
  returning = true;
  try {
    if (await told()) back();
    else if (navigator.onLine) location.reload();
  } finally {
    returning = false;
  }
};

/* Whether another node responds. It may have the session, if another page of the browser has moved before, but not
   this page. */
const moved = (answer) => {
  const node = answer.headers.get("Stackdeck-Node");
  return Boolean(ended && node && node !== ended);
};

const look = async (sure) => {
  if (document.hidden || !(sure === true || doubtful || lost || silent() || disconnected())) return;
  doubtful = false;
  let answer;
  try {
    answer = await fetch(location.href, {
      method: "HEAD",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(4_000),
    });
  } catch {
    doubtful = true;
    away();
    return;
  }
  if (answer.status >= 500) {
    away();
  } else if (answer.status === 401 || answer.type === "opaqueredirect" || moved(answer)) {
    location.reload();
  } else if (lost) {
    await comeBack();
  }
  mark();
};

/* Called by a node that ends, with its ID: loads the page from another node, after a delay in milliseconds. While the
   load balancer still uses the same node, the page is kept. */
window.stackdeckMove = async (delay, node) => {
  ended = node;
  const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
  await pause(delay);
  for (let attempt = 0; attempt < 30; attempt++) {
    await look(true);
    await pause(1_000);
  }
};

const Socket = window.WebSocket;
window.WebSocket = class extends Socket {
  constructor(...parameters) {
    super(...parameters);
    this.addEventListener("close", () => {
      doubtful = true;
    });
  }
};

/* Only secure pages have service workers; without one, the browser shows its own page if Stackdeck cannot be reached. */
navigator.serviceWorker?.register("/service-worker.js").catch(() => {});

setInterval(look, PERIOD);
/* A session that ended while the page was loading could not redirect it, because its push connection was rejected. */
setTimeout(look, 1_000, true);
document.addEventListener("visibilitychange", look);
window.addEventListener("offline", mark);
window.addEventListener("online", () => {
  mark();
  look(true);
});
