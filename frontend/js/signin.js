// Enhancements of the sign-in pages. Without them, the pages work except for language, theme and the automatic update.

import { create, get, known } from "./passkey.js";

const root = document.documentElement;

const remember = (name, value) => {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax${secure}`;
};

// ---- Language: reloads the page and keeps all input except passwords. ----
const STASH = "stackdeck-typed";
const kept = () => [...document.querySelectorAll(".sign input[name]:not([type=password], [type=hidden])")];

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    const typed = Object.fromEntries(kept().map((input) => [input.name, input.value]));
    sessionStorage.setItem(STASH, JSON.stringify({ path: location.pathname, typed }));
    remember("stackdeck-language", button.dataset.language);
    // Loads the page by GET, even if this page is the response to a form.
    const next = document.querySelector("input[name=next]")?.value;
    location.replace(location.pathname + (next ? `?next=${encodeURIComponent(next)}` : ""));
  });
}

const stashed = JSON.parse(sessionStorage.getItem(STASH) ?? "null");
sessionStorage.removeItem(STASH);
if (stashed?.path === location.pathname) {
  for (const input of kept()) input.value = stashed.typed[input.name] ?? input.value;
}

// ---- Theme ----
const dark = () => root.dataset.theme === "dark" || (!root.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

document.querySelector("[data-theme-toggle]")?.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  remember("stackdeck-theme", root.dataset.theme);
});

// ---- Show the password ----
for (const button of document.querySelectorAll("[data-reveal]")) {
  const input = document.getElementById(button.dataset.reveal);
  const show = (shown) => {
    input.type = shown ? "text" : "password";
    button.setAttribute("aria-pressed", String(shown));
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
}

// ---- Waiting page: polls the status and reloads when it changes; less often in a hidden tab. ----
const standing = document.querySelector("[data-standing=PENDING]");
if (standing) {
  let timer;
  const ask = async () => {
    try {
      const answer = await fetch("/waiting/standing", { cache: "no-store", headers: { accept: "application/json" } });
      if (answer.ok && (await answer.json()).standing !== "PENDING") {
        location.reload();
        return;
      }
    } catch {
      // Stackdeck is temporarily unavailable; the next request retries.
    }
    // A request on a change of visibility replaces the scheduled one.
    clearTimeout(timer);
    timer = setTimeout(ask, document.hidden ? 15_000 : 2_000);
  };
  timer = setTimeout(ask, 2_000);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
}

// ---- Passkeys ----
for (const form of known() ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = document.querySelector("[data-passkey-problem]");
    problem.hidden = true;
    try {
      const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
      const options = await fetch(form.dataset.passkey, { method: "POST", body });
      if (options.status === 401) {
        const login = new URL(location.href);
        login.searchParams.set(login.pathname === "/login" ? "stale" : "ended", "");
        login.pathname = "/login";
        return location.assign(login);
      }
      if (!options.ok) throw new Error(`${options.status}`);
      // Options to create a passkey contain the user; options to use one do not.
      const text = await options.text();
      form.elements.passkey.value = await (JSON.parse(text).user ? create : get)(text);
    } catch {
      problem.hidden = false;
      return;
    }
    form.submit();
  });
}
