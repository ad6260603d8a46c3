package org.stackdeck.load;

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
import org.stackdeck.load.Changes.Sample;
import tools.jackson.databind.JsonNode;

/** A page of the bench and one in Chromium, of the same person: both must come to show the same rows in the same order. */
final class BesideChromium {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LOOK_MILLIS = 250;

    private static final int FEWEST_ROWS = 15;
    /** Differ between two pages that show the same: keys are given in the order of use, a glow ends in the browser. */
    private static final Set<String> OWN = Set.of("key", "part", "selected");

    private final Options options;
    private final Tally tally;
    private final Table table;
    /** What servers were called, by their first names. */
    private final Map<String, String> names = new ConcurrentHashMap<>();

    BesideChromium(Options options, Tally tally) {
        this.options = options;
        this.tally = tally;
        this.table = new Table(
                "bench/load check",
                "%,d servers, %s changes a second, %d s"
                        .formatted(options.servers(), options.changes(), options.seconds()));
    }

    Table measure() throws IOException, InterruptedException {
        try (Stage stage = Stage.set(options);
                Crowd crowd = new Crowd(stage, tally);
                TestBrowsers testBrowsers = new TestBrowsers();
                ChromiumGrid chromium = ChromiumGrid.signIn(testBrowsers, stage)) {
            chromium.submit();
            Page page = crowd.enter(stage.user(0));
            List<Sample> samples = stage.samples();
            compare("as they open", chromium, page, GridModel::size, options.servers());
            tally.measure(true);
            int before = chromium.frames();
            changeAndCompare("after changes", stage, samples, chromium, page);
            chromium.scrollTo(options.servers() / 2);
            chromium.breathe(2 * LOOK_MILLIS);
            page.scrollTo(chromium.state().path("rows").path(0).path("index").asInt());
            compare("scrolled", chromium, page, GridModel::size, options.servers());
            changeAndCompare("scrolled, after changes", stage, samples, chromium, page);
            int left = createAndDelete(stage, samples);
            compare("after servers came and went", chromium, page, GridModel::size, left);
            chromium.scrollTo(0);
            page.scrollTo(0);
            compare("at the top again", chromium, page, GridModel::size, left);
            tally.measure(false);
            table.row(
                    "frames of the bench's page; of Chromium",
                    tally.frames.sum() + "; " + (chromium.frames() - before));
            table.row("change → frame received", tally.changes);
            table.row("Chromium called", chromium.methods());
            stage.consoleErrors().forEach(line -> tally.error("console's log: " + line));
        }
        return table;
    }

    private void changeAndCompare(String when, Stage stage, List<Sample> samples, ChromiumGrid chromium, Page page) {
        Changes changes = new Changes(stage.control(), samples, options.changes(), tally, names);
        try (changes) {
            chromium.breathe(options.seconds() * 1000 / 2);
        }
        compare(when, chromium, page, grid -> (int) changes.untrueRows(grid), 0);
    }

    /** The first and the last by name, so that all rows move. Returns how many servers there are then. */
    private int createAndDelete(Stage stage, List<Sample> samples) {
        List<String> created = List.of("aaa-first", "research-ci-new", "staff-web-new");
        created.forEach(name -> stage.control()
                .post("/servers", Map.of("project", "staff", "name", name))
                .expect(201));
        List<Sample> deleted = samples.subList(0, Math.min(5, samples.size()));
        deleted.forEach(
                sample -> stage.control().delete("/servers/" + sample.id()).expect(200));
        return options.servers() + created.size() - deleted.size();
    }

    /**
     * Not before the bench's page knows of what was done: until then both may well be equal, and both behind.
     *
     * @param measure tells of the page whether it knows
     * @param settled what it tells then
     */
    private void compare(String when, ChromiumGrid chromium, Page page, ToIntFunction<GridModel> measure, int settled) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String difference = difference(chromium, page, measure, settled);
        while (difference != null && System.nanoTime() < end) {
            chromium.breathe(LOOK_MILLIS);
            difference = difference(chromium, page, measure, settled);
        }
        if (difference == null) {
            table.row(
                    when,
                    "equal: rows " + page.grid(GridModel::top) + " to "
                            + page.grid(grid -> grid.top() + grid.drawn().size() - 1) + " of "
                            + page.grid(GridModel::size));
        } else {
            table.row(when, "different");
            tally.error(when + ": " + difference);
        }
    }

    /** What differs, in words; nothing when both show the same. */
    private static @Nullable String difference(
            ChromiumGrid chromium, Page page, ToIntFunction<GridModel> measure, int settled) {
        JsonNode shown = chromium.state();
        return page.grid(grid -> {
            int now = measure.applyAsInt(grid);
            return now == settled ? difference(shown, grid) : "not settled: " + now + " and not " + settled;
        });
    }

    private static @Nullable String difference(JsonNode shown, GridModel grid) {
        if (shown.path("size").asInt() != grid.size()) {
            return "sizes " + shown.path("size") + " and " + grid.size();
        }
        int compared = 0;
        for (JsonNode row : shown.path("rows")) {
            int index = row.path("index").asInt();
            if (index < grid.top() || index >= grid.top() + GridModel.DRAWN) {
                continue;
            }
            JsonNode own = grid.row(index);
            if (own == null) {
                return "row " + index + " is not there";
            }
            Set<String> theirs = properties(row.path("item"));
            Set<String> ours = properties(own);
            if (!ours.equals(theirs)) {
                return "row " + index + " has " + without(theirs, ours) + " and " + without(ours, theirs);
            }
            if (!row.path("text").asString().contains(GridModel.name(own))) {
                return "row " + index + " reads " + row.path("text") + " and not " + GridModel.name(own);
            }
            compared++;
        }
        return compared < FEWEST_ROWS ? "only " + compared + " rows to compare" : null;
    }

    /** Without what is of one session only; the browser writes whole numbers without a point. */
    private static Set<String> properties(JsonNode row) {
        Set<String> properties = new TreeSet<>();
        row.forEachEntry((name, value) -> {
            if (!OWN.contains(name)) {
                String plain = value.isNumber() ? String.valueOf(value.asDouble()) : value.toString();
                properties.add(name.replaceFirst("^lr_[0-9a-f]+_", "") + "=" + plain);
            }
        });
        return properties;
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
