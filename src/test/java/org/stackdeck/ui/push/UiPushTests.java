package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

class UiPushTests {

    private static final long AN_HOUR = 3_600_000;

    private final BusyPage page = new BusyPage();
    private final Part part = new Part();
    private final List<String> painted = new ArrayList<>();

    @Test
    void valuesDuringABusyPageAreMergedIntoOneUpdate() {
        Consumer<String> news =
                new UiPush(new UiPushProperties(Duration.ZERO)).merging(page, part, String::concat, painted::add);

        news.accept("a");
        news.accept("b");
        news.accept("c");

        assertThat(page.tasks).hasSize(1);
        page.work();
        assertThat(painted).containsExactly("abc");
    }

    @Test
    void valuesAfterAnUpdateCauseAnotherUpdate() {
        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ZERO)).latest(page, part, painted::add);

        news.accept("a");
        page.work();
        news.accept("b");
        page.work();

        assertThat(painted).containsExactly("a", "b");
    }

    @Test
    void latestValueForEachKeyIsHandledInOrderOfArrival() {
        List<List<String>> handled = new ArrayList<>();
        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ZERO))
                .latestPerKey(page, part, text -> text.charAt(0), handled::add);

        news.accept("a1");
        news.accept("b1");
        news.accept("a2");
        page.work();

        assertThat(handled).containsExactly(List.of("b1", "a2"));
    }

    @Test
    void delayedTaskRunsOnce() throws InterruptedException {
        new UiPush(new UiPushProperties(Duration.ZERO))
                .runAfter(page, part, Duration.ofMillis(1), () -> painted.add("later"));

        page.workWithin(10);

        assertThat(painted).containsExactly("later");
    }

    @Test
    void cancelledDelayedTaskDoesNotRun() throws InterruptedException {
        UiPush uiPush = new UiPush(new UiPushProperties(Duration.ZERO));
        uiPush.runAfter(page, part, Duration.ofMillis(20), () -> painted.add("cancelled"))
                .close();
        uiPush.runAfter(page, part, Duration.ofMillis(40), () -> painted.add("later"));

        page.workWithin(10);

        assertThat(painted).containsExactly("later");
    }

    @Test
    void fifthUpdateWithinAnIntervalIsDelayed() throws InterruptedException {
        Consumer<String> news =
                new UiPush(new UiPushProperties(Duration.ofMillis(AN_HOUR))).latest(page, part, painted::add);
        for (String text : List.of("a", "b", "c", "d")) {
            news.accept(text);
            page.workWithin(10);
        }

        news.accept("e");

        assertThat(painted).as("values of a short burst").containsExactly("a", "b", "c", "d");
        assertThat(page.tasks).isEmpty();
    }

    @Test
    void delayedValuesAreDeliveredAtTheEndOfTheInterval() throws InterruptedException {
        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ofMillis(20)))
                .merging(page, part, String::concat, painted::add);
        for (String text : List.of("a", "b", "c", "d")) {
            news.accept(text);
            page.workWithin(10);
        }
        news.accept("e");
        news.accept("f");

        page.workWithin(10);

        assertThat(painted).containsExactly("a", "b", "c", "d", "ef");
    }

    @Test
    void updatesShareOnePushAndOneFailureDoesNotStopOthers() {
        UiPush uiPush = new UiPush(new UiPushProperties(Duration.ZERO));
        Consumer<String> failing = uiPush.latest(page, part, text -> painted.add("" + Integer.parseInt(text)));
        Consumer<String> news = uiPush.latest(page, part, painted::add);

        failing.accept("no number");
        news.accept("a");

        assertThat(page.tasks).hasSize(1);
        page.work();
        assertThat(painted).containsExactly("a");
    }

    @Test
    void errorOfOneUpdateDoesNotStopOthers() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        uiPushQueue.enqueue(() -> {
            throw new AssertionError("too deep");
        });
        uiPushQueue.enqueue(() -> painted.add("painted"));

        assertThatThrownBy(page::work).isInstanceOf(AssertionError.class);

        assertThat(painted).containsExactly("painted");
    }

    @Test
    void hiddenPageIsUpdatedWhenItBecomesVisible() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        Runnable paint = () -> painted.add("painted");

        uiPushQueue.setVisible(false);
        uiPushQueue.enqueue(paint);
        uiPushQueue.enqueue(paint);
        assertThat(page.tasks).isEmpty();

        uiPushQueue.setVisible(true);
        page.work();
        assertThat(painted).containsExactly("painted");
    }

    @Test
    void hiddenPageIsUpdatedForAWhileAfterItIsWoken() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        uiPushQueue.setVisible(false);
        uiPushQueue.enqueue(() -> painted.add("painted"));
        assertThat(page.tasks).isEmpty();

        uiPushQueue.wake();
        page.work();
        page.work();
        // The page was woken, so it is still updated after it reports that it is hidden.
        uiPushQueue.setVisible(false);
        uiPushQueue.enqueue(() -> painted.add("later"));
        page.work();

        assertThat(painted).containsExactly("painted", "later");
    }

    @Test
    void visibilityIsReportedAtOnceAndAfterEachChange() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        Subscription subscription = uiPushQueue.onVisibilityChange(visible -> painted.add("visible " + visible));

        uiPushQueue.setVisible(true);
        uiPushQueue.setVisible(false);
        subscription.close();
        uiPushQueue.setVisible(true);

        assertThat(painted).containsExactly("visible true", "visible false");
    }

    @Test
    void subscriptionOfAComponentIsClosedOnceAndThenForgotten() {
        Subscription early = UiPush.closeOnDetach(part, () -> painted.add("early"));
        UiPush.closeOnDetach(part, () -> painted.add("at detach"));
        early.close();
        early.close();
        assertThat(painted).containsExactly("early");

        ComponentUtil.fireEvent(part, new DetachEvent(part));
        early.close();
        assertThat(painted).containsExactly("early", "at detach");
    }

    @Test
    void hiddenPageIsUpdatedWhenTooManyTasksWait() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        uiPushQueue.setVisible(false);

        for (int task = 0; task <= UiPushQueue.MAX_PENDING; task++) {
            String name = "task " + task;
            uiPushQueue.enqueue(() -> painted.add(name));
        }
        page.work();

        assertThat(painted).hasSize(UiPushQueue.MAX_PENDING + 1);
    }

    @Test
    void pageHiddenBeforeAnUpdateIsUpdatedWhenItBecomesVisible() {
        UiPushQueue uiPushQueue = new UiPushQueue(page, Duration.ZERO, Runnable::run, new PushDelayMeter(_ -> {}));
        uiPushQueue.enqueue(() -> painted.add("painted"));

        uiPushQueue.setVisible(false);
        page.work();
        assertThat(painted).isEmpty();
        uiPushQueue.setVisible(true);
        page.work();

        assertThat(painted).containsExactly("painted");
    }

    @Test
    void throttledTaskRunsImmediatelyThenAtTheEndOfTheInterval() throws InterruptedException {
        Runnable calm = new UiPush(new UiPushProperties(Duration.ofMillis(20)))
                .throttled(page, part, () -> painted.add("painted"));

        calm.run();
        assertThat(painted).hasSize(1);
        calm.run();
        calm.run();
        assertThat(painted).hasSize(1);

        page.workWithin(10);
        assertThat(painted).hasSize(2);
    }

    @Test
    void throttledTaskRunsWithTheNextPush() throws InterruptedException {
        Runnable calm = new UiPush(new UiPushProperties(Duration.ofMillis(100)))
                .throttled(page, part, () -> painted.add("painted"));
        calm.run();
        calm.run();
        assertThat(painted).hasSize(1);

        // Triggers the task only after the interval, because an earlier trigger would schedule a push.
        await().pollDelay(Duration.ofMillis(120))
                .pollInterval(Duration.ofMillis(120))
                .until(() -> {
                    calm.run();
                    return painted.size() == 2;
                });
        assertThat(page.tasks).as("pushes for the throttled task alone").isEmpty();

        page.workWithin(10);
        assertThat(painted).as("updates after the next push").hasSize(2);
    }

    @Test
    void detachedComponentIsNotUpdated() {
        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ZERO)).latest(page, part, painted::add);
        news.accept("a");

        part.attached = false;
        page.work();

        assertThat(painted).isEmpty();
    }

    @Test
    void dataLoadedBeforeADialogIsAttachedIsShownOnceItIs() throws InterruptedException {
        Div dialog = new Div();
        new UiPush(new UiPushProperties(Duration.ZERO))
                .load(new UserId(UUID.randomUUID()), page, dialog, () -> "a", painted::add);
        page.workWithin(10);
        assertThat(painted).isEmpty();

        page.add(dialog);
        page.getInternals().getStateTree().runExecutionsBeforeClientResponse();

        assertThat(painted).containsExactly("a");
    }

    @Test
    void dataLoadedForADialogThatWasClosedIsNotShown() throws InterruptedException {
        Div dialog = new Div();
        new UiPush(new UiPushProperties(Duration.ZERO))
                .load(new UserId(UUID.randomUUID()), page, dialog, () -> "a", painted::add);
        page.add(dialog);
        page.remove(dialog);

        page.workWithin(10);
        page.getInternals().getStateTree().runExecutionsBeforeClientResponse();

        assertThat(painted).isEmpty();
    }

    @Test
    void closedPageIsIgnored() {
        page.closed = true;

        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ZERO)).latest(page, part, painted::add);
        news.accept("a");

        assertThat(painted).isEmpty();
    }

    @Test
    void failedHandlerReceivesTheNextValue() {
        Consumer<String> news = new UiPush(new UiPushProperties(Duration.ZERO))
                .latest(page, part, text -> painted.add("" + Integer.parseInt(text)));

        news.accept("no number");
        page.work();
        news.accept("7");
        page.work();

        assertThat(painted).containsExactly("7");
    }

    /** Page that queues commands until the test runs them. */
    private static final class BusyPage extends UI {

        private final BlockingQueue<Command> tasks = new LinkedBlockingQueue<>();
        private boolean closed;

        @Override
        public Future<Void> access(Command command) {
            if (closed) {
                throw new UIDetachedException();
            }
            tasks.add(command);
            return new CompletableFuture<>();
        }

        void work() {
            run(tasks.remove());
        }

        void workWithin(int seconds) throws InterruptedException {
            Command task = tasks.poll(seconds, TimeUnit.SECONDS);
            assertThat(task).isNotNull();
            run(task);
        }

        /** Runs the task. Ignores exceptions of a test's handler, which the error handler of the page would handle. */
        private static void run(Command task) {
            try {
                task.execute();
            } catch (NumberFormatException failed) {
                assertThat(failed).isNotNull();
            }
        }
    }

    private static final class Part extends Div {

        private boolean attached = true;

        @Override
        public boolean isAttached() {
            return attached;
        }
    }
}
