package org.stackdeck.browser;

import static org.stackdeck.browser.ScreenshotGenerator.screenshot;
import static org.stackdeck.browser.ScreenshotGenerator.suffix;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.cloud.resource.ResourceKind;

/** Captures the pages and dialogs of resources other than servers for {@link ScreenshotGenerator}. */
final class ResourceScreenshots {

    private ResourceScreenshots() {}

    static void write(Page page, Look look) {
        for (ResourceKind kind : ResourceKind.values()) {
            listAndFirstResource(page, look, kind);
        }
        page.navigate("/networks/topology");
        page.locator(".topology-node").first().waitFor();
        screenshot(page, "topology" + suffix(look));
        open(page, "volumes", "staff-data-1");
        page.locator("[data-action=extend]").waitFor();
        dialog(page, "delete", "volume-delete" + suffix(look));
        page.navigate("/volumes");
        dialog(page, "create", "volume-create" + suffix(look));
        page.navigate("/networks");
        dialog(page, "create", "network-create" + suffix(look));
        open(page, "security-groups", "ssh-and-web");
        page.locator(".rules .rule").first().waitFor();
        screenshot(page, "security-group" + suffix(look));
        dialog(page, "add-rule", "security-group-rule" + suffix(look));
    }

    /** A kind of which the simulated cloud has no resource is captured without one. */
    private static void listAndFirstResource(Page page, Look look, ResourceKind kind) {
        page.navigate("/" + kind.code());
        screenshot(page, kind.code() + suffix(look));
        Locator first = page.locator("vaadin-grid a[href^='" + kind.code() + "/']:visible")
                .first();
        if (first.isVisible()) {
            first.click();
            page.waitForURL("**/" + kind.code() + "/*/*");
            screenshot(page, kind.code() + "-page" + suffix(look));
        }
    }

    private static void open(Page page, String kind, String name) {
        page.navigate("/" + kind);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
    }

    private static void dialog(Page page, String action, String name) {
        page.locator("[data-action=" + action + "]").first().click();
        page.locator("vaadin-dialog vaadin-button").first().waitFor();
        screenshot(page, name);
    }
}
