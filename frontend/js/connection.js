/*
 * Brings an open page back when the console was away: a restart ends all sessions, and the push connection alone would
 * then wait for ever. Asks only while something is amiss, and never in a hidden tab.
 */
const PERIOD = 5_000;
/* A page that is told nothing for so long has lost the console: a live cloud is confirmed every few seconds. */
const QUIET = 15_000;

let lost = false;

const silent = () => {
  const age = document.querySelector('button.fresh[data-state="live"] sd-ago');
  return age !== null && age.passed > QUIET;
};

const disconnected = () => ["reconnecting", "connection-lost"].includes(window.Vaadin?.connectionState?.state);

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
  say();
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
  } else if (lost || answer.status === 401 || answer.type === "opaqueredirect") {
    location.reload();
  }
};

setInterval(look, PERIOD);
/* A session that ended while the page was loading could not tell it so: its push connection is refused. */
setTimeout(look, 1_000, true);
document.addEventListener("visibilitychange", look);
