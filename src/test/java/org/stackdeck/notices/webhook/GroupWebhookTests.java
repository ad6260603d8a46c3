package org.stackdeck.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.User;
import org.stackdeck.identity.group.FakeGroupService;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.TestSecretBoxes;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.webhook.GroupWebhookException.Reason;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.delivery.MessageDelivery;

/** Tests webhooks in the database, and their messages to a real server on a loopback port. */
@DatabaseTest
@ExtendWith(OutputCaptureExtension.class)
class GroupWebhookTests {

    private static final Set<NoticeKind> KINDS = Set.of(NoticeKind.SERVER_ERROR, NoticeKind.OPERATION_FAILED);

    @Autowired
    private JdbcClient database;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-25T10:00:00Z"));
    private final FakeUserDirectory directory = new FakeUserDirectory();
    private final FakeGroupService groups = new FakeGroupService(directory);
    private final FakeAuditTrail audit = new FakeAuditTrail();
    private final TestChatServer server = new TestChatServer();
    private final WebhookAddressPolicy policy = new WebhookAddressPolicy(new WebhookProperties(true, true, ""));
    private final WebhookTransport transport = new WebhookTransport(
            policy,
            InetAddress::getAllByName,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            Duration.ofSeconds(10));
    private final Caller ada = FakeUserDirectory.caller(directory.administrator("ada"));
    private final User mia = directory.member("mia");
    private final User tom = directory.member("tom");
    private WebhookRepository repository;
    private WebhookOutbox outbox;
    private WebhookDeliveryJob job;
    private GroupWebhookService service;
    private Group team;

    /** Creates messages with the language, the kind and the name of the first object. */
    private static final class Texts implements ChatMessageFactory {

        @Override
        public ChatMessage create(NoticeContent content, Locale locale) {
            return new ChatMessage(
                    locale.toLanguageTag() + " " + content.kind(),
                    content.items().getFirst().name(),
                    "https://stackdeck.example/servers",
                    "Open");
        }

        @Override
        public ChatMessage createTest(GroupName group, Locale locale) {
            return new ChatMessage("test of " + group, "", null, "Open");
        }
    }

    @BeforeEach
    void create() {
        use(TestSecretBoxes.create());
        team = group("Web team", mia, tom);
    }

    private void use(SecretBox box) {
        repository = new WebhookRepository(database, box);
        outbox = new WebhookOutbox(repository, groups, directory, new Texts(), box, clock);
        job = new WebhookDeliveryJob(repository, outbox, transport, clock);
        service = new JdbcGroupWebhookService(
                repository,
                policy,
                transport,
                new Texts(),
                groups,
                directory,
                TestAdminActionExecutors.of(directory, audit),
                _ -> {});
    }

    @AfterEach
    void clear() {
        server.close();
        database.sql("delete from group_webhooks").update();
    }

    @Test
    void groupWithSeveralMembersReceivesOneMessageForAnEvent() {
        save(true);
        WebhookEvent event = event(NoticeKind.SERVER_ERROR, "event-1", "web", mia, tom);
        write(event);
        write(event);
        job.run();
        write(event);
        job.run();

        assertThat(server.received())
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("\"text\":\"zh-CN SERVER_ERROR\\nweb\\n<https://stackdeck.example/servers|Open>\"")
                        .contains("\"blocks\":[{"));
        assertThat(database.sql("select content from group_webhook_messages")
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void twoInstancesSendEachMessageOnce() throws ExecutionException, InterruptedException {
        save(true);
        for (int number = 0; number < 30; number++) {
            write(event(NoticeKind.SERVER_ERROR, null, "web-" + number, mia, tom));
        }
        WebhookDeliveryJob other = new WebhookDeliveryJob(repository, outbox, transport, clock);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            List<Future<?>> running = new ArrayList<>();
            for (int run = 0; run < 10; run++) {
                running.add(executor.submit(job::run));
                running.add(executor.submit(other::run));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }

        assertThat(server.received()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void eventThatAnActiveMemberMayNotSeeIsNotSent() {
        save(true);
        write(event(NoticeKind.SERVER_ERROR, null, "hidden", mia));
        job.run();
        assertThat(server.received()).isEmpty();

        directory.add("tom", User.State.DISABLED, User.Role.MEMBER);
        write(event(NoticeKind.SERVER_ERROR, null, "visible", mia));
        job.run();
        assertThat(server.received()).singleElement().asString().contains("visible");
    }

    @Test
    void groupWithoutActiveMembersReceivesNothing() {
        save(true);
        directory.add("mia", User.State.DISABLED, User.Role.MEMBER);
        directory.add("tom", User.State.PENDING, User.Role.MEMBER);
        write(event(NoticeKind.SERVER_ERROR, null, "web"));
        job.run();

        assertThat(server.received()).isEmpty();
    }

    @Test
    void kindsThatAreNotSelectedAreNotSent() {
        save(true);
        write(event(NoticeKind.SERVER_CHANGED, null, "web", mia, tom));
        write(event(NoticeKind.OPERATION_FAILED, null, "web", mia, tom));
        job.run();

        assertThat(server.received()).singleElement().asString().contains("OPERATION_FAILED");
    }

    @Test
    void failedMessageIsSentAgainAfterGrowingPausesAndTheFailureIsShown() {
        save(true);
        server.respondWith(500);
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();
        job.run();
        assertThat(server.requests()).hasSize(1);
        assertThat(webhook().failure()).isEqualTo(new GroupWebhook.WebhookFailure("http-500", clock.instant()));

        clock.advance(MessageDelivery.pause(0));
        job.run();
        clock.advance(MessageDelivery.pause(0));
        job.run();
        assertThat(server.requests()).hasSize(2);

        server.respondWith(200);
        clock.advance(MessageDelivery.pause(1));
        job.run();
        assertThat(server.received()).hasSize(1);
        assertThat(webhook().failure()).isNull();
    }

    @Test
    void messageThatIsNotDeliveredWithinADayIsGivenUp() {
        save(true);
        server.respondWith(404);
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();
        clock.advance(Duration.ofHours(24));
        job.run();
        server.respondWith(200);
        clock.advance(Duration.ofHours(1));
        job.run();

        assertThat(server.received()).isEmpty();
        assertThat(states()).containsExactly("FAILED");
        assertThat(webhook().failure()).isNotNull();
        clock.advance(Duration.ofDays(31));
        job.deleteExpired();
        assertThat(states()).isEmpty();
    }

    @Test
    void failingWebhookDoesNotDelayOthers() {
        save(true);
        Group others = group("Other team", mia);
        service.save(
                ada,
                others.id(),
                new WebhookSettings(new WebhookUrl("http://127.0.0.1:1/hooks"), Locale.ENGLISH, KINDS, true));
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();

        assertThat(server.received()).hasSize(1);
        assertThat(service.find(ada, others.id()).orElseThrow().failure())
                .extracting(GroupWebhook.WebhookFailure::reason)
                .isEqualTo("connection");
    }

    @Test
    void disabledWebhookSendsNeitherWaitingNorNewMessages() {
        save(true);
        write(event(NoticeKind.SERVER_ERROR, null, "waiting", mia, tom));
        save(false);
        write(event(NoticeKind.SERVER_ERROR, null, "new", mia, tom));
        job.run();
        save(true);
        job.run();

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void deletedWebhookSendsNoWaitingMessages() {
        save(true);
        write(event(NoticeKind.SERVER_ERROR, null, "waiting", mia, tom));
        service.delete(ada, team.id());
        job.run();

        assertThat(server.requests()).isEmpty();
        assertThat(service.list(ada)).isEmpty();
        assertThat(states()).isEmpty();
    }

    @Test
    void messagesBeyondTheLimitAreDroppedAndReported(CapturedOutput output) {
        save(true);
        for (int number = 0; number < WebhookOutbox.MAX_PENDING + 2; number++) {
            write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        }

        assertThat(states()).hasSize(WebhookOutbox.MAX_PENDING);
        assertThat(webhook().failure())
                .extracting(GroupWebhook.WebhookFailure::reason)
                .isEqualTo("too-many-messages");
        assertThat(output.getAll()).containsOnlyOnce("are dropped");
        job.run();
        assertThat(webhook().failure()).isNotNull();
        clock.advance(Duration.ofHours(23));
        job.run();
        assertThat(webhook().failure()).isNotNull();
        save(true);
        assertThat(webhook().failure()).isNull();
    }

    @Test
    void storedUrlIsKeptIfNoneIsEntered() {
        save(true);
        service.save(ada, team.id(), new WebhookSettings(null, Locale.ENGLISH, KINDS, true));
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();

        assertThat(server.received()).singleElement().asString().contains("en SERVER_ERROR");
        Group others = group("Other team", mia);
        assertRefused(
                Reason.URL_REQUIRED,
                () -> service.save(ada, others.id(), new WebhookSettings(null, Locale.ENGLISH, KINDS, true)));
    }

    @Test
    void addressThatIsNotAllowedIsNotStored() {
        WebhookUrl metadata = new WebhookUrl("https://169.254.169.254/latest/meta-data");
        assertRefused(
                Reason.ADDRESS_NOT_ALLOWED,
                () -> service.save(ada, team.id(), new WebhookSettings(metadata, Locale.ENGLISH, KINDS, true)));
        assertRefused(
                Reason.ADDRESS_NOT_ALLOWED,
                () -> service.sendTest(ada, team.id(), new WebhookSettings(metadata, Locale.ENGLISH, KINDS, true)));

        assertThat(service.list(ada)).isEmpty();
    }

    @Test
    void testMessageIsSentAtOnceAndAudited() {
        WebhookSettings entered = new WebhookSettings(server.url(), Locale.ENGLISH, KINDS, true);
        assertThat(service.sendTest(ada, team.id(), entered)).isEmpty();
        server.respondWith(302);
        assertThat(service.sendTest(ada, team.id(), entered)).contains("redirect");

        assertThat(server.received()).singleElement().asString().contains("test of Web team");
        assertThat(server.requests()).noneMatch(request -> request.contains("redirected"));
        assertThat(audit.actions()).containsExactly("group.webhook.test", "group.webhook.test");
        assertThat(service.list(ada)).isEmpty();
    }

    @Test
    void changesAreAudited() {
        save(true);
        save(false);
        service.delete(ada, team.id());
        service.delete(ada, team.id());

        assertThat(audit.actions())
                .containsExactly("group.webhook.create", "group.webhook.update", "group.webhook.remove");
        assertThat(audit.entries())
                .allSatisfy(entry -> assertThat(entry.objectName()).isEqualTo("Web team"));
    }

    @Test
    void membersCanNeitherReadNorChangeWebhooks() {
        save(true);
        audit.clear();
        Caller member = FakeUserDirectory.caller(mia);
        WebhookSettings settings = new WebhookSettings(null, Locale.ENGLISH, KINDS, true);
        assertForbidden(() -> service.list(member));
        assertForbidden(() -> service.find(member, team.id()));
        assertForbidden(() -> service.save(member, team.id(), settings));
        assertForbidden(() -> service.delete(member, team.id()));
        assertForbidden(() -> service.sendTest(member, team.id(), settings));
        assertForbidden(() -> service.requireTestPermission(member, team.id()));

        assertThat(server.requests()).isEmpty();
        assertThat(audit.entries())
                .hasSize(4)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
        assertThat(webhook().enabled()).isTrue();
    }

    @Test
    void urlIsInNoOutput(CapturedOutput output) {
        save(true);
        server.respondWith(500);
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();
        var _ = service.sendTest(ada, team.id(), new WebhookSettings(server.url(), Locale.ENGLISH, KINDS, true));

        assertThat(webhook().host()).isEqualTo("127.0.0.1");
        assertThat(webhook().ending()).isEqualTo("a1b2");
        assertThat(database.sql("select url from group_webhooks")
                                .query(String.class)
                                .single()
                        + database.sql("select content from group_webhook_messages")
                                .query(String.class)
                                .single())
                .doesNotContain("secret-token", "web");
        assertThat(webhook() + audit.entries().toString() + service.list(ada) + output.getAll())
                .contains("http-500")
                .doesNotContain("secret-token", "secret response");
    }

    @Test
    void webhookWhoseKeyIsLostNeedsItsUrlAgain() {
        save(true);
        use(TestSecretBoxes.create((byte) 1));
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));
        job.run();

        assertThat(new WebhookEncryptedColumns.UrlColumn().countUnreadable(database, TestSecretBoxes.create((byte) 1)))
                .isEqualTo(1);
        assertThat(webhook().host()).isEmpty();
        assertThat(webhook().failure())
                .extracting(GroupWebhook.WebhookFailure::reason)
                .isEqualTo("unreadable");
        assertRefused(
                Reason.URL_REQUIRED,
                () -> service.save(ada, team.id(), new WebhookSettings(null, Locale.ENGLISH, KINDS, true)));
        save(true);
        clock.advance(MessageDelivery.pause(0));
        job.run();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void failureToStoreTheStateOfAWebhookDoesNotRepeatMessages() {
        save(true);
        WebhookRepository failing = new WebhookRepository(database, TestSecretBoxes.create()) {
            @Override
            void recordFailure(GroupId group, String reason, Instant at) {
                throw new DataAccessResourceFailureException("the database is down");
            }

            @Override
            void clearFailure(GroupId group, Instant now) {
                throw new DataAccessResourceFailureException("the database is down");
            }
        };
        job = new WebhookDeliveryJob(failing, outbox, transport, clock);
        write(event(NoticeKind.SERVER_ERROR, null, "first", mia, tom));
        write(event(NoticeKind.SERVER_ERROR, null, "second", mia, tom));
        job.run();
        assertThat(states()).containsExactly("SENT", "SENT");
        clock.advance(MessageDelivery.LEASE);
        job.run();
        assertThat(server.received()).hasSize(2);

        server.respondWith(500);
        write(event(NoticeKind.SERVER_ERROR, null, "third", mia, tom));
        job.run();
        clock.advance(MessageDelivery.pause(0));
        server.respondWith(200);
        job.run();
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void failureOfOneEventOrWebhookDoesNotAffectOthers() {
        save(true);
        Group others = group("Other team", mia);
        service.save(ada, others.id(), new WebhookSettings(server.url(), Locale.ENGLISH, KINDS, true));
        WebhookEvent failing = new WebhookEvent(NoticeKind.SERVER_ERROR, null, members -> {
            throw new IllegalStateException("no content for " + members.size());
        });
        List<WebhookEvent> events = List.of(failing, event(NoticeKind.SERVER_ERROR, null, "web", mia, tom), failing);

        assertThatIllegalStateException().isThrownBy(() -> outbox.write(events));
        job.run();
        assertThat(server.received()).hasSize(2).allMatch(body -> body.contains("web"));
    }

    @Test
    void eventsLoadNoMembersWithoutAnEnabledWebhook() {
        save(false);
        outbox = new WebhookOutbox(
                repository,
                new FakeGroupService(directory) {
                    @Override
                    public Optional<Group> find(GroupId id) {
                        throw new AssertionError("members are loaded");
                    }
                },
                directory,
                new Texts(),
                TestSecretBoxes.create(),
                clock);
        write(event(NoticeKind.SERVER_ERROR, null, "web", mia, tom));

        assertThat(states()).isEmpty();
    }

    @Test
    void webhookWhoseUrlIsUnreadableOrNoLongerAllowedCanBeDisabled() {
        save(true);
        WebhookSettings disabled = new WebhookSettings(null, Locale.ENGLISH, KINDS, false);
        GroupWebhookService strict = new JdbcGroupWebhookService(
                repository,
                new WebhookAddressPolicy(new WebhookProperties(true, false, "")),
                transport,
                new Texts(),
                groups,
                directory,
                TestAdminActionExecutors.of(directory, audit),
                _ -> {});
        write(event(NoticeKind.SERVER_ERROR, null, "waiting", mia, tom));
        assertThat(strict.save(ada, team.id(), disabled).enabled()).isFalse();
        assertThat(states()).isEmpty();
        assertRefused(
                Reason.ADDRESS_NOT_ALLOWED,
                () -> strict.save(ada, team.id(), new WebhookSettings(null, Locale.ENGLISH, KINDS, true)));

        save(true);
        use(TestSecretBoxes.create((byte) 1));
        assertThat(service.save(ada, team.id(), disabled).enabled()).isFalse();
        Group others = group("Other team", mia);
        assertRefused(Reason.URL_REQUIRED, () -> service.save(ada, others.id(), disabled));
    }

    private void write(WebhookEvent event) {
        outbox.write(List.of(event));
    }

    private void save(boolean enabled) {
        service.save(ada, team.id(), new WebhookSettings(server.url(), Locale.SIMPLIFIED_CHINESE, KINDS, enabled));
    }

    private GroupWebhook webhook() {
        return service.find(ada, team.id()).orElseThrow();
    }

    private List<String> states() {
        return database.sql("select state from group_webhook_messages")
                .query(String.class)
                .list();
    }

    private Group group(String name, User... members) {
        Group created = groups.create(
                ada,
                new GroupName(name),
                List.of(members).stream().map(User::id).collect(Collectors.toSet()));
        database.sql("insert into user_groups (id, name) values (?, ?)")
                .params(created.id().toString(), name + " " + UUID.randomUUID())
                .update();
        return created;
    }

    /** Creates an event that only these users may see. */
    private static WebhookEvent event(NoticeKind kind, @Nullable String id, String object, User... viewers) {
        NoticeContent content = NoticeContent.of(kind, List.of(new NoticeObject("server", "lab", "id", object)));
        List<User> all = List.of(viewers);
        return new WebhookEvent(kind, id, members -> Optional.of(content).filter(_ -> all.containsAll(members)));
    }

    private static void assertRefused(Reason reason, Runnable action) {
        assertThatExceptionOfType(GroupWebhookException.class)
                .isThrownBy(action::run)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertForbidden(Runnable action) {
        assertThatExceptionOfType(NotAdministratorException.class).isThrownBy(action::run);
    }
}
