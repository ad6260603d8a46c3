package org.stackdeck.access;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/** Generates random servers and grant terms from few values, so that they often match. */
public final class RandomGrantTerms {

    /** A Sunday at half past the hour, so that it is never a boundary of the random hours. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

    public static final Role ARCHIVIST = new Role("archivist", Set.of(Permission.SERVER_SNAPSHOT));

    private RandomGrantTerms() {}

    public static ServerAttributes server(Random random) {
        return new ServerAttributes(
                new ServerKey(new CloudName(choose(random, "a", "b", "A")), new ServerId("s" + random.nextInt(3))),
                new ProjectId(choose(random, "p", "q", "P")),
                choose(random, "web-1", "web-2", "db", ""),
                choose(random, Set.of(), Set.of("blue"), Set.of("blue", "old")),
                choose(
                        random,
                        Map.of(),
                        Map.of("team", "shop"),
                        Map.of("team", "shop", "tier", "1"),
                        Map.of("tier", "2")));
    }

    public static GrantTerms terms(Random random) {
        Instant from = random.nextInt(3) > 0 ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        Instant until = random.nextInt(3) > 0 ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        if (from != null && until != null && !from.isBefore(until)) {
            until = from.plusSeconds(1);
        }
        return new GrantTerms(
                new CloudName(choose(random, "a", "a", "b")),
                choose(random, Set.of(), Set.of(new ProjectId("p")), Set.of(new ProjectId("p"), new ProjectId("q"))),
                selector(random),
                choose(random, Role.VIEWER, Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMINISTRATOR, ARCHIVIST),
                from,
                until,
                hours(random));
    }

    private static ResourceSelector selector(Random random) {
        return choose(
                random,
                ResourceSelector.ALL,
                ResourceSelector.ALL,
                new ResourceSelector.ByIds(Set.of(new ServerId("s1"), new ServerId("s2"))),
                new ResourceSelector.ByName(new NamePattern(choose(random, "web-*", "*-1", "?b", "*", "we*b-?"))),
                new ResourceSelector.ByTag("blue"),
                new ResourceSelector.ByMetadata(Map.of("team", "shop")),
                new ResourceSelector.ByMetadata(Map.of("team", "shop", "tier", "1")),
                new ResourceSelector.OwnedServers());
    }

    private static @Nullable WeeklyHours hours(Random random) {
        if (random.nextInt(3) > 0) {
            return null;
        }
        List<WeeklyHours.WeeklySpan> weeklySpans = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> {
                    int from = random.nextInt(24);
                    int until = (from + 1 + random.nextInt(23)) % 24;
                    return new WeeklyHours.WeeklySpan(
                            Stream.of(
                                            choose(random, DayOfWeek.values()),
                                            choose(random, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))
                                    .collect(Collectors.toSet()),
                            LocalTime.of(from, 0),
                            LocalTime.of(until, 0));
                })
                .toList();
        return new WeeklyHours(choose(random, ZoneOffset.UTC, ZoneId.of("UTC")), weeklySpans);
    }

    @SafeVarargs
    public static <T> T choose(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
