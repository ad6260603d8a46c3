package org.stackdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.DataDirectorySpaceMonitor;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

class ViewerPermissionsNotifierTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final FakeAccessDecisionService fakeAccessDecisionService = new FakeAccessDecisionService(clock);
    private final UserId mia = fakeAccessDecisionService.member();
    private final ViewerPermissionsNotifier notifier = new ViewerPermissionsNotifier(
            fakeAccessDecisionService, new FakeClouds(), new DataDirectorySpaceMonitor(Path.of(".")));
    private final BlockingQueue<Subject> told = new LinkedBlockingQueue<>();
    private Subscription following;

    @BeforeEach
    void follow() {
        following = notifier.subscribe(fakeAccessDecisionService.subject(mia), told::add);
    }

    @AfterEach
    void close() {
        following.close();
    }

    @Test
    void notifiesWhenAGrantIsCreated() throws InterruptedException {
        fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);

        notifier.on(new AccessChanged(mia));

        assertThat(next().grants()).hasSize(1);
    }

    @Test
    void notifiesWhenAGrantEndsByTime() throws InterruptedException {
        fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, NOW.plusSeconds(60));
        notifier.on(new AccessChanged(mia));
        Subject granted = next();

        clock.advance(Duration.ofSeconds(60));

        assertThat(next()).isEqualTo(granted);
    }

    @Test
    void doesNotNotifyWithoutAChange() throws InterruptedException {
        notifier.on(new AccessChanged(mia));
        fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        notifier.on(new AccessChanged(mia));

        assertThat(next().grants()).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void loadThatEndsLateDoesNotReplaceANewerOne() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        fakeAccessDecisionService.delayNextLoad(release);
        notifier.on(new AccessChanged(mia));
        await().until(() -> !fakeAccessDecisionService.isDelayPending());
        fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        notifier.on(new AccessChanged(mia));
        assertThat(next().grants()).hasSize(1);

        release.countDown();

        assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void repeatsANotificationAfterTheReceiverFailed() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(1);
        BlockingQueue<Subject> heard = new LinkedBlockingQueue<>();
        try (Subscription _ = notifier.subscribe(fakeAccessDecisionService.subject(mia), subject -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            heard.add(subject);
        })) {
            fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
            notifier.on(new AccessChanged(mia));

            Subject subject = heard.poll(10, TimeUnit.SECONDS);
            assertThat(subject).isNotNull();
            assertThat(subject.grants()).hasSize(1);
        }
    }

    private Subject next() throws InterruptedException {
        Subject subject = told.poll(10, TimeUnit.SECONDS);
        assertThat(subject).as("notification within ten seconds").isNotNull();
        return subject;
    }
}
