package org.stackdeck.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.DataDirectorySpace;
import org.stackdeck.platform.MovableClock;
import org.stackdeck.platform.Subscription;

class ViewerNewsTests {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final FakeAccess access = new FakeAccess(clock);
    private final UserId mia = access.member();
    private final ViewerNews news = new ViewerNews(access, new FakeClouds(), new DataDirectorySpace(Path.of(".")));
    private final BlockingQueue<Subject> told = new LinkedBlockingQueue<>();
    private Subscription following;

    @BeforeEach
    void follow() {
        following = news.follow(access.subject(mia), told::add);
    }

    @AfterEach
    void close() {
        following.close();
    }

    @Test
    void notifiesWhenAGrantIsCreated() throws InterruptedException {
        access.grant(mia, AServer.STAFF, Role.VIEWER, null);

        news.on(new AccessChanged(mia));

        assertThat(next().grants()).hasSize(1);
    }

    @Test
    void notifiesWhenAGrantEndsByTime() throws InterruptedException {
        access.grant(mia, AServer.STAFF, Role.VIEWER, NOW.plusSeconds(60));
        news.on(new AccessChanged(mia));
        Subject granted = next();

        clock.move(Duration.ofSeconds(60));

        assertThat(next()).isEqualTo(granted);
    }

    @Test
    void doesNotNotifyWithoutAChange() throws InterruptedException {
        news.on(new UserChanged(mia));
        access.grant(mia, AServer.STAFF, Role.VIEWER, null);
        news.on(new UserChanged(mia));

        assertThat(next().grants()).hasSize(1);
        assertThat(told).isEmpty();
    }

    @Test
    void repeatsANotificationAfterTheReceiverFailed() throws InterruptedException {
        AtomicInteger failures = new AtomicInteger(1);
        BlockingQueue<Subject> heard = new LinkedBlockingQueue<>();
        try (Subscription _ = news.follow(access.subject(mia), subject -> {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("the database is away");
            }
            heard.add(subject);
        })) {
            access.grant(mia, AServer.STAFF, Role.VIEWER, null);
            news.on(new AccessChanged(mia));

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
