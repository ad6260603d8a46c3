package org.stackdeck.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stackdeck.browser.Browsers;
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
                Browsers browsers = new Browsers();
                ChromiumGrid chromium = ChromiumGrid.signIn(browsers, stage)) {
            chromium.submit();
            Page page = crowd.enter(stage.user(0));
            List<Sample> samples = stage.samples();
            compare("as they open", chromium, page);
            tally.measure(true);
            int before = chromium.frames();
            change(stage, samples, chromium);
            compare("after changes", chromium, page);
            chromium.scrollTo(options.servers() / 2);
            chromium.breathe(2 * LOOK_MILLIS);
            page.scrollTo(chromium.state().path("rows").path(0).path("index").asInt());
            compare("scrolled", chromium, page);
            change(stage, samples, chromium);
            compare("scrolled, after changes", chromium, page);
            createAndDelete(stage, samples);
            compare("after servers came and went", chromium, page);
            chromium.scrollTo(0);
            page.scrollTo(0);
            compare("at the top again", chromium, page);
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

    private void change(Stage stage, List<Sample> samples, ChromiumGrid chromium) {
        try (Changes _ = new Changes(stage.control(), samples, options.changes(), tally)) {
            chromium.breathe(options.seconds() * 1000 / 2);
        }
    }

    /** The first and the last by name, so that all rows move. */
    private static void createAndDelete(Stage stage, List<Sample> samples) {
        for (String name : List.of("aaa-first", "research-ci-new", "staff-web-new")) {
            stage.control()
                    .post("/servers", Map.of("project", "staff", "name", name))
                    .expect(201);
        }
        samples.stream()
                .limit(5)
                .forEach(sample ->
                        stage.control().delete("/servers/" + sample.id()).expect(200));
    }

    private void compare(String when, ChromiumGrid chromium, Page page) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String difference = difference(chromium, page);
        while (difference != null && System.nanoTime() < end) {
            chromium.breathe(LOOK_MILLIS);
            difference = difference(chromium, page);
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
    private static @Nullable String difference(ChromiumGrid chromium, Page page) {
        JsonNode shown = chromium.state();
        return page.grid(grid -> difference(shown, grid));
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
