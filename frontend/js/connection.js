/*
 * Says so when the console is away, and brings an open page back: it goes on where it was if its session lived on, and is
 * loaded anew if not (a restart ends all sessions, and the push connection alone would then wait for ever). Asks only while
 * something is amiss, and never in a hidden tab.
 */
const PERIOD = 5_000;
/* A page that is told nothing for so long has lost the console: a live cloud is confirmed every few seconds. */
const QUIET = 15_000;
/* A console that is back tells a page that it still knows of something within this time. */
const GRACE = 8_000;

let lost = false;
let returning = false;

const age = () => document.querySelector('button.fresh[data-state="live"] sd-ago');

const silent = () => age()?.passed > QUIET;

const disconnected = () => ["reconnecting", "connection-lost"].includes(window.Vaadin?.connectionState?.state);

/* What a page says of its clouds is then no more than it was. */
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

/* Whether the page is told anything anew from now on: Flow may go on saying that it reconnects though all is well. */
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

const look = async (sure) => {
  if (document.hidden || !(sure === true || lost || silent() || disconnected())) return;
  let answer;
  try {
    answer = await fetch(location.href, {
      method: "HEAD",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(4_000),
    });
  } catch {
    away();
    return;
  }
  if (answer.status >= 500) {
    away();
  } else if (answer.status === 401 || answer.type === "opaqueredirect") {
    location.reload();
  } else if (lost) {
    await comeBack();
  }
  mark();
};

setInterval(look, PERIOD);
/* A session that ended while the page was loading could not tell it so: its push connection is refused. */
setTimeout(look, 1_000, true);
document.addEventListener("visibilitychange", look);
window.addEventListener("offline", mark);
window.addEventListener("online", () => {
  mark();
  look(true);
});
