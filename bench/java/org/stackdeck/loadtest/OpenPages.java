package org.stackdeck.loadtest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Simulated pages with the same path, each in a session of its own. */
final class OpenPages implements AutoCloseable {

    /** Number of concurrent sign-ins. More are useless, because Stackdeck hashes passwords one after the other. */
    private static final int CONCURRENT_SIGN_INS = 4;

    private static final Duration ROWS_TIMEOUT = Duration.ofSeconds(60);
    /** Every third page is scrolled to a random row. */
    private static final int SCROLL_INTERVAL = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final List<SimulatedPage> pages = Collections.synchronizedList(new ArrayList<>());
    private final BenchmarkEnvironment environment;
    private final LoadTestMetrics metrics;
    private final LatencyHistogram openingTimes = new LatencyHistogram();

    OpenPages(BenchmarkEnvironment environment, LoadTestMetrics metrics) {
        this.environment = environment;
        this.metrics = metrics;
    }

    /** Opens pages until the given number is open. */
    void openUpTo(int count) throws InterruptedException {
        try (ExecutorService executor = Executors.newFixedThreadPool(
                CONCURRENT_SIGN_INS, Thread.ofVirtual().factory())) {
            for (int i = pages.size(); i < count; i++) {
                int number = i;
                executor.execute(() -> openNumbered(number));
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void openNumbered(int number) {
        try {
            long start = System.nanoTime();
            SimulatedPage page = open(environment.username(number));
            openingTimes.record(Duration.ofNanos(System.nanoTime() - start).toMillis());
            if (number % SCROLL_INTERVAL == SCROLL_INTERVAL - 1) {
                page.scrollTo(new Random(number).nextInt(page.queryGrid(GridModel::size)));
            }
            if (pages.size() % 100 == 0) {
                System.err.println(pages.size() + " pages are open");
            }
        } catch (IOException e) {
            metrics.recordLostSession("while opening the page: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs in, opens a page and waits for its first rows. */
    SimulatedPage open(String username) throws IOException, InterruptedException {
        WebSession session = new WebSession(http, environment.address());
        session.signIn(username, BenchmarkEnvironment.PASSWORD);
        SimulatedPage page = new SimulatedPage(session, environment.options().page(), metrics);
        pages.add(page);
        page.open();
        if (!page.awaitRows(ROWS_TIMEOUT)) {
            throw new IOException("no rows within " + ROWS_TIMEOUT.toSeconds() + " s");
        }
        return page;
    }

    private List<SimulatedPage> pages() {
        return List.copyOf(pages);
    }

    /** Time from the request for the sign-in page to the first rows. */
    LatencyHistogram openingTimes() {
        return openingTimes;
    }

    /** Number of visible rows on all pages that do not show the current name of their server. */
    long countOutdatedRows(ServerChangeGenerator changes) {
        return pages().stream()
                .mapToLong(page -> page.queryGrid(changes::countOutdatedRows))
                .sum();
    }

    /** Number of rows on all pages that are in the visible range but were not received. */
    long countMissingRows() {
        return pages().stream()
                .mapToLong(page -> page.queryGrid(grid -> Math.min(GridModel.VISIBLE_ROWS, grid.size())
                        - grid.visibleRows().size()))
                .sum();
    }

    @Override
    public void close() {
        pages().forEach(SimulatedPage::close);
        http.shutdownNow();
    }
}
