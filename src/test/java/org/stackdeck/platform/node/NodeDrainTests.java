package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class NodeDrainTests {

    private final NodeId node = NodeId.create();
    private final List<Object> events = new ArrayList<>();

    @Test
    void operationsAreHandedOverBeforePagesMove() {
        drain(true).stop();

        assertThat(events).containsExactly(new NodeDrainStarted(), new NodeDrainEnded(node));
    }

    @Test
    void pagesDoNotMoveWithoutOtherNodes() {
        drain(false).stop();

        assertThat(events).containsExactly(new NodeDrainStarted());
    }

    @Test
    void failureOfAListenerDoesNotKeepPagesFromMoving() {
        new NodeDrain(properties(true), node, event -> {
                    events.add(event);
                    throw new IllegalStateException("failed");
                })
                .stop();

        assertThat(events).contains(new NodeDrainEnded(node));
    }

    @Test
    void nodeDrainsBeforeTheWebServerClosesItsPort() {
        assertThat(drain(true).getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    private NodeDrain drain(boolean enabled) {
        return new NodeDrain(properties(enabled), node, events::add);
    }

    private static NodeProperties properties(boolean enabled) {
        return new NodeProperties(enabled, Duration.ofMillis(250), Duration.ZERO);
    }
}
