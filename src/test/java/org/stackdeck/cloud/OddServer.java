package org.stackdeck.cloud;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Generates servers with random content: any optional field may be missing, any text may contain anything. The same
 * seed generates the same server.
 */
public final class OddServer {

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

    private OddServer(long seed) {
        this.random = new Random(seed);
    }

    public static Server of(int seed) {
        return new OddServer(seed).server("s-" + seed);
    }

    private Server server(String id) {
        return new Server(
                new ServerKey(AServer.CLOUD, new ServerId(id)),
                new Project(AServer.CLOUD, AServer.STAFF.id(), text()),
                text(),
                any(PRESENT),
                maybe(() -> any(TaskState.values())),
                any(PowerState.values()),
                list(() -> new Address(text(), text(), random.nextBoolean() ? 4 : 6, random.nextBoolean())),
                new Flavor(text(), random.nextInt(), random.nextInt(), random.nextInt()),
                maybe(() -> new Image(text(), maybe(this::text))),
                time(),
                time(),
                random.nextBoolean(),
                maybe(this::text),
                text(),
                maybe(this::text),
                Set.copyOf(list(this::text)),
                list(this::text).stream().collect(Collectors.toMap(key -> key, key -> text(), (one, other) -> one)),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> new Fault(random.nextInt(), text(), time())),
                maybe(() -> random.nextInt(101)));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private Instant time() {
        return Instant.ofEpochSecond(
                random.nextLong(4_000_000_000L), random.nextBoolean() ? 0 : random.nextInt(999_999));
    }

    private <T> @Nullable T maybe(Supplier<T> some) {
        return random.nextBoolean() ? some.get() : null;
    }

    private <T> List<T> list(Supplier<T> some) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(i -> some.get()).toList();
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
