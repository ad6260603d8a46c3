package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;

class ServerOrderTests {

    @Test
    void numbersAreComparedByValue() {
        assertThat(Stream.of("web-10", "web-2", "Web-1", "web-01b", "web").sorted(NaturalOrder.INSTANCE))
                .containsExactly("web", "Web-1", "web-01b", "web-2", "web-10");
    }

    @ParameterizedTest
    @EnumSource(ServerOrder.Column.class)
    void differentServersNeverCompareAsEqual(ServerOrder.Column column) {
        var one = AServer.named("same").id("1").build();
        var two = AServer.named("same").id("2").build();

        assertThat(new ServerOrder(column, false).among(Owners.NONE).compare(one, two))
                .isNegative();
        assertThat(new ServerOrder(column, true).among(Owners.NONE).compare(one, two))
                .isNegative();
        assertThat(ServerOrder.Column.ofWord(column.word())).contains(column);
    }

    @Test
    void sortKeysOrderLikeNames() {
        String[] parts = {"web", "Web", "-", "1", "01", "10", "2", "a", ":", "/", "", "9", "é", "٣", "00"};
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String one = word(random, parts);
            String other = word(random, parts);
            assertThat(Integer.signum(NaturalOrder.key(one).compareTo(NaturalOrder.key(other))))
                    .as("%s, %s", one, other)
                    .isEqualTo(Integer.signum(NaturalOrder.INSTANCE.compare(one, other)));
        }
    }

    private static String word(Random random, String... parts) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(parts[random.nextInt(parts.length)]);
        }
        return word.toString();
    }
}
