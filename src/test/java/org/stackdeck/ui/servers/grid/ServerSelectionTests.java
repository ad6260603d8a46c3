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
    void allServersAreSelectedUpToTheMaximumAndThenDeselected() {
        List<ServerKey> servers = List.of(ServerBuilder.key("a"), ServerBuilder.key("b"), ServerBuilder.key("c"));
        selection.toggle(ServerBuilder.key("other"));
        assertThat(selection.extent(servers)).isEqualTo(ServerSelection.Extent.NONE);

        selection.toggleAll(servers, 3);
        assertThat(selection.extent(servers)).isEqualTo(ServerSelection.Extent.SOME);
        assertThat(selection.count(servers)).isEqualTo(2);
        selection.toggleAll(servers, 3);
        assertThat(selection.toList()).containsExactly(ServerBuilder.key("other"));

        selection.toggle(ServerBuilder.key("b"));
        selection.toggleAll(servers, 10);
        assertThat(selection.extent(servers)).isEqualTo(ServerSelection.Extent.ALL);
        selection.toggleAll(servers, 1);
        assertThat(selection.extent(servers)).isEqualTo(ServerSelection.Extent.NONE);
    }

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
