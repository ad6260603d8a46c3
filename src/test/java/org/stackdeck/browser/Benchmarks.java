package org.stackdeck.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.CountingProxy;
import org.stackdeck.product.OpenStackCli;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.SimulatorProcess;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;

/** Not tests: measure the figures of docs/benchmarks.md. That document contains the command for each figure. */
@Tag("tool")
class Benchmarks {

    private static final int CHANGES = Integer.getInteger("changes", 20);
    private static final int GRIDS = Integer.getInteger("grids", 10);
    private static final int STARTS = 7;
    private static final Duration PERIOD = Duration.ofSeconds(Integer.getInteger("seconds", 300));

    @TempDir
    Path directory;

    /**
     * Starts Stackdeck like the second and later runs of {@code ./start}, with a remote cloud and with the embedded
     * simulator.
     */
    @Test
    void startToFirstPage() {
        try (var simulatorProcess = SimulatorProcess.start(directory, 40)) {
            Path cloud = simulatorProcess.cloudsFile();
            starts(
                    "a cloud elsewhere",
                    StackdeckProcess.withStartScript(directory.resolve("cloud"), cloud, List.of("admin")));
        }
        starts(
                "the simulated cloud",
                StackdeckProcess.withStartScript(directory.resolve("demo"), Map.of("STACKDECK_DEMO", "true")));
    }

    private static void starts(String what, StackdeckProcess stackdeckProcess) {
        List<Long> times = new ArrayList<>();
        try (stackdeckProcess) {
            stackdeckProcess.setUp("root");
            for (int i = 0; i < STARTS; i++) {
                stackdeckProcess.stop();
                times.add(stackdeckProcess.startToFirstPage().toMillis());
            }
        }
        report("start to first page, " + what, times);
        BenchmarkFigure.millis("start to first page, " + what + ": median", BenchmarkFigure.quantile(0.5, times), 2000)
                .print();
    }

    /**
     * Measures the time from a change of a lab server by the {@code openstack} command until an open grid shows the
     * change.
     */
    @Test
    void outsideChangeToPaintedRow() {
        String name = "bench-" + ProcessHandle.current().pid();
        try (var stackdeckProcess =
                        StackdeckProcess.withClouds(directory, OpenStackLab.cloudsFile(), List.of("console-all"));
                var testBrowsers = new TestBrowsers()) {
            Page page = signedIn(stackdeckProcess, testBrowsers);
            new ServersPageObject(page).search(name);
            var openstack = new OpenStackCli(OpenStackLab.cloudsFile(), "staff");
            createsAndDeletes(openstack, name, page);
            TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
            String server = testNovaClient.create(name);
            try {
                renames(openstack, server, name, page);
                powers(openstack, server, page);
            } finally {
                testNovaClient.delete(server);
            }
        }
    }

    private static void createsAndDeletes(OpenStackCli openstack, String name, Page page) {
        List<ExternalChange> creations = new ArrayList<>();
        List<ExternalChange> deletions = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            String next = name + "-made-" + i;
            pauseOutOfStep(i);
            creations.add(ExternalChange.shows(
                    page,
                    next,
                    openstack,
                    "server",
                    "create",
                    "--flavor",
                    "m1.tiny",
                    "--image",
                    "cirros-lab",
                    "--network",
                    "staff-net",
                    next));
            new ServersPageObject(page).row("Running", next).waitFor();
            pauseOutOfStep(i);
            deletions.add(ExternalChange.vanishes(page, next, openstack, "server", "delete", next));
        }
        reportChanges("openstack server create to the new row", creations);
        reportChanges("openstack server delete to the row's end", deletions);
    }

    private static void renames(OpenStackCli openstack, String server, String name, Page page) {
        List<ExternalChange> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            String next = name + "-named-" + i;
            pauseOutOfStep(i);
            changes.add(ExternalChange.shows(page, next, openstack, "server", "set", "--name", next, server));
        }
        reportChanges("openstack server set --name to the new name", changes);
    }

    private static void powers(OpenStackCli openstack, String server, Page page) {
        List<ExternalChange> changes = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            pauseOutOfStep(i);
            changes.add(
                    i % 2 == 0
                            ? ExternalChange.shows(page, "Off", openstack, "server", "stop", server)
                            : ExternalChange.shows(page, "Running", openstack, "server", "start", server));
        }
        reportChanges("openstack server stop and start to Off and Running", changes);
    }

    /** Spreads the changes over all phases of Stackdeck's polling interval. */
    private static void pauseOutOfStep(int round) {
        pause(Duration.ofMillis(1000 + 137L * round));
    }

    private static void reportChanges(String what, List<ExternalChange> changes) {
        report(
                what + ", from the command's begin",
                changes.stream()
                        .map(ExternalChange::sinceBegin)
                        .map(Duration::toMillis)
                        .toList());
        report(
                what + ", from its return",
                changes.stream()
                        .map(ExternalChange::sinceReturn)
                        .map(Duration::toMillis)
                        .toList());
    }

    /** Counts the requests to the cloud with one open grid and with 20 open grids. */
    @Test
    void callsWithOneAndWithTwentyGrids() {
        try (var proxy = new CountingProxy();
                var stackdeckProcess = StackdeckProcess.withClouds(
                        directory, proxy.rewrite(OpenStackLab.cloudsFile(), directory), List.of("staff"));
                var testBrowsers = new TestBrowsers()) {
            stackdeckProcess.setUp("root");
            for (int grids : new int[] {1, 20}) {
                List<Page> pages = new ArrayList<>();
                for (int i = 0; i < grids; i++) {
                    pages.add(signedIn(stackdeckProcess, testBrowsers));
                }
                pause(Duration.ofSeconds(10));
                proxy.takeCounts();
                pause(PERIOD);
                Map<String, Integer> calls = proxy.takeCounts();
                System.out.printf(
                        "calls in %d s with %d grids: %d %s%n",
                        PERIOD.toSeconds(),
                        grids,
                        calls.values().stream().mapToInt(Integer::intValue).sum(),
                        calls);
                pages.forEach(page -> page.context().close());
            }
        }
    }

    /**
     * Measures the time from the REST request that creates or revokes a grant until the last open grid shows the
     * change.
     */
    @Test
    void grantChangeToOpenGrids() {
        List<Long> given = new ArrayList<>();
        List<Long> taken = new ArrayList<>();
        List<Long> added = new ArrayList<>();
        try (var world = SimulatedStackdeck.start(directory)) {
            world.member("mia");
            List<Page> pages =
                    Stream.generate(() -> world.signedIn("mia")).limit(GRIDS).toList();
            pages.forEach(page -> page.getByText("No access yet").waitFor());
            for (int i = 0; i < CHANGES; i++) {
                pauseOutOfStep(i);
                long start = System.nanoTime();
                world.grant("mia", "staff", "viewer");
                pages.forEach(page -> new ServersPageObject(page).rows().first().waitFor());
                given.add(millisSince(start));
                pauseOutOfStep(i);
                start = System.nanoTime();
                world.grant("mia", "research", "viewer");
                pages.forEach(page -> page.locator("vaadin-grid a:visible")
                        .filter(new Locator.FilterOptions().setHasText("research-"))
                        .first()
                        .waitFor());
                added.add(millisSince(start));
                world.grant("mia", "research");
                pauseOutOfStep(i);
                start = System.nanoTime();
                world.grant("mia", "staff");
                pages.forEach(page -> page.getByText("No access yet").waitFor());
                taken.add(millisSince(start));
            }
        }
        reportGrants("a grant given, to the last of " + GRIDS + " grids", given);
        reportGrants("a second grant given, to the last of " + GRIDS + " grids that already show servers", added);
        reportGrants("a grant taken away, to the last of " + GRIDS + " grids", taken);
    }

    private static void reportGrants(String what, List<Long> times) {
        report(what, times);
        BenchmarkFigure.millis(what + ": p95", BenchmarkFigure.quantile(0.95, times), 1000)
                .print();
    }

    /**
     * Measures the time for {@code git clone}, {@code ./start} and the setup in the browser until the grid shows
     * servers, with warm and cold caches.
     */
    @Test
    void cloneToFirstGrid() throws IOException {
        cloneToFirstGrid("warm", Map.of());
        cloneToFirstGrid(
                "cold",
                Map.of(
                        "MAVEN_ARGS",
                        "-Dmaven.repo.local=" + directory.resolve("repository"),
                        "MAVEN_USER_HOME",
                        directory.resolve("maven").toString()));
    }

    private void cloneToFirstGrid(String how, Map<String, String> environment) throws IOException {
        Path clone = directory.resolve(how);
        long start = System.nanoTime();
        run(Path.of("."), "git", "clone", "--quiet", ".", clone.toString());
        ProcessBuilder builder = new ProcessBuilder("./start", "--demo").directory(clone.toFile());
        builder.environment().putAll(environment);
        try (var stackdeckProcess = StackdeckProcess.withCommand(clone, builder);
                var testBrowsers = new TestBrowsers()) {
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            new SignInPageObject(page).setUp("root");
            new ServersPageObject(page).open().rows().first().waitFor();
            System.out.printf("clone to first grid, %s: %.1f s%n", how, millisSince(start) / 1000.0);
        }
    }

    private static void run(Path where, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(where.toFile())
                .inheritIO()
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    private static Page signedIn(StackdeckProcess stackdeckProcess, TestBrowsers testBrowsers) {
        Page page = testBrowsers.openPage(stackdeckProcess.url());
        if (stackdeckProcess.rest().get("/setup").status() == 200) {
            new SignInPageObject(page).setUp("root");
        } else {
            new SignInPageObject(page).signIn("root");
        }
        new ServersPageObject(page).open().rows().first().waitFor();
        return page;
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void report(String what, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.printf(
                "%s: median %d ms, worst %d ms of %d%n",
                what, sorted.get(sorted.size() / 2), sorted.getLast(), sorted.size());
    }
}
