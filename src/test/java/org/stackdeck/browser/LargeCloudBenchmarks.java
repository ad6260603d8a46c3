package org.stackdeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;

/**
 * Not tests: measure figures of docs/benchmarks.md that require a lab with thousands of servers in the project
 * {@code staff}. The lab must also run Horizon.
 */
@Tag("tool")
class LargeCloudBenchmarks {

    private static final String HORIZON = System.getProperty("horizon", "http://127.0.0.1:8080");
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final double LONGEST_MILLIS = Duration.ofMinutes(3).toMillis();

    @TempDir
    Path directory;

    /** Opens the grid and Horizon's list alternately, each in its own context of one browser, after a warm-up. */
    @Test
    void gridOpeningComparedWithHorizon() {
        int servers = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff").count();
        try (var stackdeckProcess =
                        StackdeckProcess.withStartScript(directory, OpenStackLab.cloudsFile(), List.of("staff"));
                var testBrowsers = new TestBrowsers()) {
            Page ours = testBrowsers.openPage(stackdeckProcess.url());
            new SignInPageObject(ours).setUp("root");
            new ServersPageObject(ours).open();
            complete(ours, servers);
            Page few = horizon(testBrowsers, 20);
            Page many = horizon(testBrowsers, 100);
            List<Long> grid = new ArrayList<>();
            List<Long> twenty = new ArrayList<>();
            List<Long> hundred = new ArrayList<>();
            openHorizon(few, Math.min(20, servers));
            openHorizon(many, Math.min(100, servers));
            openGrid(ours, servers);
            for (int i = 0; i < ROUNDS; i++) {
                twenty.add(openHorizon(few, Math.min(20, servers)));
                grid.add(openGrid(ours, servers));
                hundred.add(openHorizon(many, Math.min(100, servers)));
            }
            System.out.printf("%d servers in the project%n", servers);
            report("the grid, all of them there to scroll", grid);
            report("Horizon, 20 rows", twenty);
            report("Horizon, 100 rows", hundred);
            BenchmarkFigure.times(
                            "opening the grid of " + servers + " over Horizon's 20 rows, medians",
                            (double) median(grid) / (double) median(twenty),
                            0.25)
                    .print();
            BenchmarkFigure.times(
                            "opening the grid of " + servers + " over Horizon's 100 rows, medians",
                            (double) median(grid) / (double) median(hundred),
                            0.125)
                    .print();
        }
    }

    /**
     * Measures the time from the start of the process, including sign-in, until the grid shows all servers. One server
     * was renamed and one deleted while Stackdeck was stopped.
     */
    @Test
    void restartUntilAllServersAreShown() {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        String renamed =
                testNovaClient.create("restart-" + ProcessHandle.current().pid());
        String deleted =
                testNovaClient.create("restart-gone-" + ProcessHandle.current().pid());
        int servers = testNovaClient.count();
        try (var stackdeckProcess =
                        StackdeckProcess.withStartScript(directory, OpenStackLab.cloudsFile(), List.of("staff"));
                var testBrowsers = new TestBrowsers()) {
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            new SignInPageObject(page).setUp("root");
            new ServersPageObject(page).open();
            long first = System.nanoTime();
            complete(page, servers);
            System.out.printf("the first list of %d servers took %d ms more%n", servers, millisSince(first));
            // Stackdeck writes the cache periodically.
            page.waitForTimeout(20_000);
            stackdeckProcess.stop();
            String name = "restart-told-" + ProcessHandle.current().pid();
            testNovaClient.rename(renamed, name);
            testNovaClient.delete(deleted);
            long start = System.nanoTime();
            stackdeckProcess.start();
            long answering = millisSince(start);
            page.navigate(stackdeckProcess.url() + "/login");
            long login = millisSince(start);
            new SignInPageObject(page).signIn("root");
            // The page still shows the deleted server, unless Stackdeck loaded the inventory before the rows were
            // painted.
            page.waitForFunction(
                    "least => (document.querySelector('vaadin-grid.servers')?.size ?? 0) >= least", servers - 1);
            new ServersPageObject(page).rows().first().waitFor();
            long painted = millisSince(start);
            page.waitForFunction(
                    "all => document.querySelector('vaadin-grid.servers').size === all", servers - 1, patient());
            page.locator(".fresh[data-state=live]").waitFor(new Locator.WaitForOptions().setTimeout(LONGEST_MILLIS));
            long live = millisSince(start);
            new ServersPageObject(page).search(name);
            new ServersPageObject(page).row(name).waitFor();
            System.out.printf(
                    "restart: healthy %d ms, page to sign in %d ms, grid of all %d ms, true and live %d ms%n",
                    answering, login, painted, live);
            BenchmarkFigure.millis("restart to the grid of all " + servers, painted, 3000)
                    .print();
            BenchmarkFigure.millis("restart to the grid of all, true and live", live, 10_000)
                    .print();
        } finally {
            testNovaClient.delete(renamed);
        }
    }

    private static Page horizon(TestBrowsers testBrowsers, int rows) {
        Page page = testBrowsers.openPage(HORIZON);
        page.context().addCookies(List.of(new Cookie("API_RESULT_PAGE_SIZE", String.valueOf(rows)).setUrl(HORIZON)));
        page.navigate("/");
        page.locator("#id_username").fill("console");
        page.locator("#id_password").fill("console-secret");
        page.locator("#loginBtn").click();
        page.waitForURL(url -> !url.contains("login"));
        // Horizon may open with another project or region.
        follow(page, page.locator("a[href*='/auth/switch_services_region/RegionOne/']"));
        follow(page, page.locator("a[href*='/auth/switch/']").filter(new Locator.FilterOptions().setHasText("staff")));
        return page;
    }

    /** Opens the target of a link, if the link exists. The link may be in a closed menu. */
    private static void follow(Page page, Locator link) {
        if (link.count() > 0) {
            page.navigate(link.first().getAttribute("href"));
        }
    }

    private static long openHorizon(Page page, int rows) {
        page.navigate("about:blank");
        long start = System.nanoTime();
        page.navigate("/project/instances/");
        page.locator("#instances tbody tr[data-object-id]").first().waitFor();
        long took = millisSince(start);
        assertThat(page.locator("#instances tbody tr[data-object-id]").count()).isEqualTo(rows);
        return took;
    }

    private static long openGrid(Page page, int servers) {
        page.navigate("about:blank");
        long start = System.nanoTime();
        page.navigate("/servers", new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        new ServersPageObject(page).rows().first().waitFor();
        complete(page, servers);
        return millisSince(start);
    }

    private static void complete(Page page, int servers) {
        page.waitForFunction("all => document.querySelector('vaadin-grid.servers')?.size === all", servers, patient());
    }

    private static Page.WaitForFunctionOptions patient() {
        return new Page.WaitForFunctionOptions().setTimeout(LONGEST_MILLIS);
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void report(String what, List<Long> millis) {
        System.out.printf("%s: median %d ms, %s%n", what, median(millis), millis);
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
