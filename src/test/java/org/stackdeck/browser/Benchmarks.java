package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.Console;
import org.stackdeck.product.CountingProxy;
import org.stackdeck.product.Lab;
import org.stackdeck.product.Nova;

/** Not tests: they take the figures of docs/benchmarks.md, which names the command of each. */
@Tag("tool")
class Benchmarks {

    private static final int CHANGES = 20;
    private static final Duration PERIOD = Duration.ofSeconds(Integer.getInteger("seconds", 300));

    @TempDir
    Path directory;

    @Test
    void startToFirstPage() {
        List<Long> times = new ArrayList<>();
        try (var console = Console.demo(directory)) {
            console.setUp("root");
            for (int i = 0; i < 5; i++) {
                console.stop();
                long start = System.nanoTime();
                console.start();
                console.rest().get("/login").expect(200);
                times.add(millisSince(start));
            }
        }
        report("start to first page", times);
    }

    /** A server of the lab is renamed, stopped and started by its API; an open grid shows it. */
    @Test
    void outsideChangeToPaintedRow() {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        String name = "bench-" + ProcessHandle.current().pid();
        String server = nova.create(name);
        try (var console = Console.of(directory, Lab.cloudsFile(), List.of("staff"));
                var browsers = new Browsers()) {
            Page page = signedIn(console, browsers);
            new ServersPage(page).search(name);
            painted(page, name);
            renames(nova, server, name, page);
            powers(nova, server, page);
        } finally {
            nova.delete(server);
        }
    }

    /** From Nova's answer, with which the new name is in its database, to the painted row. */
    private static void renames(Nova nova, String server, String name, Page page) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            pause(Duration.ofMillis(2000 + 137L * i));
            String next = name + "-" + i;
            nova.rename(server, next);
            long changed = System.nanoTime();
            painted(page, next);
            times.add(millisSince(changed));
        }
        report("rename in Nova to painted row", times);
    }

    /** From the moment Nova's own API shows the new state to the painted row. */
    private static void powers(Nova nova, String server, Page page) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            pause(Duration.ofMillis(2000 + 137L * i));
            boolean on = nova.status(server).equals("ACTIVE");
            String wanted = on ? "SHUTOFF" : "ACTIVE";
            if (on) {
                nova.stop(server);
            } else {
                nova.start(server);
            }
            while (!nova.status(server).equals(wanted)) {
                pause(Duration.ofMillis(10));
            }
            long changed = System.nanoTime();
            painted(page, on ? "Off" : "Running");
            times.add(millisSince(changed));
        }
        report("stop and start in Nova to painted row", times);
    }

    /** What the cloud is asked with one open grid, and with twenty. */
    @Test
    void callsWithOneAndWithTwentyGrids() {
        try (var proxy = new CountingProxy();
                var console = Console.of(directory, proxy.rewrite(Lab.cloudsFile(), directory), List.of("staff"));
                var browsers = new Browsers()) {
            console.setUp("root");
            for (int grids : new int[] {1, 20}) {
                List<Page> pages = new ArrayList<>();
                for (int i = 0; i < grids; i++) {
                    pages.add(signedIn(console, browsers));
                }
                pause(Duration.ofSeconds(10));
                proxy.take();
                pause(PERIOD);
                Map<String, Integer> calls = proxy.take();
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

    /** {@code git clone}, {@code ./start}, set up in the browser, until the grid shows servers; warm and cold. */
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
        try (var console = Console.started(clone, builder);
                var browsers = new Browsers()) {
            Page page = browsers.person(console.url());
            new SignInPages(page).setUp("root");
            new ServersPage(page).rows().first().waitFor();
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

    private static Page signedIn(Console console, Browsers browsers) {
        Page page = browsers.person(console.url());
        if (console.rest().get("/setup").status() == 200) {
            new SignInPages(page).setUp("root");
        } else {
            new SignInPages(page).signIn("root");
        }
        new ServersPage(page).open().rows().first().waitFor();
        return page;
    }

    /** Waits, frame by frame in the browser, until a cell of the grid shows the text. */
    private static void painted(Page page, String text) {
        page.waitForFunction(
                "text => [...document.querySelectorAll('vaadin-grid-cell-content')].some(e => e.textContent.includes(text))",
                text);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static void report(String what, List<Long> millis) {
        Collections.sort(millis);
        System.out.printf(
                "%s: median %d ms, worst %d ms of %d%n",
                what, millis.get(millis.size() / 2), millis.getLast(), millis.size());
    }
}
