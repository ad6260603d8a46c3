/* Copies data-copy of the pressed button and shows a check mark for 1.5 s. */
const done = new WeakMap();

const write = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // The Clipboard API is unavailable over plain HTTP from another host.
  const active = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  active?.focus();
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  await write(button.dataset.copy);
  clearTimeout(done.get(button));
  button.classList.add("copied");
  done.set(
    button,
    setTimeout(() => button.classList.remove("copied"), 1500),
  );
});
