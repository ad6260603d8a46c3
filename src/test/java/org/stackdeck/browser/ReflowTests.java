package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.browser.TestBrowsers.Look;

/** Tests that pages reflow at 400 % zoom in a window of 1280 × 1024 pixels (WCAG 1.4.10). */
class ReflowTests extends SharedStackdeckTestBase {

    private static final Look ZOOMED = new Look("en", ColorScheme.LIGHT, 320, 256);

    /** Enough for all controls of a page and the first rows of its grid. */
    private static final int MAX_TABS = 60;

    /**
     * Script that returns the containers that scroll in two dimensions. Excludes grids, diagrams and tables, for which
     * this is permitted.
     */
    private static final String SCROLLS_IN_TWO_DIMENSIONS = """
            () => {
              const found = [];
              const visit = (root) => root.querySelectorAll('*').forEach((one) => {
                if (one.matches('vaadin-grid, sd-topology, sd-history-chart, .overview-scroll')) return;
                if (one.shadowRoot) visit(one.shadowRoot);
                const style = getComputedStyle(one);
                const scrolls = (overflow) => /auto|scroll/.test(overflow);
                if (one.clientWidth > 0 && scrolls(style.overflowX) && one.scrollWidth > one.clientWidth + 1
                    && scrolls(style.overflowY) && one.scrollHeight > one.clientHeight + 1) {
                  found.push(one.localName + '.' + one.className);
                }
              });
              visit(document);
              return found;
            }""";

    /**
     * Script that returns the visible controls that extend beyond the window. Excludes controls in containers that
     * scroll.
     */
    private static final String CUT_OFF = """
            () => [...document.querySelectorAll('.page .content *, vaadin-dialog *')].filter((one) => {
              if (!one.matches('button, a[href], input, textarea, h1, h2') || !one.checkVisibility()) return false;
              if (one.closest('vaadin-grid, .overview-scroll, .chips, .views, sd-history-chart, .sr')) return false;
              const box = one.getBoundingClientRect();
              return box.width > 2 && (box.left < -1 || box.right > innerWidth + 1);
            }).map((one) => one.localName + '.' + one.className + ' ' + one.textContent.trim().slice(0, 30))""";

    private Page page;

    @BeforeAll
    void start() {
        page = world.signedIn("root", ZOOMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/servers",
                "/servers/new",
                "/overview",
                "/admin/grants",
                "/admin/requests",
                "/admin/users",
                "/admin/audit",
                "/admin/clouds",
                "/account",
                "/key-pairs",
                "/volumes"
            })
    void pageReflows(String path) {
        page.navigate(path);
        page.locator("h1").first().waitFor();
        page.locator("vaadin-grid:visible, .overview .tile, .launch-form, .entry-card, .section, .empty-state:visible")
                .first()
                .waitFor();

        check(path);
        tabThrough(path);
    }

    @Test
    void serverPageReflows() {
        String path = "/servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff"));
        page.navigate(path);
        page.locator(".server-facts").waitFor();

        check("the server page");
        tabThrough("the server page");
    }

    @Test
    void dialogsReflow() {
        page.navigate("/admin/grants");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Grant access"))
                .first()
                .click();
        page.locator(".grant-form").waitFor();
        check("the grant dialog");
        tabThrough("the grant dialog");

        page.navigate("/servers");
        page.locator("vaadin-grid").waitFor();
        page.keyboard().press("?");
        page.locator(".keys").waitFor();
        check("the keyboard shortcuts");
    }

    private void check(String what) {
        assertThat((boolean) page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))
                .as("%s fits the width", what)
                .isTrue();
        assertThat((List<?>) page.evaluate(SCROLLS_IN_TWO_DIMENSIONS)).as(what).isEmpty();
        assertThat((List<?>) page.evaluate(CUT_OFF)).as(what).isEmpty();
    }

    /** Moves the focus through the controls, and checks that each control is scrolled into view and not covered. */
    private void tabThrough(String what) {
        for (int i = 0; i < MAX_TABS; i++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("document.activeElement === document.body")) {
                // The focus has left the page.
                assertThat(i).as("controls of %s", what).isGreaterThan(5);
                return;
            }
            FocusInspector.check(page, what + " after " + (i + 1) + " tabs");
        }
    }
}
