package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.search.NaturalOrderComparator;

class ServerSortTests {

    private static final Pattern NUMBER_OR_CHARACTER = Pattern.compile("[0-9]+|.");

    @Test
    void numbersAreComparedByValue() {
        assertThat(Stream.of("web-10", "web-2", "Web-1", "web-01b", "web").sorted(NaturalOrderComparator.INSTANCE))
                .containsExactly("web", "Web-1", "web-01b", "web-2", "web-10");
    }

    @ParameterizedTest
    @EnumSource(ServerSort.Column.class)
    void differentServersNeverCompareAsEqual(ServerSort.Column column) {
        var server = ServerBuilder.named("same").id("1").build();
        var two = ServerBuilder.named("same").id("2").build();

        assertThat(new ServerSort(column, false).comparator(OwnerMap.NONE).compare(server, two))
                .isNegative();
        assertThat(new ServerSort(column, true).comparator(OwnerMap.NONE).compare(server, two))
                .isNegative();
        assertThat(ServerSort.Column.fromCode(column.code())).contains(column);
    }

    @Test
    void laterKeysOrderServersThatAreEqualByEarlierOnes() {
        Server big = ServerBuilder.named("a").tags("x").build();
        Server off =
                ServerBuilder.named("b").status(ServerStatus.SHUTOFF).tags("x").build();
        Server tagged = ServerBuilder.named("c").tags("y").build();
        ServerSort sort = ServerSort.parse("-tags,-state,name");

        assertThat(sort.sort(List.of(big, off, tagged), OwnerMap.NONE)).containsExactly(tagged, off, big);
        assertThat(Stream.of(big, off, tagged).sorted(sort.comparator(OwnerMap.NONE)))
                .containsExactly(tagged, off, big);
        assertThat(sort.code()).isEqualTo("-tags,-state,name");
    }

    @Test
    void addressesAreSortedByTheOneThatTheGridShowsFirst() {
        Server floating = ServerBuilder.named("a")
                .addresses(
                        new ServerAddress("net", "10.0.0.9", 4, false),
                        new ServerAddress("net", "203.0.113.5", 4, true))
                .build();
        Server fixed = ServerBuilder.named("b")
                .addresses(new ServerAddress("net", "192.0.2.1", 4, false))
                .build();
        ServerSort sort = new ServerSort(ServerSort.Column.ADDRESS, false);

        assertThat(sort.sort(List.of(floating, fixed), OwnerMap.NONE)).containsExactly(fixed, floating);
    }

    @Test
    void parsedSortHasOneToThreeDifferentColumns() {
        assertThat(ServerSort.parse("-age")).isEqualTo(new ServerSort(ServerSort.Column.AGE, true));
        assertThat(ServerSort.parse("age,-age,nothing,,name,tags,owner").code()).isEqualTo("age,name,tags");
        assertThat(ServerSort.parse(",")).isEqualTo(ServerSort.BY_NAME);
        assertThat(ServerSort.parse("")).isEqualTo(ServerSort.BY_NAME);
        assertThat(ServerSort.parse("--age")).isEqualTo(ServerSort.BY_NAME);
    }

    @Test
    void namesAreInNaturalOrder() {
        String[] parts = {"web", "Web", "-", "1", "01", "10", "2", "a", ":", "/", "", "9", "é", "٣", "00"};
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String value = word(random, parts);
            String other = word(random, parts);
            assertThat(Integer.signum(NaturalOrderComparator.INSTANCE.compare(value, other)))
                    .as("%s, %s", value, other)
                    .isEqualTo(Integer.signum(compareParts(value, other)));
        }
    }

    /** Compares number with number, and any other characters with each other. */
    private static int compareParts(String left, String right) {
        List<String> parts = NUMBER_OR_CHARACTER
                .matcher(left)
                .results()
                .map(MatchResult::group)
                .toList();
        List<String> others = NUMBER_OR_CHARACTER
                .matcher(right)
                .results()
                .map(MatchResult::group)
                .toList();
        for (int i = 0; i < Math.min(parts.size(), others.size()); i++) {
            String part = parts.get(i);
            String other = others.get(i);
            boolean numbers = Pattern.matches("[0-9]+", part) && Pattern.matches("[0-9]+", other);
            int order = numbers
                    ? new BigInteger(part).compareTo(new BigInteger(other))
                    : Character.compare(Character.toLowerCase(part.charAt(0)), Character.toLowerCase(other.charAt(0)));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(parts.size(), others.size());
    }

    private static String word(Random random, String... parts) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(parts[random.nextInt(parts.length)]);
        }
        return word.toString();
    }
}
