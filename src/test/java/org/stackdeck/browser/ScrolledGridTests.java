package org.stackdeck.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the server grid while its first rows are scrolled out of view. */
class ScrolledGridTests extends SharedStackdeckTestBase {

    private static final String SCROLL = "(grid, index) => grid.scrollToIndex(index)";
    private static final String NAME = """
            (index) => {
              const grid = document.querySelector("vaadin-grid.servers");
              const row = grid._getRenderedRows().find((one) => one.index === index);
              return row && !row.hasAttribute("loading")
                && [...row.children].map((cell) => cell._content.querySelector("a.n")).find(Boolean)?.textContent;
            }""";
    /** Script that creates a promise, which is resolved half a second after rows have moved. */
    private static final String WATCH = """
            (grid) => {
              window.rowsMoved = new Promise((resolve) =>
                grid.addEventListener("sd-rows-move", () => setTimeout(resolve, 500), { once: true }));
            }""";

    static Stream<TestBrowsers.Look> looks() {
        return Stream.of(TestBrowsers.Look.USUAL, new TestBrowsers.Look("en", ColorScheme.DARK, 390, 844));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void headerOfTheScrolledGroupRemainsVisibleSelectsAndCollapsesIt(TestBrowsers.Look look) {
        Page page = world.signedIn("root", look, "/servers?group=project");
        Locator research =
                page.locator(".group-head:visible").filter(new Locator.FilterOptions().setHasText("research"));
        research.waitFor();
        Locator header = page.locator(".scrolled-group");
        assertThat(header).isHidden();

        grid(page).evaluate(SCROLL, 12);

        assertThat(header).isVisible();
        assertThat(header).containsText("research");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        AccessibilityScanner.check(page);
        page.locator(".scrolled-group .pick").click();
        assertThat(page.locator(".scrolled-group .pick")).isChecked();
        assertThat(page.locator(".bulk")).isVisible();
        header.locator(".group-label").click();
        assertThat(header).isHidden();
        assertThat(research).hasAttribute("aria-expanded", "false");
    }

    @Test
    void visibleRowsKeepTheirPlaceWhenARowAboveThemAppears() {
        Page page = world.signedIn("root");
        new ServersPageObject(page).rows().first().waitFor();
        int size = (int) grid(page).evaluate("(grid) => grid.size");
        grid(page).evaluate(SCROLL, size - 1);
        String last = name(page, size - 1);
        grid(page).evaluate(SCROLL, 20);
        int index = firstVisible(page);
        Locator link = page.getByRole(
                AriaRole.LINK,
                new Page.GetByRoleOptions().setName(name(page, index + 3)).setExact(true));
        double before = link.boundingBox().y;

        grid(page).evaluate(WATCH);
        world.rename(last, "0-moved");
        page.evaluate("() => window.rowsMoved");

        assertThat(link.boundingBox().y).isCloseTo(before, within(1.0));
        assertThat(firstVisible(page)).isEqualTo(index + 1);
        world.rename("0-moved", last);
    }

    private static String name(Page page, int row) {
        return (String) page.waitForFunction(NAME, row).jsonValue();
    }

    private static Locator grid(Page page) {
        return page.locator("vaadin-grid.servers");
    }

    private static int firstVisible(Page page) {
        return (int) grid(page).evaluate("(grid) => grid._firstVisibleIndex");
    }
}
