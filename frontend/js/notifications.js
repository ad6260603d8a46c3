// Browser notifications: shown only while the page is hidden, and only after the user has allowed them.

const state = () => (window.isSecureContext && "Notification" in window ? Notification.permission : "unsupported");

/**
 * Reports the state of the permission to the element, and requests it when a button in the element is pressed: browsers
 * ignore requests without a user action.
 */
const bind = (element) => {
  const report = () => element.dispatchEvent(new CustomEvent("permission-state", { detail: state() }));
  element.addEventListener("click", async (event) => {
    if (!event.target.closest("button")) {
      return;
    }
    await Notification.requestPermission();
    report();
    if (state() === "granted") {
      document.querySelector(".bell")?.dispatchEvent(new Event("notifications-allowed"));
    }
  });
  report();
};

/** Shows a text. Pages of the same browser that show the same tag replace each other's notification. */
const show = (text, tag) => {
  if (!document.hidden || state() !== "granted") {
    return;
  }
  try {
    const notification = new Notification("Stackdeck", { body: text, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Browsers of phones show notifications of service workers only.
  }
};

window.stackdeckNotifications = { bind, show };
