package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.PushConfiguration;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.shared.communication.PushMode;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.atmosphere.cpr.AtmosphereResource;
import org.atmosphere.cpr.AtmosphereResourceEvent;
import org.atmosphere.cpr.AtmosphereResourceEventListener;
import org.atmosphere.cpr.Broadcaster;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.CurrentChangeTime;

class SequentialPushConnectionTests {

    private final OpenPage page = new OpenPage();
    private final SequentialPushConnection connection =
            (SequentialPushConnection) new SequentialPushConnection.Factory().apply(page);
    private final List<String> painted = new ArrayList<>();
    private final Consumer<String> news;

    SequentialPushConnectionTests() {
        page.getInternals().setPushConnection(connection);
        news = new UiPush(new UiPushProperties(Duration.ZERO)).latest(page, new AttachedPart(), painted::add);
    }

    @Test
    void changesWaitUntilThePreviousPushIsWrittenAndAreMerged() {
        OpenSocket socket = new OpenSocket();
        connection.connect(socket.resource);
        connection.sendMessage("{}");

        news.accept("a");
        news.accept("b");
        assertThat(page.tasks).isEmpty();

        socket.reportWritten();
        page.runTasks();
        assertThat(painted).containsExactly("b");
    }

    @Test
    void delayFromAChangeOfTheInventoryToItsWrittenPushIsMeasured() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        UiPush uiPush = new UiPush(new UiPushProperties(Duration.ZERO));
        uiPush.bindTo(registry);
        OpenPage other = new OpenPage();
        SequentialPushConnection its = (SequentialPushConnection) new SequentialPushConnection.Factory().apply(other);
        other.getInternals().setPushConnection(its);
        Consumer<String> changes = uiPush.latest(other, new AttachedPart(), other::setId);
        OpenSocket socket = new OpenSocket();
        its.connect(socket.resource);

        CurrentChangeTime.run(System.nanoTime(), () -> changes.accept("a"));
        other.runTasks();
        its.sendMessage("{}");
        Timer timer = registry.get("stackdeck.push.delay").timer();
        assertThat(timer.count()).isZero();
        socket.reportWritten();

        assertThat(timer.count()).isEqualTo(1);
    }

    @Test
    void lateReportOfThePreviousSocketDoesNotEndTheWait() {
        OpenSocket previous = new OpenSocket();
        connection.connect(previous.resource);
        connection.connectionLost();
        OpenSocket socket = new OpenSocket();
        connection.connect(socket.resource);
        connection.sendMessage("{}");
        news.accept("a");

        previous.reportWritten();
        assertThat(page.tasks).isEmpty();

        socket.reportWritten();
        page.runTasks();
        assertThat(painted).containsExactly("a");
    }

    @Test
    void waitingChangesContinueAfterTheSocketWasLost() {
        connection.connect(new OpenSocket().resource);
        connection.sendMessage("{}");
        news.accept("a");
        connection.connectionLost();

        connection.connect(new OpenSocket().resource);

        page.runTasks();
        assertThat(painted).containsExactly("a");
    }

    @Test
    void changesOfAPageWithoutAConnectionWaitAndAreMerged() {
        news.accept("a");
        news.accept("b");
        assertThat(page.tasks).isEmpty();

        connection.connect(new OpenSocket().resource);

        page.runTasks();
        assertThat(painted).containsExactly("b");
    }

    /** Changes must not accumulate in memory for a page that reads its pushes slowly. */
    @Test
    void numberOfChangesThatWaitForAPushIsBounded() {
        connection.connect(new OpenSocket().resource);
        connection.sendMessage("{}");
        UiPush uiPush = new UiPush(new UiPushProperties(Duration.ZERO));
        for (int i = 0; i < UiPushQueue.MAX_PENDING; i++) {
            uiPush.latest(page, new AttachedPart(), this::paint).accept("a");
        }
        assertThat(page.tasks).isEmpty();

        uiPush.latest(page, new AttachedPart(), this::paint).accept("b");

        page.runTasks();
        assertThat(painted).hasSize(UiPushQueue.MAX_PENDING + 1);
    }

    private void paint(String text) {
        painted.add(text);
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** WebSocket that accepts all messages. It reports a message as written only when the test requests it. */
    private static final class OpenSocket {

        private final List<AtmosphereResourceEventListener> listeners = new ArrayList<>();
        private final Broadcaster broadcaster =
                proxy(Broadcaster.class, (_, _, _) -> CompletableFuture.completedFuture(""));
        private final AtmosphereResource resource = proxy(AtmosphereResource.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "addEventListener" -> listeners.add((AtmosphereResourceEventListener) arguments[0]);
                case "getBroadcaster" -> {
                    return broadcaster;
                }
                // All sockets are equal, because the sockets of a browser have the same tracking ID.
                case "equals" -> {
                    return true;
                }
                case "hashCode" -> {
                    return 0;
                }
                default -> {}
            }
            return self;
        });

        void reportWritten() {
            AtmosphereResourceEvent event = proxy(AtmosphereResourceEvent.class, (_, _, _) -> resource);
            listeners.forEach(listener -> listener.onBroadcast(event));
        }
    }

    private static final class OpenPage extends UI {

        private final Queue<Command> tasks = new ArrayDeque<>();

        @Override
        public PushConfiguration getPushConfiguration() {
            return proxy(PushConfiguration.class, (_, _, _) -> PushMode.AUTOMATIC);
        }

        @Override
        public Future<Void> access(Command command) {
            tasks.add(command);
            return new CompletableFuture<>();
        }

        void runTasks() {
            for (Command task = tasks.poll(); task != null; task = tasks.poll()) {
                task.execute();
            }
        }
    }

    private static final class AttachedPart extends Div {

        @Override
        public boolean isAttached() {
            return true;
        }
    }
}
