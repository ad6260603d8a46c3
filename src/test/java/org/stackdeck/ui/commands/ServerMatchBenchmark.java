package org.stackdeck.ui.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;

/**
 * Not a test: measures a search of the command palette among 10,000 servers with 0 to 4 of 100 tags, 20 of them
 * recent, on the server side. docs/benchmarks.md contains the figures.
 */
@Tag("tool")
class ServerMatchBenchmark {

    private static final int SERVERS = Integer.getInteger("servers", 10_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final List<List<String>> SEARCHES = List.of(
            List.of("w"),
            List.of("web"),
            List.of("web-77"),
            List.of("10.0"),
            List.of("tag-9"),
            List.of("db", "prod"),
            List.of("xq7"),
            List.of("research"),
            List.of("s", "e"),
            List.of("staff-web-0042"));

    @Test
    void measure() {
        List<Server> servers = IntStream.range(0, SERVERS)
                .mapToObj(ServerMatchBenchmark::server)
                .toList();

        Map<ServerKey, Integer> recent = IntStream.range(0, 20)
                .boxed()
                .collect(Collectors.toMap(i -> servers.get(i * 7).key(), Function.identity()));

        for (int round = 0; round < ROUNDS; round++) {
            long[] micros = SEARCHES.stream()
                    .mapToLong(words -> {
                        long began = System.nanoTime();
                        ServerMatch.find(servers, words, recent, CommandCandidates.MAX_COMMANDS);
                        return (System.nanoTime() - began) / 1_000;
                    })
                    .sorted()
                    .toArray();
            if (round == 0 || round == ROUNDS - 1) {
                System.out.printf(
                        "round %d: median %d us, maximum %d us of %s%n",
                        round + 1, micros[micros.length / 2], micros[micros.length - 1], Arrays.toString(micros));
            }
        }
    }

    private static Server server(int number) {
        String[] kinds = {"web", "db", "ci", "desk", "Batch"};
        return ServerBuilder.named(
                        "%s-%s-%04d".formatted(number % 2 == 0 ? "staff" : "research", kinds[number % 5], number))
                .tags(IntStream.range(0, number % 5)
                        .mapToObj(i -> "tag-" + (number * 7 + i * 13) % 100)
                        .distinct()
                        .toArray(String[]::new))
                .build();
    }
}
