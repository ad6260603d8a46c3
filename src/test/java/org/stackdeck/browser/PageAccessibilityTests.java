package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.cloud.resource.ResourceKind;
import tools.jackson.databind.JsonNode;

/**
 * Tests that axe finds no violations, including contrast, on any page after the sign-in, and that no page is wider than
 * its window. Most pages are tested in one of two looks.
 */
class PageAccessibilityTests extends SharedStackdeckTestBase {

    /** Pages whose layout depends on the width of the window or that have elements of their own. */
    private static final List<String> PAGES_IN_BOTH_LOOKS = List.of("/servers", "/servers/new", "/overview");

    private static final List<String> PAGES = List.of(
            "/servers?q=project:staff tag:web web",
            "/servers?q=nothing-is-named-so",
            "/projects",
            "/networks/topology",
            "/networks/topology?view=table",
            "/volumes/simulator/none",
            "/operations",
            "/operations?state=FAILED",
            "/account",
            "/key-pairs",
            "/help",
            "/about",
            "/password",
            "/requests",
            "/admin/users",
            "/admin/invitations",
            "/admin/requests",
            "/admin/roles",
            "/admin/settings",
            "/admin/groups",
            "/admin/grants",
            "/admin/clouds",
            "/admin/first-steps",
            "/admin/audit",
            "/nowhere");

    private static final List<Look> LOOKS =
            List.of(new Look("en", ColorScheme.DARK, 1440, 900), new Look("zh-CN", ColorScheme.LIGHT, 390, 844));

    private String pending;

    @BeforeAll
    void start() {
        world.register("awaiting");
        world.member("axel", "operator");
        world.register("root");
        world.invite("Anna Lindqvist", "research", "operator");
        pending = world.request("axel", "More of everything");
        refuse(world.request("axel", "All of it"));
        world.ask(world.serverFor("reboot", "staff"), "reboot");
    }

    @AfterAll
    void close() {
        refuse(pending);
    }

    /**
     * Returns two looks that cover each value of each setting once, because axe results rarely depend on the
     * combination. Most pages are built of the same components and styles: each is tested in one of the two looks.
     */
    static List<Look> looks() {
        return LOOKS;
    }

    /** Returns each second of the values, beginning with the first for the first look. */
    private static <T> List<T> testedIn(Look look, List<T> values) {
        return IntStream.range(0, values.size())
                .filter(index -> index % LOOKS.size() == LOOKS.indexOf(look))
                .mapToObj(values::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everyPagePassesAxeAndFitsItsWindow(Look look) {
        Page page = world.signedIn("root", look);
        List<String> paths = new ArrayList<>(PAGES_IN_BOTH_LOOKS);
        paths.addAll(testedIn(look, PAGES));
        for (String path : paths) {
            page.navigate(path);
            page.locator("h1, h2").first().waitFor();
            if (path.equals("/servers/new")) {
                // axe objects to the label of a grid that has no text yet.
                page.waitForFunction("() => document.querySelector('vaadin-grid')?.innerText.trim()");
            }
            check(page, path);
        }
        assertThat(world.output()).as("the log of Stackdeck").doesNotContain(" ERROR ");
    }

    @ParameterizedTest
    @MethodSource("looks")
    void listsAndPagesOfResourcesPassAxeAndFitTheirWindow(Look look) {
        Page page = world.signedIn("root", look);
        for (ResourceKind kind : testedIn(look, List.of(ResourceKind.values()))) {
            page.navigate("/" + kind.code());
            page.locator("h1, h2").first().waitFor();
            check(page, kind.code());
            if (exists(kind)) {
                page.locator("vaadin-grid a[href^='" + kind.code() + "/']:visible")
                        .first()
                        .click();
                page.waitForURL("**/" + kind.code() + "/*/*");
                page.locator("h1, h2").first().waitFor();
                check(page, "the page of the first of " + kind.code());
            }
        }
    }

    private boolean exists(ResourceKind kind) {
        String field = Pattern.compile("-(.)")
                .matcher(kind.code())
                .replaceAll(part -> part.group(1).toUpperCase(Locale.ROOT));
        JsonNode resources = world.root().get("/api/os/" + kind.code()).body().get(field);
        return !resources.isEmpty();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void tabsOfAServerPassAxeAndFitTheirWindow(Look look) {
        Page page = world.signedIn("root", look);
        String server = "/servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff"));
        for (String tab :
                testedIn(look, List.of("", "/activity", "/log", "/network", "/volumes", "/metadata", "/usage"))) {
            page.navigate(server + tab);
            page.locator(".server-panel:visible").waitFor();
            check(page, server + tab);
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void menusSuggestionsAndPanelsPassAxeAndFitTheWindow(Look look) {
        Page page = world.signedIn("root", look);
        page.locator("[data-menu]:visible").first().click();
        page.getByRole(AriaRole.MENU).first().waitFor();
        check(page, "the menu of a row");
        page.keyboard().press("Escape");
        page.getByRole(AriaRole.MENU)
                .first()
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        Locator columns = page.locator(".columns-box > button");
        if (columns.isVisible()) {
            columns.click();
            page.locator(".columns vaadin-select").waitFor();
            check(page, "the display options");
            page.keyboard().press("Escape");
            page.locator(".columns").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        }

        page.locator(".bell > button").click();
        page.locator(".notices").waitFor();
        check(page, "the notices");
        page.keyboard().press("Escape");
        // Otherwise, the closing notices could take the next keys.
        page.locator(".notices").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        page.keyboard().press("Control+k");
        page.keyboard().type("stop");
        page.locator(".commands .options > *").first().waitFor();
        check(page, "the command palette");
        page.keyboard().press("Escape");
        page.locator(".commands").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        page.locator(".search input[aria-controls=search-options]").focus();
        page.keyboard().type("project:");
        page.locator("#search-option-0").waitFor();
        check(page, "the suggestions");

        page.locator(".ops .head").click();
        page.locator("#operations-panel vaadin-grid").waitFor();
        check(page, "the panel of operations");
    }

    private void refuse(String request) {
        world.console()
                .rest(SimulatedStackdeck.ROOT)
                .post("/api/admin/access-requests/" + request + "/refuse", Map.of("reason", "Too much"))
                .expect(200);
    }

    private static void check(Page page, String what) {
        AccessibilityScanner.check(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits its window", what)
                .isEqualTo(true);
    }
}
