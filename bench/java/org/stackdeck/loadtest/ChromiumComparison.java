package org.stackdeck.loadtest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.stackdeck.browser.TestBrowsers;
import org.stackdeck.loadtest.ServerChangeGenerator.ChangeableServer;
import tools.jackson.databind.JsonNode;

/** Checks that a simulated page and a page of the same user in Chromium have the same rows in the same order. */
final class ChromiumComparison {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 250;

    private static final int MIN_COMPARED_ROWS = 15;
    /**
     * Properties that differ between pages with the same rows: keys are assigned in the order of use, and the browser
     * removes the part that highlights a change.
     */
    private static final Set<String> PAGE_SPECIFIC = Set.of("key", "part", "selected");

    private final LoadTestOptions options;
    private final LoadTestMetrics metrics;
    private final ResultTable results;
    /** Current names of servers by their original names. */
    private final Map<String, String> currentNames = new ConcurrentHashMap<>();

    ChromiumComparison(LoadTestOptions options, LoadTestMetrics metrics) {
        this.options = options;
        this.metrics = metrics;
        this.results = new ResultTable(
                "bench/load check",
                "%,d servers, %s changes per second, %d s"
                        .formatted(options.servers(), options.changes(), options.seconds()));
    }

    ResultTable run() throws IOException, InterruptedException {
        try (BenchmarkEnvironment environment = BenchmarkEnvironment.start(options);
                OpenPages pages = new OpenPages(environment, metrics);
                TestBrowsers browsers = new TestBrowsers();
                ChromiumGrid chromium = ChromiumGrid.fillSignInForm(browsers, environment)) {
            chromium.submitSignInForm();
            SimulatedPage page = pages.open(environment.username(0));
            List<ChangeableServer> servers = environment.changeableServers();
            compare("after opening", chromium, page, GridModel::size, options.servers());
            metrics.startRecording();
            int framesBefore = chromium.receivedFrames();
            changeAndCompare("after changes", environment, servers, chromium, page);
            chromium.scrollTo(options.servers() / 2);
            chromium.processEvents(2 * POLL_MILLIS);
            page.scrollTo(
                    chromium.readState().path("rows").path(0).path("index").asInt());
            compare("after scrolling", chromium, page, GridModel::size, options.servers());
            changeAndCompare("after scrolling and changes", environment, servers, chromium, page);
            int remaining = createAndDelete(environment, servers);
            compare("after creating and deleting servers", chromium, page, GridModel::size, remaining);
            chromium.scrollTo(0);
            page.scrollTo(0);
            compare("after scrolling to the top", chromium, page, GridModel::size, remaining);
            metrics.stopRecording();
            results.addRow(
                    "frames of the simulated page; of Chromium",
                    metrics.frames.sum() + "; " + (chromium.receivedFrames() - framesBefore));
            results.addRow("change → frame received", metrics.changeLatencies);
            results.addRow("server-side methods called by Chromium", chromium.serverMethods());
            environment.logErrors().forEach(line -> metrics.recordError("Stackdeck's log: " + line));
        }
        return results;
    }

    private void changeAndCompare(
            String step,
            BenchmarkEnvironment environment,
            List<ChangeableServer> servers,
            ChromiumGrid chromium,
            SimulatedPage page) {
        ServerChangeGenerator changes = new ServerChangeGenerator(
                environment.simulatorClient(), servers, options.changes(), metrics, currentNames);
        try (changes) {
            chromium.processEvents(options.seconds() * 1000 / 2);
        }
        compare(step, chromium, page, grid -> (int) changes.countOutdatedRows(grid), 0);
    }

    /**
     * Creates and deletes servers at the beginning and the end of the list, so that all rows move. Returns the number
     * of servers after that.
     */
    private int createAndDelete(BenchmarkEnvironment environment, List<ChangeableServer> servers) {
        List<String> created = List.of("aaa-first", "research-ci-new", "staff-web-new");
        created.forEach(name -> environment
                .simulatorClient()
                .post("/servers", Map.of("project", "staff", "name", name))
                .expect(201));
        List<ChangeableServer> deleted = servers.subList(0, Math.min(5, servers.size()));
        deleted.forEach(server ->
                environment.simulatorClient().delete("/servers/" + server.id()).expect(200));
        return options.servers() + created.size() - deleted.size();
    }

    /**
     * Compares the pages until they are equal or the timeout expires. The simulated page must have received the
     * changes: before that, both pages can be equal because both are outdated.
     *
     * @param measure value that shows whether the simulated page has received the changes
     * @param expected the value after the changes
     */
    private void compare(
            String step, ChromiumGrid chromium, SimulatedPage page, ToIntFunction<GridModel> measure, int expected) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        String difference = findDifference(chromium, page, measure, expected);
        while (difference != null && System.nanoTime() < end) {
            chromium.processEvents(POLL_MILLIS);
            difference = findDifference(chromium, page, measure, expected);
        }
        if (difference == null) {
            results.addRow(
                    step,
                    page.queryGrid(grid -> "equal: rows %d to %d of %d"
                            .formatted(
                                    grid.firstVisible(),
                                    grid.firstVisible() + grid.visibleRows().size() - 1,
                                    grid.size())));
        } else {
            results.addRow(step, "different");
            metrics.recordError(step + ": " + difference);
        }
    }

    /** Returns a description of the first difference; {@code null} if there is none. */
    private static @Nullable String findDifference(
            ChromiumGrid chromium, SimulatedPage page, ToIntFunction<GridModel> measure, int expected) {
        JsonNode chromiumState = chromium.readState();
        return page.queryGrid(grid -> {
            int actual = measure.applyAsInt(grid);
            return actual == expected
                    ? findDifference(chromiumState, grid)
                    : "the simulated page has not received the changes: " + actual + " instead of " + expected;
        });
    }

    private static @Nullable String findDifference(JsonNode chromiumState, GridModel grid) {
        if (chromiumState.path("size").asInt() != grid.size()) {
            return "size: " + chromiumState.path("size") + " in Chromium, " + grid.size() + " in the simulated page";
        }
        int compared = 0;
        for (JsonNode row : chromiumState.path("rows")) {
            int index = row.path("index").asInt();
            if (index < grid.firstVisible() || index >= grid.firstVisible() + GridModel.VISIBLE_ROWS) {
                continue;
            }
            JsonNode simulatedRow = grid.row(index);
            if (simulatedRow == null) {
                return "row " + index + " is missing in the simulated page";
            }
            Set<String> inChromium = properties(row.path("item"));
            Set<String> simulated = properties(simulatedRow);
            if (!simulated.equals(inChromium)) {
                return "row " + index + ": only in Chromium " + minus(inChromium, simulated)
                        + ", only in the simulated page " + minus(simulated, inChromium);
            }
            if (!row.path("text").asString().contains(GridModel.name(simulatedRow))) {
                return "row " + index + " shows " + row.path("text") + " instead of " + GridModel.name(simulatedRow);
            }
            compared++;
        }
        return compared < MIN_COMPARED_ROWS ? "only " + compared + " rows could be compared" : null;
    }

    /** Properties without page-specific ones and prefixes. Numbers are normalized: browsers write 1.0 as 1. */
    private static Set<String> properties(JsonNode row) {
        Set<String> properties = new TreeSet<>();
        row.forEachEntry((name, value) -> {
            if (!PAGE_SPECIFIC.contains(name)) {
                String normalized = value.isNumber() ? String.valueOf(value.asDouble()) : value.toString();
                properties.add(name.replaceFirst("^lr_[0-9a-f]+_", "") + "=" + normalized);
            }
        });
        return properties;
    }

    private static Set<String> minus(Set<String> set, Set<String> subtracted) {
        Set<String> rest = new TreeSet<>(set);
        rest.removeAll(subtracted);
        return rest;
    }
}
