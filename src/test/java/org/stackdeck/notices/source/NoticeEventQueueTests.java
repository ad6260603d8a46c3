package org.stackdeck.notices.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.platform.TestLatches;

@Timeout(30)
class NoticeEventQueueTests {

    private final List<NewNotice> written = new CopyOnWriteArrayList<>();

    @Test
    void eventsBeyondTheCapacityAreDroppedWithoutBlocking() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch database = new CountDownLatch(1);
        NoticeEventQueue queue = new NoticeEventQueue(
                newNotices -> {
                    blocked.countDown();
                    TestLatches.await(database);
                    written.addAll(newNotices);
                },
                _ -> {});
        queue.add(() -> List.of(notice(0)));
        blocked.await();

        for (int n = 1; n <= BoundedEventQueue.CAPACITY + 10; n++) {
            NewNotice notice = notice(n);
            queue.add(() -> List.of(notice));
        }
        database.countDown();

        await().until(() -> written.size() == BoundedEventQueue.CAPACITY + 1);
        queue.add(() -> List.of(notice(-1)));
        await().until(() -> written.contains(notice(-1)));
        assertThat(written).hasSize(BoundedEventQueue.CAPACITY + 2);
    }

    @Test
    void failedEventDoesNotAffectOthers() {
        NoticeEventQueue queue = new NoticeEventQueue(written::addAll, _ -> {});
        queue.add(() -> {
            throw new IllegalStateException("the database is down");
        });
        queue.add(() -> List.of(notice(1)));

        await().until(() -> written.equals(List.of(notice(1))));
    }

    @Test
    void queueContinuesAfterTheWriterHasFailed() {
        NoticeEventQueue queue = new NoticeEventQueue(this::failFirst, _ -> {});
        queue.add(() -> List.of(notice(1)));
        await().until(() -> failed);
        queue.add(() -> List.of(notice(2)));

        await().until(() -> written.equals(List.of(notice(2))));
    }

    @Test
    void eventForGroupsIsStoredAlsoIfNoticesToUsersCannotBe() {
        List<WebhookEvent> stored = new CopyOnWriteArrayList<>();
        NoticeEventQueue queue = new NoticeEventQueue(this::failFirst, stored::addAll);
        WebhookEvent event = new WebhookEvent(NoticeKind.SERVER_ERROR, null, _ -> Optional.empty());
        queue.addGroupEvent(event);
        queue.add(() -> List.of(notice(1)));

        await().until(() -> failed && stored.equals(List.of(event)));
    }

    @Test
    void groupEventsNeitherDelayNorDropNoticesToUsers() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch database = new CountDownLatch(1);
        List<WebhookEvent> stored = new CopyOnWriteArrayList<>();
        NoticeEventQueue queue = new NoticeEventQueue(written::addAll, events -> {
            blocked.countDown();
            TestLatches.await(database);
            stored.addAll(events);
        });
        WebhookEvent event = new WebhookEvent(NoticeKind.SERVER_ERROR, null, _ -> Optional.empty());
        queue.addGroupEvent(event);
        blocked.await();
        for (int n = 1; n <= BoundedEventQueue.CAPACITY + 10; n++) {
            queue.addGroupEvent(event);
            // Leaves room for further notices.
            if (n % 1_000 == 0) {
                NewNotice notice = notice(n);
                queue.add(() -> List.of(notice));
                await().until(() -> written.contains(notice));
            }
        }
        queue.addGroupEvent(event);
        queue.add(() -> List.of(notice(-1)));
        await().until(() -> written.contains(notice(-1)));
        assertThat(stored).isEmpty();
        database.countDown();

        await().until(() -> stored.size() == BoundedEventQueue.CAPACITY + 1);
    }

    private volatile boolean failed;

    private void failFirst(Collection<NewNotice> newNotices) {
        if (!failed) {
            failed = true;
            throw new IllegalStateException("the database is down");
        }
        written.addAll(newNotices);
    }

    private static NewNotice notice(int number) {
        return new NewNotice(
                FakeUserDirectory.idOf("mia"),
                NoticeContent.of(
                        NoticeKind.SERVER_ERROR, List.of(new NoticeObject("server", "lab", "id", "web" + number))));
    }
}
