package org.stackdeck.loadtest;

import java.util.Arrays;
import java.util.Locale;

/** Named measurements with their default parameters, which are those of {@code docs/benchmarks.md}. */
enum Scenario {
    RUSH(500, 10_000, 50, 120),
    CROWD(1_000, 10_000, 10, 120),
    /** The number of servers is small, so that one additional full list within the time makes no difference. */
    CALLS(500, 1_000, 2, 600),
    FIRST(20, 10_000, 0, 1),
    MEMORY(10, 10_000, 5, 60),
    SOAK(200, 1_000, 20, 3600),
    LISTS(9, 40, 0, 1),
    CHECK(1, 1_000, 10, 30);

    private static final int USERS = 20;

    private final int grids;
    private final int servers;
    private final double changes;
    private final int seconds;

    Scenario(int grids, int servers, double changes, int seconds) {
        this.grids = grids;
        this.servers = servers;
        this.changes = changes;
        this.seconds = seconds;
    }

    /** @throws IllegalArgumentException if there is no scenario with this code */
    static Scenario fromCode(String code) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown scenario: " + code));
    }

    /** Name on the command line. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    LoadTestOptions defaults() {
        // With this page, the users have access to other resources, too.
        String page = this == LISTS ? "volumes" : LoadTestOptions.DEFAULT_PAGE;
        return new LoadTestOptions(this, grids, servers, changes, seconds, USERS, page, "");
    }
}
