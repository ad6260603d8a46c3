package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the menu of clouds and projects in the header. */
class ScopeMenuTests extends SharedStackdeckTestBase {

    @BeforeAll
    void start() {
        world.member("cleo", "viewer");
    }

    @Test
    void projectIsSelectedFromAnyPageAndPartOfTheUrl() {
        String here = world.serverFor("stop", "research");
        String elsewhere = world.serverFor("stop", "staff");
        Page page = world.signedIn("root");
        page.navigate("/operations");

        open(page);
        item(page, "research").click();

        page.waitForURL(Pattern.compile(".*/servers\\?.*project=.*"));
        assertThat(menu(page)).containsText("research");
        new ServersPageObject(page).search(elsewhere);
        assertThat(new ServersPageObject(page).rows()).hasCount(0);
        new ServersPageObject(page).search(here);
        assertThat(new ServersPageObject(page).row(here)).isVisible();

        // The browser can show the row before the search is part of the URL.
        page.waitForURL(url -> url.contains(here) && url.contains("project="));
        page.reload();
        assertThat(menu(page)).containsText("research");
        assertThat(new ServersPageObject(page).row(here)).isVisible();

        open(page);
        item(page, "Everything I can see").click();
        // The navigation adds the search to the URL again.
        page.waitForURL(url -> !url.contains("project="));
        assertThat(menu(page)).containsText("Everything I can see");
        new ServersPageObject(page).search(elsewhere);
        assertThat(new ServersPageObject(page).row(elsewhere)).isVisible();
    }

    @Test
    void scopeMenuOffersVisibleProjectsAndFollowsGrants() {
        world.grant("cleo", "staff", "viewer");
        Page page = world.signedIn("cleo");
        page.navigate("/account");
        open(page);
        assertThat(item(page, "staff")).isVisible();
        assertThat(item(page, "research")).hasCount(0);
        page.keyboard().press("Escape");

        world.grant("cleo", "research", "viewer");

        openWith(page, "research");
        assertThat(item(page, "staff")).hasCount(0);
        page.keyboard().press("Escape");

        world.grant("cleo", "staff");

        assertThat(menu(page)).containsText("All clouds");
    }

    private static Locator menu(Page page) {
        return page.locator("header .scope");
    }

    /** Opens the menu repeatedly until it contains the option, because an open menu does not receive later changes. */
    private static void openWith(Page page, String offered) {
        page.waitForCondition(() -> {
            open(page);
            try {
                item(page, offered).waitFor(new Locator.WaitForOptions().setTimeout(1_000));
                return true;
            } catch (TimeoutError tooEarly) {
                page.keyboard().press("Escape");
                return false;
            }
        });
    }

    private static void open(Page page) {
        menu(page)
                .getByRole(AriaRole.MENUITEM)
                .or(menu(page).getByRole(AriaRole.BUTTON))
                .first()
                .click();
    }

    private static Locator item(Page page, String name) {
        return page.getByRole(
                AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
