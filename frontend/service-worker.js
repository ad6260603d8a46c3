/*
 * Shows a page that says what is wrong if a page of Stackdeck cannot be loaded, and opens the place of a notification
 * that the user presses. Stores only that page: no response with data of the user. Served at the root, because a service worker controls only pages below its own path.
 */
/* Must change with the content of the files, which are loaded only when this script has changed. */
const CACHE = "offline-1";
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

/* Opens the notice in an open page, which keeps its state, or in a new one. */
const openNotice = async (notice) => {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const page = pages.find((each) => !NO_USER.test(new URL(each.url).pathname));
  if (page) {
    await page.focus();
    page.postMessage({ notice });
  } else {
    await self.clients.openWindow(`/notices/${encodeURIComponent(notice)}`);
  }
};

self.addEventListener("install", (event) => event.waitUntil(load()));
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
