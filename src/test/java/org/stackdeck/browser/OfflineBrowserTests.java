package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Tests an open page while its browser is offline and afterward. */
class OfflineBrowserTests extends SharedStackdeckTestBase {

    private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(40_000);

    @Test
    void offlinePageIsUpdatedAfterReconnectWithoutReload() {
        Page page = world.signedIn("root");
        ServersPageObject servers = new ServersPageObject(page);
        servers.rows().first().waitFor();
        String server = world.serverFor("stop", "staff");
        servers.search(server);
        assertThat(servers.row("Running", server)).isVisible();
        assertThat(badge(page, "Live")).isVisible(PATIENTLY);
        page.evaluate("() => { window.sameAsBefore = true; }");

        page.context().setOffline(true);

        assertThat(badge(page, "Disconnected")).isVisible();
        assertThat(badge(page, "Live")).hasCount(0);
        world.rename(server, server + "-renamed");
        assertThat(lost(page)).isVisible(PATIENTLY);
        assertThat(badge(page, "Disconnected")).isVisible();

        page.context().setOffline(false);

        assertThat(servers.row(server + "-renamed")).isVisible(PATIENTLY);
        assertThat(badge(page, "Live")).isVisible(PATIENTLY);
        assertThat(lost(page)).hasCount(0, new HasCountOptions().setTimeout(20_000));
        Assertions.assertThat(page.evaluate("() => window.sameAsBefore")).isEqualTo(true);
    }

    private static Locator badge(Page page, String word) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(word));
    }

    private static Locator lost(Page page) {
        return page.getByText("Connection to Stackdeck lost");
    }
}
