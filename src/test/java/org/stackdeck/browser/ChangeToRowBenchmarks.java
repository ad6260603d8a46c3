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
import org.stackdeck.product.Console;
import org.stackdeck.product.Figure;
import org.stackdeck.product.Lab;
import org.stackdeck.product.Nova;
import org.stackdeck.product.NovaNotices;
import org.stackdeck.product.NovaNotices.Notice;

/**
 * Not tests: measure from a change in the lab's Nova, by the time of its notification, to the first animation frame
 * that shows it in an open grid. For docs/benchmarks.md.
 */
@Tag("tool")
class ChangeToRowBenchmarks {

    private static final int RENAMES = Integer.getInteger("changes", 100);
    private static final int STOPS_AND_STARTS = Math.max(2, RENAMES / 5 * 2);
    private static final int WARM_UPS = 10;
    private static final String ENTRY = "console-all";
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(900);
    private static final int UNEVEN_MILLIS = 1000;

    @TempDir
    Path directory;

    /** Stackdeck receives the same notifications. */
    @Test
    void notificationToPaintedRow() throws IOException {
        measure(NovaNotices.cloudsFile(Lab.cloudsFile(), ENTRY, directory), "with notifications", 300);
    }

    /** Stackdeck polls for changes and receives no notifications. */
    @Test
    void polledChangeToPaintedRow() throws IOException {
        measure(Lab.cloudsFile(), "polling only", 1500);
    }

    private void measure(Path cloudsFile, String how, long bar) throws IOException {
        Nova nova = Nova.of(Lab.cloudsFile(), "staff");
        String name = "painted-" + ProcessHandle.current().pid();
        String server = nova.create(name);
        try (var notices = new NovaNotices();
                var console = Console.byStart(directory, cloudsFile, List.of(ENTRY));
                var browsers = new Browsers()) {
            Page page = browsers.person(console.url());
            PaintedRow.prepare(page);
            new SignInPages(page).setUp("root");
            new ServersPage(page).row(name).waitFor();
            System.out.printf("%d servers in the project%n", nova.count());
            Round round = new Round(page, notices, nova, server);
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
            nova.delete(server);
        }
    }

    private static void report(String what, List<Way> ways, long bar) {
        System.out.println(what + ", from Nova's notification");
        print("to its arrival", ways, Way::toArrival);
        print("from there to the push in the browser", ways, Way::toPush);
        print("from there to the frame", ways, Way::toFrame);
        List<Long> whole = print("in all", ways, Way::whole);
        Figure.millis(what + ": p95 to the painted row", Figure.quantile(0.95, whole), bar)
                .print();
    }

    private static List<Long> print(String part, List<Way> ways, Function<Way, Long> of) {
        List<Long> millis = ways.stream().map(of).toList();
        System.out.printf(
                "  %s: p50 %d, p95 %d, worst %d ms of %d; in order: %s%n",
                part,
                Figure.quantile(0.5, millis),
                Figure.quantile(0.95, millis),
                Figure.quantile(1, millis),
                millis.size(),
                millis);
        return millis;
    }

    /** Milliseconds that one change took. */
    private record Way(Notice notice, PaintedRow.Shown shown) {

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

    /** Makes one change after the other. */
    private record Round(Page page, NovaNotices notices, Nova nova, String server) {

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
            notices.forget();
            PaintedRow row = PaintedRow.with(page, shown);
            change.run();
            PaintedRow.Shown painted = row.await();
            Notice told = notices.first(
                    String.join(" ", shown), notice -> notice.server().equals(server) && of.test(notice));
            return new Way(told, painted);
        }
    }
}
