/*
 * Shows a page that says what is wrong if a page of Stackdeck cannot be loaded, and opens the place of a notification
 * that the user presses. Stores only that page: no response with data of the user. Served at the root, because a service worker controls only pages below its own path.
 */
/* Must change with the content of the files, which are loaded only when this script has changed. */
const CACHE = "offline-2";
const PAGE = "/frontend/offline.html";
const FILES = [
  PAGE,
  "/frontend/js/offline.js",
  "/frontend/css/tokens.css",
  "/frontend/css/base.css",
  "/frontend/css/offline.css",
  "/frontend/icons/favicon.svg",
];

/* Downloads, which a reload would repeat. */
const NO_PAGE = /^\/(VAADIN|api)\//;

/* Pages without a user, which have no bell. */
const NO_USER = /^\/(login|register|setup|frontend)\b/;

const load = async () => (await caches.open(CACHE)).addAll(FILES.map((file) => new Request(file, { cache: "reload" })));

const prepare = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
};

const open = async (event) => {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(PAGE)) ?? Response.error();
  }
};

const read = async (request) => {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request, { ignoreSearch: true })) ?? Response.error();
  }
};

/* Time in milliseconds for a page to answer. Browsers let a click open a page for some seconds only. */
const ANSWER_TIME = 1_000;

/* Returns whether the page opens the notice. A page declines if its input would be lost. */
const openIn = (page, notice) =>
  new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data === true);
    setTimeout(resolve, ANSWER_TIME, false);
    page.postMessage({ notice }, [channel.port2]);
  });

/* Opens the notice in the page that was used last, or in a new one. A click permits only one focus or one new page. */
const openNotice = async (notice) => {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((each) => !NO_USER.test(new URL(each.url).pathname));
  if (page && (await openIn(page, notice))) {
    await page.focus();
  } else {
    await self.clients.openWindow(`/notices/${encodeURIComponent(notice)}`);
  }
};

/* Replaces the worker of an earlier version at once, because that worker ignores the answers of pages. */
self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(load());
});
self.addEventListener("activate", (event) => event.waitUntil(prepare()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === "navigate" && event.request.method === "GET" && !NO_PAGE.test(url.pathname)) {
    event.respondWith(open(event));
  }
  if (event.request.mode !== "navigate" && url.origin === location.origin && FILES.includes(url.pathname)) {
    event.respondWith(read(event.request));
  }
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNotice(event.notification.data));
});
