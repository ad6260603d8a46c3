/* Copies data-copy of the pressed button; the answer is a check mark in place, for 1.5 s. */
const done = new WeakMap();

const write = async (text) => {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Plain http on another machine's address: the clipboard interface is closed there.
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
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
