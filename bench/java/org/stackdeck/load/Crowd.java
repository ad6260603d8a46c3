package org.stackdeck.load;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** People who have the servers page open, each in a session of their own. */
final class Crowd implements AutoCloseable {

    /** So many sign in at once; the console hashes one password after the other in any case. */
    private static final int AT_ONCE = 4;

    private static final Duration ROWS = Duration.ofSeconds(60);
    /** Of every so many pages one is scrolled away from the top. */
    private static final int SCROLLED = 3;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final List<Page> pages = Collections.synchronizedList(new ArrayList<>());
    private final Stage stage;
    private final Tally tally;
    private final Latencies firstRows = new Latencies();

    Crowd(Stage stage, Tally tally) {
        this.stage = stage;
        this.tally = tally;
    }

    /** Opens pages until there are so many. */
    void grow(int count) throws InterruptedException {
        try (ExecutorService people =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (int i = pages.size(); i < count; i++) {
                int number = i;
                people.execute(() -> join(number));
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void join(int number) {
        try {
            long start = System.nanoTime();
            Page page = enter(stage.user(number));
            firstRows.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
            if (number % SCROLLED == SCROLLED - 1) {
                page.scrollTo(new Random(number).nextInt(page.grid(GridModel::size)));
            }
            if (pages.size() % 100 == 0) {
                System.err.println(pages.size() + " pages are open");
            }
        } catch (IOException e) {
            tally.lost("while it was opened: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs in, opens the page and waits for its rows. */
    Page enter(String user) throws IOException, InterruptedException {
        WebSession web = new WebSession(http, stage.address());
        web.signIn(user, Stage.PASSWORD);
        Page page = new Page(web, tally);
        pages.add(page);
        page.open();
        if (!page.awaitRows(ROWS)) {
            throw new IOException("no rows within " + ROWS);
        }
        return page;
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    /** From opening the sign-in page to the first rows. */
    Latencies firstRows() {
        return firstRows;
    }

    /** How many of the rows drawn, of all pages, do not show the name that the server has now. */
    long untrueRows(Changes changes) {
        return pages().stream()
                .mapToLong(page -> page.grid(changes::untrueRows))
                .sum();
    }

    /** How many rows are not there where they should be drawn. */
    long missingRows() {
        return pages().stream()
                .mapToLong(page -> page.grid(grid ->
                        Math.min(GridModel.DRAWN, grid.size()) - grid.drawn().size()))
                .sum();
    }

    @Override
    public void close() {
        pages().forEach(Page::close);
        http.shutdownNow();
    }
}
