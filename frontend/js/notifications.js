// Browser notifications: shown only while the page is hidden, and only after the user has allowed them. The service
// worker shows them where it is installed: on phones, browsers show no others.

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

/** Returns whether a dialog or the launch page is open, whose input would be lost. */
const keepsInput = () =>
  location.pathname === "/servers/new" ||
  document.querySelector("vaadin-dialog[opened], vaadin-confirm-dialog[opened]") !== null;

/** Opens the place of the notice and marks it as read, unless input would be lost. Returns whether it opens. */
const open = (notice) => {
  const bell = document.querySelector(".bell");
  if (!bell || keepsInput()) {
    return false;
  }
  bell.dispatchEvent(new CustomEvent("notice-opened", { detail: notice }));
  return true;
};

/** Shows a text. Pages of the same browser that show the same tag replace each other's notification. */
const show = async (text, tag, notice) => {
  if (!document.hidden || state() !== "granted") {
    return;
  }
  const options = { body: text, tag, data: notice };
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    if (registration?.active) {
      await registration.showNotification("Stackdeck", options);
      return;
    }
    const notification = new Notification("Stackdeck", options);
    notification.onclick = () => {
      window.focus();
      notification.close();
      if (!open(notice)) {
        window.open(`/notices/${encodeURIComponent(notice)}`);
      }
    };
  } catch {
    // Without a service worker, browsers of phones show no notifications.
  }
};

navigator.serviceWorker?.addEventListener("message", (event) => {
  if (event.data?.notice) {
    const opens = open(event.data.notice);
    event.ports[0]?.postMessage(opens);
  }
});

window.stackdeckNotifications = { bind, show };
