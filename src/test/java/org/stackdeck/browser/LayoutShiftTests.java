package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.browser.TestBrowsers.Look;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * Tests that pages do not move while they load, in wide and narrow windows. The layout shift is that of Lighthouse: the
 * largest sum of shifts without recent input in a session window. The output contains the figures of
 * docs/benchmarks.md.
 */
class LayoutShiftTests extends SharedStackdeckTestBase {

    /** Maximum that Lighthouse rates as good. */
    private static final double MAX_SHIFT = 0.1;

    /** Time after the content of a page is visible in which the page must not move either. */
    private static final int SETTLING_MILLIS = 1500;

    private static final String CONTENT =
            "vaadin-grid:visible, .overview .tile, .launch-form, .server-facts, .section, "
                    + ".empty-state:visible, .project-card";

    private static final String OBSERVE = """
            window.shifts = [];
            window.shiftObserver = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
            window.shiftObserver.observe({ type: "layout-shift", buffered: true });
            """;

    /**
     * Script that returns the layout shift and the elements that moved. A session window ends after one second without
     * a shift, or after five seconds.
     */
    private static final String READ = """
            () => {
              window.shifts.push(...window.shiftObserver.takeRecords());
              const place = ({ y, height }) => `${Math.round(y)}+${Math.round(height)}`;
              const moved = ({ node, previousRect, currentRect }) =>
                `${node?.localName ?? node?.nodeName}.${node?.className ?? ""} ${place(previousRect)} → ${place(currentRect)}`;
              let largest = { value: 0, moved: [] };
              let session;
              for (const { startTime, value, hadRecentInput, sources } of window.shifts) {
                if (hadRecentInput) continue;
                if (!session || startTime - session.last >= 1000 || startTime - session.first >= 5000) {
                  session = { value: 0, first: startTime, moved: [] };
                }
                session.last = startTime;
                session.value += value;
                session.moved.push(...sources.map(moved));
                if (session.value > largest.value) largest = session;
              }
              return { value: largest.value, moved: largest.moved };
            }""";

    enum Width {
        WIDE(Look.USUAL),
        NARROW(new Look("en", ColorScheme.LIGHT, 390, 844));

        private final Look look;

        Width(Look look) {
            this.look = look;
        }
    }

    private final Map<Width, Page> pages = new EnumMap<>(Width.class);

    @BeforeAll
    void signIn() {
        for (Width width : Width.values()) {
            Page page = world.signedIn("root", width.look);
            page.addInitScript(OBSERVE);
            pages.put(width, page);
        }
    }

    static Stream<String> paths() {
        return Stream.concat(
                Stream.of("servers", "servers/new", "overview", "operations", "projects", "admin/audit", "account"),
                // The lists of all kinds are instances of one view.
                Stream.of(ResourceKind.VOLUME, ResourceKind.NETWORK, ResourceKind.PORT)
                        .map(ResourceKind::code));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void pageDoesNotMoveWhileItLoads(String path) {
        checkPage(path);
    }

    @Test
    void pageOfAServerDoesNotMoveWhileItLoads() {
        checkPage("servers/" + SimulatedStackdeck.CLOUD + "/" + world.id(world.serverFor("stop", "staff")));
    }

    @ParameterizedTest
    @EnumSource
    void signInPageAndTheGridAfterItDoNotMove(Width width) {
        Page page = world.anonymousPage(width.look);
        page.addInitScript(OBSERVE);
        page.navigate("/login");
        page.getByLabel("Username").waitFor();
        page.waitForTimeout(SETTLING_MILLIS);
        check(width, "login", page);

        new SignInPageObject(page).submit("root");
        new ServersPageObject(page).rows().first().waitFor();
        page.waitForTimeout(SETTLING_MILLIS);
        check(width, "servers after the sign-in", page);
    }

    private void checkPage(String path) {
        for (Page page : pages.values()) {
            page.navigate("/" + path);
            page.locator(CONTENT).first().waitFor();
        }
        // Both pages settle in the meantime.
        Objects.requireNonNull(pages.get(Width.WIDE)).waitForTimeout(SETTLING_MILLIS);
        pages.forEach((width, page) -> check(width, path, page));
    }

    private static void check(Width width, String what, Page page) {
        Map<?, ?> read = (Map<?, ?>) page.evaluate(READ);
        double shift = ((Number) Objects.requireNonNull(read.get("value"))).doubleValue();
        System.out.printf("layout shift of %s at %d px: %.4f%n", what, width.look.width(), shift);
        assertThat(shift)
                .as("%s at %d px, moved: %s", what, width.look.width(), read.get("moved"))
                .isLessThanOrEqualTo(MAX_SHIFT);
    }
}
