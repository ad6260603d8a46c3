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

/** Generates random servers and terms from few values, so that they often match. */
final class RandomTerms {

    /** A Sunday at half past the hour, in the middle of the day. */
    static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

    static final Role ARCHIVIST = new Role("archivist", Set.of(Permission.SERVER_SNAPSHOT));

    private RandomTerms() {}

    static ServerFacts server(Random random) {
        return new ServerFacts(
                new ServerKey(new CloudName(any(random, "a", "b", "A")), new ServerId("s" + random.nextInt(3))),
                new ProjectId(any(random, "p", "q", "P")),
                any(random, "web-1", "web-2", "db", ""),
                any(random, Set.of(), Set.of("blue"), Set.of("blue", "old")),
                any(
                        random,
                        Map.of(),
                        Map.of("team", "shop"),
                        Map.of("team", "shop", "tier", "1"),
                        Map.of("tier", "2")));
    }

    static Terms terms(Random random) {
        Instant from = random.nextInt(3) > 0 ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        Instant until = random.nextInt(3) > 0 ? null : NOW.plusSeconds(random.nextInt(3) - 1);
        if (from != null && until != null && !from.isBefore(until)) {
            until = from.plusSeconds(1);
        }
        return new Terms(
                new CloudName(any(random, "a", "a", "b")),
                any(random, Set.of(), Set.of(new ProjectId("p")), Set.of(new ProjectId("p"), new ProjectId("q"))),
                selector(random),
                any(random, Role.VIEWER, Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMINISTRATOR, ARCHIVIST),
                from,
                until,
                hours(random));
    }

    private static ServerSelector selector(Random random) {
        return any(
                random,
                ServerSelector.ALL,
                ServerSelector.ALL,
                new ServerSelector.Ids(Set.of(new ServerId("s1"), new ServerId("s2"))),
                new ServerSelector.Named(new NamePattern(any(random, "web-*", "*-1", "?b", "*", "we*b-?"))),
                new ServerSelector.Tagged("blue"),
                new ServerSelector.WithMetadata(Map.of("team", "shop")),
                new ServerSelector.WithMetadata(Map.of("team", "shop", "tier", "1")),
                new ServerSelector.Own());
    }

    private static @Nullable WeeklyHours hours(Random random) {
        if (random.nextInt(3) > 0) {
            return null;
        }
        List<WeeklyHours.Span> spans = IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(i -> {
                    int from = random.nextInt(24);
                    int until = (from + 1 + random.nextInt(23)) % 24;
                    return new WeeklyHours.Span(
                            Stream.of(
                                            any(random, DayOfWeek.values()),
                                            any(random, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY))
                                    .collect(Collectors.toSet()),
                            LocalTime.of(from, 0),
                            LocalTime.of(until, 0));
                })
                .toList();
        return new WeeklyHours(any(random, ZoneOffset.UTC, ZoneId.of("UTC")), spans);
    }

    @SafeVarargs
    static <T> T any(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
