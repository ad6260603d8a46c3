package org.stackdeck.load;

import java.util.Arrays;
import java.util.Locale;

/** The measurements that have a name. */
enum Scenario {
    RUSH(500, 10_000, 50, 120),
    CROWD(1_000, 10_000, 10, 120),
    /** With few enough servers that one full list more or less within the time is no difference to speak of. */
    CALLS(500, 1_000, 2, 600),
    FIRST(20, 10_000, 0, 1),
    MEMORY(10, 10_000, 5, 60),
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

    static Scenario named(String name) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such measurement: " + name));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** With the numbers that docs/benchmarks.md is about. */
    Options usual() {
        return new Options(this, grids, servers, changes, seconds, USERS, "");
    }
}
