package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tests the effect of a click on a browser notification, which headless Chromium does not display. */
class NotificationTests extends SharedStackdeckTestBase {

    @Test
    void pressedNotificationOpensItsPlaceInTheOpenPageAndInANewOne() {
        Page page = world.signedIn("root");
        page.waitForFunction("() => window.stackdeckNotifications && document.querySelector('.bell')");
        page.evaluate("""
                () => {
                  window.shown = [];
                  window.stackdeckNotifications.show = (...values) => window.shown.push(values);
                  document.querySelector('.bell').dispatchEvent(new Event('notifications-allowed'));
                }""");
        // When the list is open, Stackdeck has also processed the earlier event.
        page.locator(".bell > button").click();
        assertThat(page.getByText("Mark all as read")).isVisible();
        page.keyboard().press("Escape");
        world.register("nora");
        try {
            page.waitForFunction("() => window.shown.length > 0");
            Object notice = page.evaluate("() => window.shown.at(-1)[2]");

            // The service worker sends this message after a click. The launch page declines, because it may have input.
            page.navigate("/servers/new");
            page.waitForFunction("() => window.stackdeckNotifications && document.querySelector('.bell')");
            Object opens = page.evaluate("""
                            notice => new Promise((resolve) => {
                              const channel = new MessageChannel();
                              channel.port1.onmessage = (event) => resolve(event.data);
                              navigator.serviceWorker.dispatchEvent(
                                  new MessageEvent('message', { data: { notice }, ports: [channel.port2] }));
                            })""", notice);
            Assertions.assertThat(opens).isEqualTo(false);
            page.navigate("/servers");
            page.waitForFunction("() => window.stackdeckNotifications && document.querySelector('.bell')");
            page.evaluate(
                    "notice => navigator.serviceWorker.dispatchEvent(new MessageEvent('message', { data: { notice } }))",
                    notice);
            assertThat(page).hasURL(world.console().url() + "/admin/users");

            // The service worker opens this path if there is no page.
            page.navigate("/notices/" + notice);
            assertThat(page).hasURL(world.console().url() + "/admin/users");
        } finally {
            world.root().post("/api/admin/users/nora/approve", Map.of());
        }
    }
}
