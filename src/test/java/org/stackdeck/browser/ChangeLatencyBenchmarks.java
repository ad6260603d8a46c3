package org.stackdeck.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.NovaNotificationQueue;
import org.stackdeck.product.NovaNotificationQueue.Notice;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.StackdeckProcess;
import org.stackdeck.product.TestNovaClient;

/**
 * Not tests: measure the time from a change in the lab's Nova, according to its notification, to the first animation
 * frame of an open grid that shows the change. docs/benchmarks.md contains the figures.
 */
@Tag("tool")
class ChangeLatencyBenchmarks {

    private static final int RENAMES = Integer.getInteger("changes", 100);
    private static final int STOPS_AND_STARTS = Math.max(2, RENAMES / 5 * 2);
    private static final int WARM_UPS = 10;
    private static final String ENTRY = "console-all";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(900);
    private static final int UNEVEN_MILLIS = 1000;

    @TempDir
    Path directory;

    /** Stackdeck receives the notifications by which the benchmark measures. */
    @Test
    void notificationToPaintedRow() throws IOException {
        measure(
                NovaNotificationQueue.cloudsFile(OpenStackLab.cloudsFile(), ENTRY, directory),
                "with notifications",
                300);
    }

    /** Stackdeck polls for changes and receives no notifications. */
    @Test
    void polledChangeToPaintedRow() throws IOException {
        measure(OpenStackLab.cloudsFile(), "polling only", 1500);
    }

    private void measure(Path cloudsFile, String how, long bar) throws IOException {
        TestNovaClient testNovaClient = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");
        String name = "painted-" + ProcessHandle.current().pid();
        String server = testNovaClient.create(name);
        try (var queue = new NovaNotificationQueue();
                var stackdeckProcess = StackdeckProcess.withStartScript(directory, cloudsFile, List.of(ENTRY));
                var testBrowsers = new TestBrowsers()) {
            Page page = testBrowsers.openPage(stackdeckProcess.url());
            RowPaintProbe.prepare(page);
            new SignInPageObject(page).setUp("root");
            new ServersPageObject(page).open().row(name).waitFor();
            System.out.printf("%d servers in the project%n", testNovaClient.count());
            Round round = new Round(page, queue, testNovaClient, server);
            for (int i = 0; i < WARM_UPS; i++) {
                round.rename(name + "-warm-" + i);
            }
            List<Way> renames = new ArrayList<>();
            for (int i = 0; i < RENAMES; i++) {
                renames.add(round.rename(name + "-r" + i + "r"));
            }
            report("a rename, " + how, renames, bar);
            List<Way> states = new ArrayList<>();
            for (int i = 0; i < STOPS_AND_STARTS; i++) {
                states.add(i % 2 == 0 ? round.stop(name) : round.start(name));
            }
            report("a stop or start, " + how, states, bar);
        } finally {
            testNovaClient.delete(server);
        }
    }

    private static void report(String what, List<Way> ways, long bar) {
        System.out.println(what + ", from Nova's notification");
        print("to its arrival", ways, Way::toArrival);
        print("from there to the push in the browser", ways, Way::toPush);
        print("from there to the frame", ways, Way::toFrame);
        List<Long> whole = print("in all", ways, Way::whole);
        BenchmarkFigure.millis(what + ": p95 to the painted row", BenchmarkFigure.quantile(0.95, whole), bar)
                .print();
    }

    private static List<Long> print(String part, List<Way> ways, Function<Way, Long> of) {
        List<Long> millis = ways.stream().map(of).toList();
        System.out.printf(
                "  %s: p50 %d, p95 %d, worst %d ms of %d; in order: %s%n",
                part,
                BenchmarkFigure.quantile(0.5, millis),
                BenchmarkFigure.quantile(0.95, millis),
                BenchmarkFigure.quantile(1, millis),
                millis.size(),
                millis);
        return millis;
    }

    /** The times of one change, and the durations of its stages in milliseconds. */
    private record Way(Notice notice, RowPaintProbe.Shown shown) {

        long toArrival() {
            return millis(notice.sent(), notice.arrived());
        }

        long toPush() {
            return millis(notice.arrived(), shown.pushed());
        }

        long toFrame() {
            return millis(shown.pushed(), shown.painted());
        }

        long whole() {
            return millis(notice.sent(), shown.painted());
        }

        private static long millis(Instant from, Instant until) {
            return Duration.between(from, until).toMillis();
        }
    }

    /** Changes the server in steps, and measures each change. */
    private record Round(Page page, NovaNotificationQueue notices, TestNovaClient nova, String server) {

        Way rename(String next) {
            return after(
                    () -> nova.rename(server, next), notice -> notice.name().equals(next), next);
        }

        Way stop(String name) {
            return after(() -> nova.stop(server), became("stopped"), name, "Off");
        }

        Way start(String name) {
            return after(() -> nova.start(server), became("active"), name, "Running");
        }

        private static Predicate<Notice> became(String state) {
            return notice -> notice.state().equals(state) && notice.task().isEmpty();
        }

        private Way after(Runnable change, Predicate<Notice> of, String... shown) {
            // Spreads the changes over all phases of Stackdeck's polling interval.
            page.waitForTimeout(SHORTEST_PAUSE.toMillis() + Math.random() * UNEVEN_MILLIS);
            notices.clear();
            RowPaintProbe probe = RowPaintProbe.expecting(page, shown);
            change.run();
            RowPaintProbe.Shown painted = probe.await();
            Notice told = notices.awaitFirst(
                    String.join(" ", shown), notice -> notice.server().equals(server) && of.test(notice));
            return new Way(told, painted);
        }
    }
}
