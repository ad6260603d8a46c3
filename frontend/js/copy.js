/* Copies data-copy of the pressed button and shows a check mark for 1.5 s. */
const done = new WeakMap();

/* Returns whether the text was copied. */
const write = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The Clipboard API is unavailable over plain HTTP from another host, and can be forbidden.
  }
  const active = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  active?.focus();
  return copied;
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button || !(await write(button.dataset.copy))) return;
  clearTimeout(done.get(button));
  button.classList.add("copied");
  done.set(
    button,
    setTimeout(() => button.classList.remove("copied"), 1500),
  );
});
