package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerBuilder;

class ServerSelectionTests {

    private final ServerSelection selection = new ServerSelection();

    @Test
    void numberOfSelectedServersIsBounded() {
        List<ServerKey> servers = IntStream.rangeClosed(0, ServerSelection.MAX_SERVERS)
                .mapToObj(number -> ServerBuilder.key("web-" + number))
                .toList();
        ServerKey last = servers.getLast();

        selection.add(servers);
        assertThat(selection.toList()).hasSize(ServerSelection.MAX_SERVERS).doesNotContain(last);

        selection.toggle(last);
        assertThat(selection.contains(last)).isFalse();

        selection.toggle(servers.getFirst());
        selection.toggle(last);
        assertThat(selection.toList()).hasSize(ServerSelection.MAX_SERVERS).contains(last);
    }
}
