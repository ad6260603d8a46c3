package org.stackdeck.identity.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.mail.MailContent.MailItem;
import org.stackdeck.identity.mail.MailContent.MailLink;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.platform.delivery.DueMessage;
import org.stackdeck.platform.delivery.MessageDelivery;
import org.stackdeck.platform.startup.StartupException;

@DatabaseTest
@Import({MailTestConfiguration.class, FakeUserDirectory.class})
class MailDeliveryTests {

    private static final EmailAddress ANNA = new EmailAddress("anna@example.org");

    @Autowired
    GreenMail server;

    @Autowired
    MailOutbox outbox;

    @Autowired
    MailRepository repository;

    @Autowired
    MailDeliveryJob job;

    @Autowired
    MailSenderProperties settings;

    @Autowired
    PublicUrl publicUrl;

    @Autowired
    ObjectProvider<SslBundles> sslBundles;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void emptyMailboxes() throws FolderException {
        database.sql("delete from mail_messages").update();
        server.purgeEmailFromAllMailboxes();
    }

    @Test
    void messageHasBothPartsAndTheHeadersOfAnAutomaticMessage() throws Exception {
        add(content("Notices", "云主机 \"web\" <b>"));
        job.run();

        MimeMessage received = onlyMessage();
        assertThat(received.getSubject()).isEqualTo("Notices");
        assertThat(received.getHeader("To")).containsExactly("anna@example.org");
        assertThat(received.getHeader("From")[0]).isEqualTo("Stackdeck <stackdeck@example.org>");
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getMessageID()).endsWith("@stackdeck.example>");
        assertThat(part(received, "text/plain"))
                .contains("* 云主机 \"web\" <b>", "https://stackdeck.example/servers", "    AAAA-BBBB");
        assertThat(part(received, "text/html"))
                .contains("云主机 &quot;web&quot; &lt;b&gt;", "href=\"https://stackdeck.example/servers\"", "AAAA-BBBB")
                .doesNotContain("<b>");
        assertThat(states()).containsExactly("SENT");
        assertThat(contents()).isZero();
    }

    @Test
    void lineBreaksInNamesAddNeitherHeadersNorLines() throws Exception {
        add(content("Notices\r\nBcc: ben@example.org\r\n\r\nbody", "web\r\nBcc: ben@example.org\u2028\u202Egnp"));
        job.run();

        MimeMessage received = onlyMessage();
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(received.getSubject()).startsWith("Notices  Bcc: ");
        assertThat(part(received, "text/plain").lines()).contains("* web  Bcc: ben@example.org  gnp");
    }

    @Test
    void storedMessageIsEncrypted() {
        add(content("Notices", "web"));

        assertThat(database.sql("select content from mail_messages")
                        .query(String.class)
                        .single())
                .doesNotContain("AAAA-BBBB", "anna", "web");
    }

    @Test
    void messageIsStoredOnlyInATransaction() {
        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> outbox.add(MailKind.NOTICES, null, ANNA, content("Notices", "web"), Locale.ENGLISH));

        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            outbox.add(MailKind.NOTICES, null, ANNA, content("Notices", "web"), Locale.ENGLISH);
            transaction.setRollbackOnly();
        });
        assertThat(states()).isEmpty();
    }

    @Test
    void twoInstancesSendAMessageOnce() throws Exception {
        for (int message = 0; message < 20; message++) {
            add(content("Message " + message, "web"));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (int instance = 0; instance < 4; instance++) {
                MailDeliveryJob other = new MailDeliveryJob(repository, outbox, transport(smtpPort()), clock);
                runs.add(threads.submit(other::run));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }

        assertThat(Arrays.stream(server.getReceivedMessages()).map(MailDeliveryTests::subject))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void messageOfAKilledProcessIsSentAgainAfterTheLease() throws Exception {
        add(content("Notices", "web"));
        DueMessage due = repository.queue().findDue(clock.instant(), 10).getFirst();
        assertThat(repository
                        .queue()
                        .claim(due, clock.instant(), clock.instant().plus(MessageDelivery.LEASE)))
                .isTrue();

        job.run();
        assertThat(server.getReceivedMessages()).isEmpty();

        clock.advance(MessageDelivery.LEASE);
        job.run();
        job.run();
        assertThat(onlyMessage().getMessageID()).contains(due.id().toString());
    }

    @Test
    void unavailableServerIsTriedWithPausesUntilTheMessageExpires() {
        add(content("First", "web"));
        add(content("Second", "web"));
        int unused = unusedPort();
        MailDeliveryJob away = new MailDeliveryJob(repository, outbox, transport(unused), clock);

        away.run();
        assertThat(attempts()).containsExactlyInAnyOrder(1, 0);
        assertThat(states()).containsOnly("PENDING");

        int runs = 0;
        while (states().contains("PENDING")) {
            assertThat(++runs).isLessThan(2_000);
            clock.advance(Duration.ofMinutes(1));
            away.run();
        }
        assertThat(states()).containsOnly("FAILED");
        assertThat(Duration.ofMinutes(runs))
                .as("the last attempt is in the last hour of the lifetime")
                .isBetween(MailKind.NOTICES.lifetime().minusHours(1).minusMinutes(2), MailKind.NOTICES.lifetime());
        assertThat(contents()).isZero();
        assertThat(repository.findFailures(10))
                .hasSize(2)
                .allSatisfy(failed -> assertThat(failed.failure()).isEqualTo("connection"))
                .allMatch(FailedMail::isFinal);
    }

    @Test
    void messageIsSentWhenTheServerIsAvailableAgain() throws Exception {
        add(content("Notices", "web"));
        new MailDeliveryJob(repository, outbox, transport(unusedPort()), clock).run();

        job.run();
        assertThat(server.getReceivedMessages()).isEmpty();

        clock.advance(MessageDelivery.pause(0));
        job.run();
        assertThat(onlyMessage().getSubject()).isEqualTo("Notices");
        assertThat(repository.findFailures(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"550 no such user anna, FAILED, smtp-550", "451 try later, PENDING, smtp-451"})
    void refusedRecipientEndsTheDeliveryOnlyIfTheRefusalIsFinal(String reply, String state, String failure) {
        add(content("Notices", "web"));
        try (TestSmtpServer refusing = new TestSmtpServer(reply)) {
            new MailDeliveryJob(repository, outbox, transport(refusing.port()), clock).run();
        }

        assertThat(states()).containsExactly(state);
        assertThat(repository.findFailures(10))
                .singleElement()
                .satisfies(failed -> assertThat(failed.failure()).isEqualTo(failure));
    }

    @Test
    void acceptedMessageIsNotSentAgainIfTheConnectionEndsAbruptly() {
        add(content("Notices", "web"));
        try (TestSmtpServer abrupt = new TestSmtpServer("250 ok")) {
            new MailDeliveryJob(repository, outbox, transport(abrupt.port()), clock).run();
            assertThat(abrupt.commands()).contains("DATA");
        }

        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void serverThatDoesNotReplyIsGivenUpAfterTheTimeLimit() {
        add(content("Notices", "web"));
        try (TestSmtpServer silent = new TestSmtpServer("")) {
            new MailDeliveryJob(repository, outbox, transport(silent.port()), clock).run();
        }

        assertThat(states()).containsExactly("PENDING");
        assertThat(attempts()).containsExactly(1);
    }

    @Test
    void messageWithAnExpiredCodeIsNotSent() {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ -> outbox.add(MailKind.PASSWORD_RESET, null, ANNA, content("Code", "web"), Locale.ENGLISH));
        clock.advance(Duration.ofMinutes(30));
        job.run();

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(states()).containsExactly("FAILED");
        assertThat(contents()).isZero();
    }

    @Test
    void messagesAreDeletedAfterThirtyDays() {
        add(content("Notices", "web"));
        clock.advance(Duration.ofDays(31));
        job.deleteExpired();

        assertThat(states()).isEmpty();
    }

    @Test
    void remoteServerMustEncryptTheConnection() {
        // The address reaches this machine, but only 127.0.0.1, ::1 and localhost may be used without encryption.
        String address = "127.0.0.2";
        add(content("Notices", "web"));
        try (TestSmtpServer withoutEncryption = new TestSmtpServer("550 no", address)) {
            MailProperties remote = properties(withoutEncryption.port());
            remote.setHost(address);
            new MailDeliveryJob(repository, outbox, new MailTransport(remote, settings, publicUrl, sslBundles), clock)
                    .run();

            assertThat(withoutEncryption.commands()).contains("EHLO").doesNotContain("MAIL");
        }
        assertThat(states()).containsExactly("PENDING");
    }

    @Test
    void incompleteConfigurationNamesTheProperty() {
        MailProperties connection = properties(25);
        PublicUrl unset = new PublicUrl("", InetAddress.getLoopbackAddress(), 8080, "none");

        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new MailTransport(connection, new MailSenderProperties(""), publicUrl, sslBundles))
                .withMessageContaining("stackdeck.mail.from");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() ->
                        new MailTransport(connection, new MailSenderProperties("a\r\nb@c"), publicUrl, sslBundles))
                .withMessageContaining("stackdeck.mail.from");
        assertThatExceptionOfType(StartupException.class)
                .isThrownBy(() -> new MailTransport(connection, settings, unset, sslBundles))
                .withMessageContaining("stackdeck.public-url");
        assertThat(new MailTransport(new MailProperties(), new MailSenderProperties(""), unset, sslBundles)
                        .isConfigured())
                .isFalse();
    }

    private void add(MailContent content) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> outbox.add(MailKind.NOTICES, null, ANNA, content, Locale.ENGLISH));
    }

    private static MailContent content(String subject, String name) {
        return new MailContent(
                subject,
                List.of("A paragraph"),
                List.of(new MailItem(name, "detail", "https://stackdeck.example/servers")),
                "AAAA-BBBB",
                new MailLink("Open", "https://stackdeck.example/account"),
                "Footer");
    }

    private MailTransport transport(int port) {
        return new MailTransport(properties(port), settings, publicUrl, sslBundles);
    }

    private static MailProperties properties(int port) {
        MailProperties properties = new MailProperties();
        properties.setHost("127.0.0.1");
        properties.setPort(port);
        properties.getProperties().put("mail.smtp.timeout", "500");
        return properties;
    }

    private int smtpPort() {
        return server.getSmtp().getPort();
    }

    private static int unusedPort() {
        TestSmtpServer closed = new TestSmtpServer("");
        closed.close();
        return closed.port();
    }

    private MimeMessage onlyMessage() {
        assertThat(server.getReceivedMessages()).hasSize(1);
        return server.getReceivedMessages()[0];
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Object message, String type) throws Exception {
        if (message instanceof Part part) {
            if (part.isMimeType(type)) {
                return String.valueOf(part.getContent());
            }
            return part.getContent() instanceof Multipart parts ? part(parts, type) : "";
        }
        StringBuilder found = new StringBuilder();
        Multipart parts = (Multipart) message;
        for (int each = 0; each < parts.getCount(); each++) {
            found.append(part(parts.getBodyPart(each), type));
        }
        return found.toString();
    }

    private List<String> states() {
        return database.sql("select state from mail_messages")
                .query(String.class)
                .list();
    }

    private List<Integer> attempts() {
        return database.sql("select attempts from mail_messages")
                .query(Integer.class)
                .list();
    }

    private int contents() {
        return database.sql("select count(*) from mail_messages where content is not null")
                .query(Integer.class)
                .single();
    }
}
