package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;

class ServerOrderTests {

    @Test
    void digitsAreComparedByValue() {
        assertThat(Stream.of("web-10", "web-2", "Web-1", "web-01b", "web").sorted(NaturalOrder.INSTANCE))
                .containsExactly("web", "Web-1", "web-01b", "web-2", "web-10");
    }

    @ParameterizedTest
    @EnumSource(ServerOrder.Column.class)
    void noTwoServersAreEverEqual(ServerOrder.Column column) {
        var one = AServer.named("same").id("1").build();
        var two = AServer.named("same").id("2").build();

        assertThat(new ServerOrder(column, false).among(Owners.NONE).compare(one, two))
                .isNegative();
        assertThat(new ServerOrder(column, true).among(Owners.NONE).compare(one, two))
                .isNegative();
        assertThat(ServerOrder.Column.ofWord(column.word())).contains(column);
    }
}
