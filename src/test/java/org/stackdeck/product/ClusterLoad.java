package org.stackdeck.product;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Browsers that load a page all the time, and a REST client that stops one server after the other, until the load is
 * stopped.
 */
final class ClusterLoad implements AutoCloseable {

    private final NodeCluster cluster;
    private final Duration pause;
    private final Map<String, Integer> actionsBefore;
    private final Map<String, String> operations = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Visits>> visits = new ArrayList<>();
    private final Future<?> submissions;
    private volatile boolean stopped;

    /**
     * What a user has seen.
     *
     * @param statuses number of responses by status; 0 without a response
     * @param longestOutage longest time without the page
     */
    record Visits(Map<Integer, Integer> statuses, Duration longestOutage) {

        private Visits plus(Visits other) {
            Map<Integer, Integer> sum = new TreeMap<>(statuses);
            other.statuses.forEach((status, number) -> sum.merge(status, number, Integer::sum));
            return new Visits(
                    sum, longestOutage.compareTo(other.longestOutage) < 0 ? other.longestOutage : longestOutage);
        }
    }

    /**
     * Starts the load.
     *
     * @param pause of a browser between two pages, and of the REST client between two actions
     * @param servers that the REST client stops; empty for none
     */
    ClusterLoad(NodeCluster cluster, List<HttpBrowser> browsers, Duration pause, List<String> servers) {
        this.cluster = cluster;
        this.pause = pause;
        this.actionsBefore = cluster.actionCounts(servers);
        browsers.forEach(browser -> visits.add(executor.submit(() -> loadPages(browser))));
        this.submissions =
                executor.submit(() -> servers.stream().takeWhile(_ -> !stopped).forEach(server -> {
                    operations.put(server, cluster.submitUntilAccepted(server, "stop"));
                    LockSupport.parkNanos(pause.toNanos());
                }));
    }

    private Visits loadPages(HttpBrowser browser) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        long longest = 0;
        long seen = System.nanoTime();
        while (!stopped) {
            int status = load(browser);
            statuses.merge(status, 1, Integer::sum);
            long now = System.nanoTime();
            longest = Math.max(longest, now - seen);
            if (status == 200) {
                seen = now;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return new Visits(statuses, Duration.ofNanos(longest));
    }

    private static int load(HttpBrowser browser) {
        try {
            return browser.get("/servers").statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    /** Waits until this number of further actions is accepted. */
    void awaitAccepted(int number) {
        int before = operations.size();
        Polling.waitUntil(
                number + " accepted actions",
                NodeCluster.PATIENCE,
                operations::size,
                accepted -> accepted >= before + number || submissions.isDone());
    }

    /** Stops the load and returns what all users together have seen. */
    Visits stop() throws ExecutionException, InterruptedException {
        stopped = true;
        submissions.get();
        Visits all = new Visits(Map.of(), Duration.ZERO);
        for (Future<Visits> user : visits) {
            all = all.plus(user.get());
        }
        return all;
    }

    /** Waits for the end of the accepted operations, and checks that each was executed once. Returns their number. */
    int assertExecutedOnce() {
        cluster.assertExecutedOnce(operations, actionsBefore);
        return operations.size();
    }

    @Override
    public void close() {
        stopped = true;
        executor.close();
    }
}
