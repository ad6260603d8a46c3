/* Sends the event sd-top when a grid is scrolled away from its first row and when it is scrolled back. */
const NEAR = 8;

window.stackdeckTop = async (grid) => {
  await customElements.whenDefined("vaadin-grid");
  const table = grid.shadowRoot?.querySelector("#table");
  if (!table || table.dataset.top) return;
  table.dataset.top = "true";
  table.addEventListener(
    "scroll",
    () => {
      const top = String(table.scrollTop < NEAR);
      if (table.dataset.top === top) return;
      table.dataset.top = top;
      grid.dispatchEvent(new CustomEvent("sd-top", { detail: { top: top === "true" } }));
    },
    { passive: true },
  );
};
