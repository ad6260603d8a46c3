package org.stackdeck.notices.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.mail.FakeMailStatusService;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;

@DatabaseTest
@Import({
    JdbcNoticeService.class,
    JdbcNoticeWriter.class,
    NoticeRepository.class,
    NoticeChangeDetector.class,
    NoticePreferenceRepository.class,
    NoticeMailQueue.class,
    FakeMailStatusService.class,
    FakeUserDirectory.class,
    NoticeServiceTests.Time.class
})
class NoticeServiceTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MutableClock mutableClock() {
            return new MutableClock(Instant.parse("2026-11-25T10:00:00.123456Z"));
        }
    }

    @Autowired
    JdbcNoticeService notices;

    @Autowired
    NoticeWriter writer;

    @Autowired
    NoticeRepository repository;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    JdbcClient database;

    @Autowired
    MutableClock clock;

    private Caller anna;
    private Caller ben;

    @BeforeEach
    void users() {
        anna = FakeUserDirectory.caller(known(User.Role.MEMBER));
        ben = FakeUserDirectory.caller(known(User.Role.MEMBER));
    }

    @Test
    void noticeIsStoredCompletelyForItsUserOnly() {
        NoticeContent content = new NoticeContent(
                NoticeKind.OPERATION_FAILED,
                1,
                "REBOOT",
                "ben",
                "timeout",
                clock.instant(),
                List.of(server("wéb \"1\" 云"), new NoticeObject("user", null, "id", "ben")));
        write(anna, content);

        assertThat(notices.listNewest(anna, 20))
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice).isEqualTo(new Notice(notice.id(), content, clock.instant(), false)));
        assertThat(notices.listNewest(ben, 20)).isEmpty();
        assertThat(notices.countUnread(anna)).isEqualTo(1);
        assertThat(notices.countUnread(ben)).isZero();
    }

    @Test
    void readStateIsSharedAndOnlyTheUserCanChangeIt() {
        write(anna, ended("one"));
        write(anna, ended("two"));
        List<Notice> all = notices.listNewest(anna, 20);

        notices.markRead(ben, all.getFirst().id());
        assertThat(notices.countUnread(anna)).isEqualTo(2);

        notices.markRead(anna, all.getFirst().id());
        assertThat(notices.listNewest(anna, 20).stream().map(Notice::read)).containsExactly(true, false);

        notices.markAllRead(anna);
        assertThat(notices.countUnread(anna)).isZero();
    }

    @Test
    void similarEventsAreOneUnreadNoticeWithTheTimeOfTheLatest() {
        write(anna, error("web-1"));
        notices.markAllRead(anna);
        clock.advance(Duration.ofMinutes(1));
        write(anna, error("web-2"));

        assertThat(notices.listNewest(anna, 20)).singleElement().satisfies(notice -> {
            assertThat(notice.content())
                    .isEqualTo(NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(server("web-1"), server("web-2"))));
            assertThat(notice.read()).isFalse();
            assertThat(notice.at()).isEqualTo(clock.instant());
        });

        clock.advance(OpenNotice.PERIOD);
        write(anna, error("web-3"));
        assertThat(notices.listNewest(anna, 20)).hasSize(2);
    }

    @Test
    void burstCausesOneNotice() {
        writer.write(IntStream.range(0, 500)
                .mapToObj(n -> new NewNotice(anna.userId(), error("web-" + n)))
                .toList());

        assertThat(notices.listNewest(anna, 20))
                .singleElement()
                .satisfies(notice -> assertThat(notice.content().count()).isEqualTo(500));
    }

    @Test
    void eventCausesOneNotice() {
        String grant = UUID.randomUUID().toString();
        NewNotice ending = new NewNotice(anna.userId(), ended("staff"), grant);
        writer.write(List.of(ending, ending));
        writer.write(List.of(ending, new NewNotice(ben.userId(), ended("staff"), grant)));

        assertThat(notices.listNewest(anna, 20)).hasSize(1);
        assertThat(notices.listNewest(ben, 20)).hasSize(1);
    }

    @Test
    void concurrentFirstNoticesAreAllStored() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                String name = "web-" + n;
                writes.add(threads.submit(() -> write(anna, error(name))));
            }
            for (Future<?> write : writes) {
                write.get();
            }
        }

        assertThat(notices.listNewest(anna, 20))
                .singleElement()
                .satisfies(notice -> assertThat(notice.content().count()).isEqualTo(4));
    }

    @Test
    void onlyTheNewestTwoHundredNoticesAreKept() {
        for (int n = 0; n < NoticeService.MAX_PER_USER + 3; n++) {
            clock.advance(Duration.ofSeconds(1));
            write(anna, ended("grant-" + n));
        }
        List<Notice> kept = notices.listNewest(anna, 1000);

        assertThat(kept).hasSize(NoticeService.MAX_PER_USER);
        assertThat(kept.getFirst().content().items().getFirst().name()).isEqualTo("grant-202");
        assertThat(kept.getLast().content().items().getFirst().name()).isEqualTo("grant-3");
    }

    @Test
    void noticesOlderThanNinetyDaysAreDeleted() {
        write(anna, ended("old"));
        clock.advance(Duration.ofDays(1));
        write(anna, ended("new"));
        clock.advance(Duration.ofDays(89).plusSeconds(1));
        notices.deleteExpired();

        assertThat(notices.listNewest(anna, 20))
                .singleElement()
                .satisfies(notice -> assertThat(notice.content()).isEqualTo(ended("new")));
    }

    @Test
    void noticesAreDeletedWithTheUser() {
        write(anna, ended("staff"));
        database.sql("delete from accounts where id = ?")
                .param(anna.userId().toString())
                .update();

        assertThat(notices.listNewest(anna, 20)).isEmpty();
        assertThat(repository.changeNumbers()).doesNotContainKey(anna.userId());
        assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> write(anna, ended("staff")));
    }

    @Test
    void failureForOneUserDoesNotAffectOthers() {
        NewNotice unknown = new NewNotice(FakeUserDirectory.idOf("unknown"), ended("staff"));

        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> writer.write(List.of(unknown, new NewNotice(anna.userId(), ended("staff")))));
        assertThat(notices.listNewest(anna, 20)).hasSize(1);
    }

    @Test
    void formerAdministratorSeesNoNoticesForAdministrators() {
        User administrator = known(User.Role.ADMINISTRATOR);
        Caller caller = FakeUserDirectory.caller(administrator);
        Arrays.stream(NoticeKind.values())
                .forEach(kind -> write(caller, NoticeContent.of(kind, List.of(server("web-" + kind)))));
        assertThat(notices.listNewest(caller, 20).stream().map(Notice::kind))
                .containsExactlyInAnyOrder(NoticeKind.values());

        directory.add(administrator.name().value(), User.State.ACTIVE, User.Role.MEMBER);

        assertThat(notices.listNewest(caller, 20).stream().map(Notice::kind))
                .hasSize(NoticeKind.values().length - 2)
                .doesNotContain(NoticeKind.ACCOUNT_PENDING, NoticeKind.REQUEST_PENDING);
        assertThat(notices.countUnread(caller)).isEqualTo(NoticeKind.values().length - 2);
    }

    @Test
    void subscriberIsNotifiedOfOwnChangesOnly() {
        AtomicInteger changes = new AtomicInteger();
        try (Subscription _ = notices.subscribe(anna.userId(), changes::incrementAndGet)) {
            await().until(() -> changes.get() == 1);
            write(ben, ended("of ben"));
            write(anna, ended("of anna"));
            await().until(() -> changes.get() == 2);
            notices.markAllRead(anna);
            await().until(() -> changes.get() == 3);
            notices.markAllRead(anna);
            write(ben, ended("again of ben"));
            await().during(Duration.ofMillis(300)).until(() -> changes.get() == 3);
        }
    }

    @Test
    void subscribersWithExpiredNoticesAreNotifiedOfTheDeletion() {
        write(anna, ended("old"));
        clock.advance(Duration.ofDays(90).plusSeconds(1));
        write(ben, ended("new"));
        Map<UserId, Long> before = repository.changeNumbers();
        AtomicInteger changes = new AtomicInteger();
        try (Subscription _ = notices.subscribe(anna.userId(), changes::incrementAndGet)) {
            await().until(() -> changes.get() == 1);
            notices.deleteExpired();
            await().until(() -> changes.get() == 2);
        }
        notices.deleteExpired();

        assertThat(repository.changeNumbers())
                .containsEntry(anna.userId(), before.getOrDefault(anna.userId(), 0L) + 1)
                .containsEntry(ben.userId(), before.getOrDefault(ben.userId(), 0L));
    }

    private void write(Caller user, NoticeContent content) {
        writer.write(List.of(new NewNotice(user.userId(), content)));
    }

    private static NoticeContent error(String name) {
        return NoticeContent.of(NoticeKind.SERVER_ERROR, List.of(server(name)));
    }

    /** Creates content of a kind that is never grouped. */
    private static NoticeContent ended(String name) {
        return NoticeContent.of(NoticeKind.GRANT_ENDING, List.of(server(name)));
    }

    private static NoticeObject server(String name) {
        return new NoticeObject("server", "lab", "id-" + name, name);
    }

    private User known(User.Role role) {
        return TestAccounts.insert(
                database,
                directory.add("user-" + UUID.randomUUID().toString().substring(0, 8), User.State.ACTIVE, role));
    }
}
