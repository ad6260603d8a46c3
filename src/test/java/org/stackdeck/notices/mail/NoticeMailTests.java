package org.stackdeck.notices.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.TestAccounts;
import org.stackdeck.identity.User;
import org.stackdeck.identity.mail.MailContent;
import org.stackdeck.identity.mail.MailContent.MailItem;
import org.stackdeck.identity.mail.MailTestConfiguration;
import org.stackdeck.identity.mail.TestMailDelivery;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeMailContentFactory;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.NoticePreferenceService;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeStoreTestConfiguration;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@Import({
    MailTestConfiguration.class,
    TestMailDelivery.class,
    NoticeStoreTestConfiguration.class,
    NoticeMailJob.class,
    FakeUserDirectory.class,
    NoticeMailTests.Texts.class
})
class NoticeMailTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Texts {

        /** Creates mails whose subject consists of the language and the number of notices. */
        @Bean
        NoticeMailContentFactory noticeMailContentFactory() {
            return (_, shown, total, locale) -> new MailContent(
                    locale.toLanguageTag() + " " + total,
                    List.of(),
                    shown.stream()
                            .map(notice -> new MailItem(
                                    notice.kind() + " " + notice.content().count(), "", null))
                            .toList(),
                    null,
                    null,
                    "footer");
        }
    }

    @Autowired
    GreenMail server;

    @Autowired
    TestMailDelivery delivery;

    @Autowired
    NoticeMailJob job;

    @Autowired
    NoticeWriter writer;

    @Autowired
    NoticeService notices;

    @Autowired
    NoticePreferenceService preferences;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    JdbcClient database;

    @Autowired
    MutableClock clock;

    private User anna;

    @BeforeEach
    void userWithAddress() throws FolderException {
        database.sql("delete from notice_mail_queue").update();
        database.sql("delete from mail_messages").update();
        server.purgeEmailFromAllMailboxes();
        anna = known(User.Role.MEMBER);
        address(anna, "anna@example.org");
    }

    @Test
    void firstNoticeIsSentAtOnceAndLaterOnesTogetherAfterThePause() {
        for (int failure = 0; failure < 50; failure++) {
            write(anna, ending("grant-" + failure));
            clock.advance(Duration.ofSeconds(10));
            run();
        }
        // The 50 notices are written within 500 seconds, which is less than the pause.
        assertThat(subjects()).containsExactly("zh-CN 1");

        clock.advance(NoticeMailJob.PAUSE);
        run();
        assertThat(subjects()).containsExactly("zh-CN 1", "zh-CN 49");

        clock.advance(NoticeMailJob.PAUSE);
        run();
        assertThat(subjects()).hasSize(2);
    }

    @Test
    void aUserReceivesAtMostSixMessagesAnHour() {
        for (int second = 0; second < 3_600; second += 30) {
            write(anna, ending("grant-" + second));
            run();
            clock.advance(Duration.ofSeconds(30));
        }

        assertThat(subjects()).hasSizeLessThanOrEqualTo(6).hasSizeGreaterThan(3);
    }

    @Test
    void messageShowsTheNewestNotices() throws MessagingException {
        for (int grant = 0; grant < 25; grant++) {
            write(anna, ending("grant-" + grant));
        }
        run();

        assertThat(subjects()).containsExactly("zh-CN 25");
        assertThat(GreenMailUtil.getBody(messages().getFirst()).lines().filter(line -> line.startsWith("* ")))
                .hasSize(NoticeMailJob.MAX_SHOWN);
    }

    @Test
    void noticesThatWereReadOrDisabledAreNotSent() {
        write(anna, ending("read"));
        notices.markAllRead(FakeUserDirectory.caller(anna));
        preferences.set(FakeUserDirectory.caller(anna), NoticeKind.SERVER_ERROR, NoticeChannel.EMAIL, false);
        write(anna, content(NoticeKind.SERVER_ERROR, "web"));
        write(anna, content(NoticeKind.SERVER_CHANGED, "web"));
        run();

        assertThat(subjects()).isEmpty();
        assertThat(queued()).isZero();
    }

    @Test
    void eventsAreAddedToTheNextMessageAfterTheirNoticeWasSent() {
        write(anna, content(NoticeKind.SERVER_ERROR, "web-1"));
        run();
        write(anna, content(NoticeKind.SERVER_ERROR, "web-2"));
        clock.advance(NoticeMailJob.PAUSE);
        run();

        assertThat(subjects()).containsExactly("zh-CN 1", "zh-CN 1");
        assertThat(GreenMailUtil.getBody(messages().getLast())).contains("SERVER_ERROR 2");
    }

    @Test
    void onlyAdministratorsReceiveNoticesForAdministrators() {
        write(anna, content(NoticeKind.ACCOUNT_PENDING, "ben"));
        run();
        assertThat(subjects()).isEmpty();

        User root = known(User.Role.ADMINISTRATOR);
        address(root, "root@example.org");
        write(root, content(NoticeKind.ACCOUNT_PENDING, "ben"));
        run();
        assertThat(subjects()).containsExactly("zh-CN 1");
    }

    @Test
    void disabledUserAndUserWithoutConfirmedAddressReceiveNothing() {
        User ben = known(User.Role.MEMBER);
        write(ben, ending("staff"));
        User pending = known(User.Role.MEMBER);
        database.sql(
                        "insert into account_emails (account_id, pending_address, language) values (?, 'p@example.org', 'en')")
                .param(pending.id().toString())
                .update();
        write(pending, ending("staff"));
        write(anna, ending("staff"));
        directory.add(anna.name().value(), User.State.DISABLED, User.Role.MEMBER);
        run();

        assertThat(subjects()).isEmpty();
        assertThat(queued()).isZero();
    }

    @Test
    void concurrentRunsSendEachNoticeOnce() throws Exception {
        List<User> users = new ArrayList<>();
        for (int user = 0; user < 5; user++) {
            User each = known(User.Role.MEMBER);
            address(each, "user-" + user + "@example.org");
            write(each, ending("staff"));
            users.add(each);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int instance = 0; instance < 4; instance++) {
                runs.add(threads.submit(job::run));
            }
            for (Future<?> each : runs) {
                each.get();
            }
        }
        delivery.run();

        assertThat(messages()).hasSameSizeAs(users);
    }

    @Test
    void readNoticesDoNotReduceTheNumberOfUnreadOnes() {
        Caller caller = FakeUserDirectory.caller(anna);
        write(anna, content(NoticeKind.SERVER_ERROR, "web"));
        clock.advance(Duration.ofSeconds(1));
        write(anna, ending("staff"));
        notices.markRead(caller, notices.listNewest(caller, 1).getFirst().id());

        assertThat(notices.listUnread(
                        caller, NoticeChannel.BROWSER, clock.instant().minusSeconds(10), 1))
                .extracting(notice -> notice.kind())
                .containsExactly(NoticeKind.SERVER_ERROR);
    }

    @Test
    void hiddenKindsAreNeitherListedNorCountedInTheApplication() {
        Caller caller = FakeUserDirectory.caller(anna);
        write(anna, content(NoticeKind.SERVER_ERROR, "web"));
        write(anna, ending("staff"));
        preferences.set(caller, NoticeKind.SERVER_ERROR, NoticeChannel.IN_APP, false);

        assertThat(notices.listNewest(caller, 10))
                .extracting(notice -> notice.kind())
                .containsExactly(NoticeKind.GRANT_ENDING);
        assertThat(notices.countUnread(caller)).isEqualTo(1);
        assertThat(notices.listUnread(
                        caller, NoticeChannel.BROWSER, clock.instant().minusSeconds(1), 10))
                .hasSize(2);
        assertThat(notices.listUnread(caller, NoticeChannel.BROWSER, clock.instant(), 10))
                .isEmpty();

        Arrays.stream(NoticeKind.values()).forEach(kind -> preferences.set(caller, kind, NoticeChannel.IN_APP, false));
        assertThat(notices.listNewest(caller, 10)).isEmpty();
        assertThat(notices.countUnread(caller)).isZero();
    }

    private void run() {
        job.run();
        delivery.run();
    }

    private List<MimeMessage> messages() {
        return List.of(server.getReceivedMessages());
    }

    private List<String> subjects() {
        return messages().stream().map(NoticeMailTests::subject).toList();
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private int queued() {
        return database.sql("select count(*) from notice_mail_queue")
                .query(Integer.class)
                .single();
    }

    private void write(User user, NoticeContent content) {
        writer.write(List.of(new NewNotice(user.id(), content)));
    }

    /** Creates content of a kind that is never grouped. */
    private static NoticeContent ending(String name) {
        return content(NoticeKind.GRANT_ENDING, name);
    }

    private static NoticeContent content(NoticeKind kind, String name) {
        return NoticeContent.of(kind, List.of(new NoticeObject("server", "lab", "id-" + name, name)));
    }

    private void address(User user, String address) {
        database.sql("insert into account_emails (account_id, address, language) values (?, ?, 'zh-CN')")
                .params(user.id().toString(), address)
                .update();
    }

    private User known(User.Role role) {
        return TestAccounts.insert(
                database,
                directory.add("user-" + UUID.randomUUID().toString().substring(0, 8), User.State.ACTIVE, role));
    }
}
