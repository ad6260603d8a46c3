package org.stackdeck.platform.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.stackdeck.platform.PeriodicTask;

class NodeDrainerTests {

    private static final Duration NEVER = Duration.ofDays(1);

    private final NodeId node = NodeId.create();
    private final List<Object> events = new ArrayList<>();

    @Test
    void operationsAreHandedOverBeforePagesMove() {
        start(true).close();

        assertThat(events).containsExactly(new NodeDrainStarted(), new NodeDrainEnded(node));
    }

    @Test
    void pagesDoNotMoveWithoutOtherNodes() {
        start(false).close();

        assertThat(events).containsExactly(new NodeDrainStarted());
    }

    @Test
    void failureOfAListenerDoesNotKeepPagesFromMoving() {
        AnnotationConfigApplicationContext context = start(true);
        listen(context, _ -> {
            throw new IllegalStateException("failed");
        });

        context.close();

        assertThat(events).contains(new NodeDrainEnded(node));
    }

    /** The inventory and other pollers have the same phase as these tasks. */
    @Test
    void pollersWorkUntilTheEndOfTheDrain() {
        CountDownLatch polls = new CountDownLatch(2);
        PeriodicTask first = new PeriodicTask("first", NEVER, polls::countDown);
        PeriodicTask second = new PeriodicTask("second", NEVER, polls::countDown);
        AnnotationConfigApplicationContext context = create(true);
        context.registerBean("first", PeriodicTask.class, () -> first);
        context.register(NodeDrainer.class);
        context.registerBean("second", PeriodicTask.class, () -> second);
        context.refresh();
        listen(context, event -> {
            if (event instanceof NodeDrainEnded) {
                first.trigger();
                second.trigger();
                events.add(await(polls));
            }
        });

        context.close();

        assertThat(events).endsWith(true);
        assertThat(first.isRunning()).isFalse();
        assertThat(second.isRunning()).isFalse();
    }

    @Test
    void otherListenersEndTheirWorkAfterTheDrain() {
        AnnotationConfigApplicationContext context = create(true);
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                events.add("closed");
            }
        });
        context.register(NodeDrainer.class);
        context.refresh();

        context.close();

        assertThat(events).containsExactly(new NodeDrainStarted(), new NodeDrainEnded(node), "closed");
    }

    @Test
    void endOfAChildContextDoesNotDrainTheNode() {
        try (AnnotationConfigApplicationContext context = start(true)) {
            GenericApplicationContext child = new GenericApplicationContext(context);
            child.refresh();

            child.close();

            assertThat(events).isEmpty();
        }
    }

    private AnnotationConfigApplicationContext start(boolean enabled) {
        AnnotationConfigApplicationContext context = create(enabled);
        context.register(NodeDrainer.class);
        context.refresh();
        return context;
    }

    private AnnotationConfigApplicationContext create(boolean enabled) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(
                ClusterProperties.class, () -> new ClusterProperties(enabled, Duration.ofMillis(250), Duration.ZERO));
        context.registerBean(NodeId.class, () -> node);
        listen(context, events::add);
        return context;
    }

    private static void listen(GenericApplicationContext context, Consumer<Object> listener) {
        context.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> published) {
                listener.accept(published.getPayload());
            }
        });
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
