package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.product.BenchmarkFigure;
import org.stackdeck.product.JsonHttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Measures the time from the response of an OpenStack service to a change until Stackdeck's REST API shows the change,
 * in the list and in the response for the single object. If the service completes the change later, the time since the
 * service shows the change is also recorded.
 */
final class OutsideChangeMeter {

    private static final int MAX_PHASE_MS = 3000;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JsonHttpClient rest;
    private final int limitMillis;
    private final Map<String, List<Long>> times = new LinkedHashMap<>();

    /** Times of all changes of each kind since the service shows the change. */
    private final Map<String, List<Long>> timesOfKinds = new LinkedHashMap<>();

    OutsideChangeMeter(JsonHttpClient rest, int limitMillis) {
        this.rest = rest;
        this.limitMillis = limitMillis;
    }

    /**
     * @param shown whether the given object is in the state after the change; the test receives a missing node if the
     *     object does not exist
     */
    record Change(String what, String kind, String id, Predicate<JsonNode> shown) {}

    /** Measures a change that has ended when the service responds. */
    void measure(Change change, Runnable request) {
        pauseForARandomTime();
        request.run();
        measureFrom(System.nanoTime(), change, null, true);
    }

    /**
     * Measures a change that can end after the service has responded.
     *
     * @param done whether the service shows the change
     */
    void measure(Change change, Runnable request, BooleanSupplier done) {
        pauseForARandomTime();
        request.run();
        measureFrom(System.nanoTime(), change, done, true);
    }

    /**
     * Measures the creation of an object, only in the list: the REST API limits requests for unknown objects.
     *
     * @param creation creates the object, and returns the change that the list must show
     * @param done whether the service shows the change of the object with this ID; null if the creation ended before
     *     the service responded
     */
    void measureNew(Supplier<Change> creation, @Nullable Predicate<String> done) {
        pauseForARandomTime();
        Change change = creation.get();
        measureFrom(System.nanoTime(), change, done == null ? null : () -> done.test(change.id()), false);
    }

    /** Requests the changes one after another. Measures the time from each response until the list shows the change. */
    void measureAll(Map<Change, Runnable> changes) {
        pauseForARandomTime();
        Map<Change, Long> starts = new LinkedHashMap<>();
        changes.forEach((change, request) -> {
            request.run();
            starts.put(change, System.nanoTime());
        });
        measureListed(starts);
    }

    /**
     * Measures changes only in the list.
     *
     * @param waiting the changes, all of the same kind, with the {@link System#nanoTime} of their responses; this
     *     method empties the map
     */
    void measureListed(Map<Change, Long> waiting) {
        while (!waiting.isEmpty()) {
            Map<String, JsonNode> listed =
                    list(waiting.keySet().iterator().next().kind());
            waiting.entrySet().removeIf(entry -> {
                Change change = entry.getKey();
                boolean isShown = change.shown().test(listed.getOrDefault(change.id(), MissingNode.getInstance()));
                checkPatience(change, entry.getValue());
                if (isShown) {
                    record(change.what() + " (list)", entry.getValue(), System.nanoTime());
                }
                return isShown;
            });
            pause(POLL);
        }
    }

    /**
     * @param done whether the service shows the change; null if the change ended before the service responded
     * @param isKnown whether to measure the response for the single object, too
     */
    private void measureFrom(long start, Change change, @Nullable BooleanSupplier done, boolean isKnown) {
        long ended = done == null ? start : 0;
        long single = isKnown ? 0 : start;
        long inList = 0;
        while (ended == 0 || single == 0 || inList == 0) {
            checkPatience(change, start);
            if (ended == 0 && done != null && done.getAsBoolean()) {
                ended = System.nanoTime();
            }
            if (single == 0 && isShown(change)) {
                single = System.nanoTime();
            }
            if (inList == 0
                    && change.shown().test(list(change.kind()).getOrDefault(change.id(), MissingNode.getInstance()))) {
                inList = System.nanoTime();
            }
            pause(POLL);
        }
        if (isKnown) {
            record(change.what() + " (single)", start, single);
        }
        record(change.what() + " (list)", start, inList);
        if (done != null) {
            if (isKnown) {
                record(change.what() + " (single), after the service shows it", ended, single);
            }
            record(change.what() + " (list), after the service shows it", ended, inList);
        }
        record(timesOfKinds, change.kind(), ended, Math.max(single, inList));
    }

    private void record(String what, long from, long until) {
        record(times, what, from, until);
    }

    private static void record(Map<String, List<Long>> times, String what, long from, long until) {
        times.computeIfAbsent(what, _ -> new ArrayList<>()).add(Math.max(0, until - from) / 1_000_000);
    }

    /** Waits until the single object is shown as after the change, without measuring. */
    void awaitShown(Change change) {
        long start = System.nanoTime();
        while (!isShown(change)) {
            checkPatience(change, start);
            pause(POLL);
        }
    }

    /** Waits until the servers of all clouds have been loaded. */
    void awaitComplete() {
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> rest.get("/api/os/servers")
                        .expect(200)
                        .body()
                        .path("complete")
                        .asBoolean());
    }

    /** Requests the list every second, so that the demand for polling continues. */
    void pauseWithDemand(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            list("servers");
            pause(Duration.ofSeconds(1));
        }
    }

    private JsonNode find(String kind, String id) {
        JsonHttpClient.Reply reply = rest.get("/api/os/" + kind + "/" + id);
        return reply.status() == 404
                ? MissingNode.getInstance()
                : reply.expect(200).body();
    }

    private boolean isShown(Change change) {
        return change.shown().test(find(change.kind(), change.id()));
    }

    private Map<String, JsonNode> list(String kind) {
        Map<String, JsonNode> objects = new LinkedHashMap<>();
        rest.get("/api/os/" + kind)
                .expect(200)
                .body()
                .path(camelCase(kind))
                .forEach(object -> objects.put(object.path("id").asString(), object));
        return objects;
    }

    private static String camelCase(String kind) {
        return Pattern.compile("-(.)")
                .matcher(kind)
                .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static void checkPatience(Change change, long start) {
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(change.what())
                .isLessThan(PATIENCE);
    }

    /** Waits for a random time, which distributes the changes over the polling interval. */
    static void pauseForARandomTime() {
        pause(Duration.ofMillis(500 + ThreadLocalRandom.current().nextInt(MAX_PHASE_MS)));
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    void print(String where) {
        print(times, where);
    }

    /**
     * Prints the times of all changes of each kind, in the list and in the response for the single object, since the
     * service shows the change.
     */
    void printKinds(String where) {
        print(timesOfKinds, where + ", after the service shows the change");
    }

    private void print(Map<String, List<Long>> measured, String where) {
        measured.forEach((what, millis) -> BenchmarkFigure.millis(
                        "%s %s, p95 of %d (median %d ms, worst %d ms)"
                                .formatted(
                                        what,
                                        where,
                                        millis.size(),
                                        BenchmarkFigure.quantile(0.5, millis),
                                        BenchmarkFigure.quantile(1, millis)),
                        BenchmarkFigure.quantile(0.95, millis),
                        limitMillis)
                .print());
    }
}
