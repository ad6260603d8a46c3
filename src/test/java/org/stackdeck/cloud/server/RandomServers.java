package org.stackdeck.cloud.server;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

/**
 * Generates servers with random content. Any optional field can be missing, and texts can contain special characters.
 * The same seed generates the same server.
 */
public final class RandomServers {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "web-1",
            "\"quoted\" \\ {json}",
            "<b onclick=alert(1)>",
            "line\nbreak\ttab\u0000nul\u2028",
            "\uD83D\uDE80 漢字 é",
            "half \uD83D a character",
            "null",
            "x".repeat(255));

    private static final ServerStatus[] PRESENT = Arrays.stream(ServerStatus.values())
            .filter(status -> status != ServerStatus.DELETED && status != ServerStatus.SOFT_DELETED)
            .toArray(ServerStatus[]::new);

    private final Random random;

    private RandomServers(long seed) {
        this.random = new Random(seed);
    }

    public static Server withSeed(int seed) {
        return new RandomServers(seed).server("s-" + seed);
    }

    private Server server(String id) {
        return new Server(
                new ServerKey(ServerBuilder.CLOUD, new ServerId(id)),
                new Project(ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), text()),
                text(),
                any(PRESENT),
                nullable(() -> any(TaskState.values())),
                any(PowerState.values()),
                list(() -> new ServerAddress(text(), text(), random.nextBoolean() ? 4 : 6, random.nextBoolean())),
                new Flavor(text(), random.nextInt(), random.nextInt(), random.nextInt()),
                nullable(() -> new ServerImage(text(), nullable(this::text))),
                time(),
                time(),
                random.nextBoolean(),
                nullable(this::text),
                text(),
                nullable(this::text),
                Set.copyOf(list(this::text)),
                list(this::text).stream().collect(Collectors.toMap(key -> key, key -> text(), (value, other) -> value)),
                nullable(this::text),
                nullable(this::text),
                nullable(this::text),
                nullable(() -> new Fault(random.nextInt(), text(), time())),
                nullable(() -> random.nextInt(101)));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Instant time() {
        return Instant.ofEpochSecond(
                random.nextLong(4_000_000_000L), random.nextBoolean() ? 0 : random.nextInt(999_999));
    }

    private <T> @Nullable T nullable(Supplier<T> some) {
        return random.nextBoolean() ? some.get() : null;
    }

    private <T> List<T> list(Supplier<T> some) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> some.get()).toList();
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
