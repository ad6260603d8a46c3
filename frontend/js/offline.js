/* The page that the service worker shows while Stackdeck cannot be reached: shows the cause, and opens the requested
   page as soon as Stackdeck responds. */
const PERIOD = 5_000;

const each = (selector, action) => document.querySelectorAll(selector).forEach(action);

const show = () => {
  each("[data-cause]", (text) => (text.hidden = (text.dataset.cause === "offline") === navigator.onLine));
};

const open = async () => {
  show();
  if (document.hidden || !navigator.onLine) return;
  try {
    const response = await fetch(location.href, {
      method: "HEAD",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(4_000),
    });
    // A proxy responds with 502 to 504 while Stackdeck is down.
    if (response.status < 500) location.reload();
  } catch {
    // Stackdeck still does not respond.
  }
};

const language = navigator.language.startsWith("zh") ? "zh" : "en";
document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
each("[data-language]", (text) => (text.hidden = text.dataset.language !== language));
each("[data-host]", (host) => (host.textContent = location.host));
each("[data-retry]", (button) => button.addEventListener("click", open));
window.addEventListener("online", open);
window.addEventListener("offline", show);
document.addEventListener("visibilitychange", open);
setInterval(open, PERIOD);
show();
