package org.stackdeck.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.FakeCloudConnector;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.cloud.connection.PersistedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.cloud.openstack.TestConnectors;
import org.stackdeck.connections.CloudConnectionException.Reason;
import org.stackdeck.connections.CloudConnectionService.EnteredSettings;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.AdminActionExecutor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.TestAdminActionExecutors;
import org.stackdeck.identity.secret.TestSecretBoxes;
import org.stackdeck.platform.TestLatches;

@DatabaseTest
class CloudConnectionServiceTests {

    private static final String URL = "https://keystone.example:5000/v3";
    private static final String PASSWORD = "correct horse";
    private static final String BROKER = "amqps://stackdeck:hush@rabbit.example/";

    @Autowired
    private JdbcClient database;

    @Autowired
    private PlatformTransactionManager transactions;

    private final FakeUserDirectory directory = new FakeUserDirectory();
    private final FakeAuditTrail audit = new FakeAuditTrail();
    private final FakeCloudConnector connector = new FakeCloudConnector();
    private final Caller ada = FakeUserDirectory.caller(directory.administrator("ada"));
    private final Caller mia = FakeUserDirectory.caller(directory.member("mia"));
    private CloudConnectionRepository repository;
    private CloudConnectionRefresher refresher;
    private CloudConnectionService service;

    @BeforeEach
    void create() {
        repository = new CloudConnectionRepository(database, TestSecretBoxes.create());
        refresher = new CloudConnectionRefresher(repository, connector);
        service = service(connector);
    }

    private CloudConnectionService service(CloudConnector used) {
        AdminActionExecutor executor = TestAdminActionExecutors.of(directory, audit, transactions);
        return new CloudConnectionService(repository, refresher, used, directory, executor, Clock.systemUTC(), _ -> {});
    }

    @AfterEach
    void clear() {
        refresher.close();
        database.sql("delete from cloud_connection").update();
    }

    @Test
    void connectionIsStoredWithoutReadableSecretsAndUsedAtOnce() {
        service.create(ada, entered("prod", Map.of(CloudSetting.NOTIFICATIONS_URL, BROKER)));

        assertThat(service.list(ada)).singleElement().satisfies(connection -> {
            assertThat(connection.settings().values())
                    .containsEntry(CloudSetting.AUTH_URL, URL)
                    .doesNotContainKeys(CloudSetting.PASSWORD, CloudSetting.NOTIFICATIONS_URL);
            assertThat(connection.notified()).isTrue();
            assertThat(connection.readable()).isEqualTo(ReadablePart.ALL);
            assertThat(connection.changedBy()).isEqualTo("ada");
        });
        assertThat(connector.connected())
                .singleElement()
                .satisfies(settings ->
                        assertThat(settings.value(CloudSetting.PASSWORD)).isEqualTo(PASSWORD));
        assertThat(row()).doesNotContain("horse").doesNotContain("hush");
        assertThat(audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("cloud.connect");
            assertThat(entry.result()).isEqualTo(AuditEntry.Result.SUCCESS);
            assertThat(entry.detailText()).contains(URL).doesNotContain("horse").doesNotContain("hush");
        });
    }

    private String row() {
        return database.sql("select settings, secrets from cloud_connection")
                .query((row, _) -> row.getString(1) + row.getString(2))
                .single();
    }

    @Test
    void storedSecretsAreUsedForTheSameDestinationOnly() {
        service.create(ada, entered("prod", Map.of(CloudSetting.NOTIFICATIONS_URL, BROKER)));

        EnteredSettings otherRegion = withoutSecret("prod", 1, Map.of(CloudSetting.REGION_NAME, "RegionTwo"));
        service.update(ada, new EnteredSettings(otherRegion.settings(), 1, true));
        assertThat(connector.connected())
                .singleElement()
                .satisfies(settings -> assertThat(settings.values())
                        .containsEntry(CloudSetting.PASSWORD, PASSWORD)
                        .containsEntry(CloudSetting.NOTIFICATIONS_URL, BROKER)
                        .containsEntry(CloudSetting.REGION_NAME, "RegionTwo"));

        for (Map<CloudSetting, String> moved : List.of(
                Map.of(CloudSetting.AUTH_URL, "https://evil.example/v3"),
                Map.of(CloudSetting.VERIFY, "false"),
                Map.of(CloudSetting.CA_CERTIFICATES, "-----BEGIN CERTIFICATE-----"))) {
            EnteredSettings entered = withoutSecret("prod", 2, moved);
            assertRefused(Reason.SECRET_REQUIRED, () -> service.update(ada, entered));
            assertRefused(Reason.SECRET_REQUIRED, () -> service.test(ada, entered, new SilentListener()));
        }
        assertThat(connector.tested()).isNull();
        assertThat(audit.entries())
                .last()
                .satisfies(entry -> assertThat(entry.detailText()).contains("region_name"));
    }

    @Test
    void storedNotificationUrlIsNotSentUnderOtherTlsSettings() {
        service.create(ada, entered("prod", Map.of(CloudSetting.NOTIFICATIONS_URL, BROKER)));
        EnteredSettings unverified = new EnteredSettings(
                entered("prod", Map.of(CloudSetting.VERIFY, "false")).settings(), 1, true);

        assertRefused(Reason.SECRET_REQUIRED, () -> service.update(ada, unverified));

        service.update(ada, new EnteredSettings(unverified.settings(), 1, false));
        assertThat(service.list(ada))
                .singleElement()
                .satisfies(connection -> assertThat(connection.notified()).isFalse());
    }

    @Test
    void secretOfAChangedRowCannotBeRead() {
        service.create(ada, entered("prod", Map.of()));
        service.create(ada, entered("other", Map.of(CloudSetting.AUTH_URL, "https://other.example/v3")));
        database.sql("update cloud_connection set settings = replace(settings, 'keystone.example', 'evil.example')")
                .update();
        refresher.refresh();

        assertThat(connector.stored())
                .extracting(PersistedSettings::readable)
                .containsExactly(ReadablePart.WITHOUT_SECRETS, ReadablePart.ALL);
        assertThat(connector.connected().getFirst()).satisfies(settings -> {
            assertThat(settings.value(CloudSetting.AUTH_URL)).contains("evil");
            assertThat(settings.value(CloudSetting.PASSWORD)).isEmpty();
        });
        assertThat(new CloudConnectionSecretsEncryptedColumn().countUnreadable(database, TestSecretBoxes.create()))
                .isEqualTo(1);
    }

    @Test
    void damagedRowDisablesOnlyItsConnection() {
        service.create(ada, entered("prod", Map.of()));
        service.create(ada, entered("other", Map.of(CloudSetting.AUTH_URL, "https://other.example/v3")));

        for (String damaged : List.of("no JSON", "{\"auth_url\": \"https", "null", "[]", "{\"auth_url\": null}", "")) {
            database.sql("update cloud_connection set settings = ? where name = 'prod'")
                    .param(damaged)
                    .update();
            refresher.afterSingletonsInstantiated();

            assertThat(connector.stored())
                    .as(damaged)
                    .extracting(PersistedSettings::readable)
                    .containsExactly(ReadablePart.NAME, ReadablePart.ALL);
        }
        assertThat(connector.connected().getLast().value(CloudSetting.PASSWORD)).isEqualTo(PASSWORD);
        assertThat(new CloudConnectionSecretsEncryptedColumn().countUnreadable(database, TestSecretBoxes.create()))
                .isEqualTo(1);
    }

    @Test
    void unreadableConnectionsAreEnteredAgainOrDeleted() {
        service.create(ada, entered("prod", Map.of()));
        service.create(ada, entered("other", Map.of(CloudSetting.AUTH_URL, "https://other.example/v3")));
        database.sql("update cloud_connection set settings = 'no JSON', secrets = '1.xyz'")
                .update();

        assertRefused(Reason.SECRET_REQUIRED, () -> service.update(ada, withoutSecret("prod", 1, Map.of())));
        service.update(ada, enteredWith("prod", 1, Map.of(), true));
        service.delete(ada, service.list(ada).getLast());

        assertThat(connector.stored())
                .singleElement()
                .extracting(PersistedSettings::readable)
                .isEqualTo(ReadablePart.ALL);
    }

    @Test
    void changeThatCannotBeAppliedAtOnceIsStoredAndAppliedByTheNextRefresh() {
        connector.onConnect(() -> {
            throw new IllegalStateException("not now");
        });
        service.create(ada, entered("prod", Map.of()));
        assertThat(service.list(ada)).hasSize(1);
        assertThat(connector.connected()).isEmpty();

        connector.onConnect(() -> {});
        refresher.refresh();

        assertThat(connector.connected()).hasSize(1);
    }

    @Test
    void nameOfAnotherEntryIsRefused() {
        service.create(ada, entered("prod", Map.of()));

        assertRefused(Reason.NAME_TAKEN, () -> service.create(ada, entered("prod", Map.of())));
        assertRefused(Reason.NAME_TAKEN, () -> service.create(ada, entered("from-file", Map.of())));
        assertThat(service.list(ada)).hasSize(1);
    }

    @Test
    void changeOfAnOutdatedConnectionIsRefused() {
        service.create(ada, entered("prod", Map.of()));
        CloudConnection first = service.list(ada).getFirst();
        service.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.REGION_NAME, "RegionTwo")));

        assertRefused(Reason.CHANGED_MEANWHILE, () -> service.update(ada, withoutSecret("prod", 1, Map.of())));
        assertRefused(Reason.CHANGED_MEANWHILE, () -> service.delete(ada, first));

        service.delete(ada, service.list(ada).getFirst());
        assertThat(connector.connected()).isEmpty();
        assertThat(audit.actions()).endsWith("cloud.update", "cloud.disconnect");
    }

    @Test
    void entryThatNamesTheCloudOfOthersIsNeitherMovedNorDeleted() {
        service.create(ada, entered("prod", Map.of()));
        service.create(ada, entered("prod-research", Map.of()));

        assertRefused(
                Reason.NAMES_CLOUD,
                () -> service.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.REGION_NAME, "RegionTwo"))));
        assertRefused(
                Reason.NAMES_CLOUD, () -> service.delete(ada, service.list(ada).getFirst()));
        service.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.INTERFACE, "internal")));
    }

    @Test
    void changeThatWouldRenameAnotherCloudIsRefused() {
        service.create(ada, entered("old", Map.of(CloudSetting.AUTH_URL, "https://old.example:5000/v3")));
        service.create(ada, entered("prod", Map.of()));
        EnteredSettings moved = enteredWith("old", 1, Map.of(), true);

        assertRefused(Reason.MOVES_CLOUD, () -> service.update(ada, moved));
        service.create(ada, entered("prod-research", Map.of()));
    }

    @Test
    void changeThatWouldGiveAnotherCloudARegionIsRefused() {
        CloudConnectionService grouping = service(TestConnectors.create());
        EnteredSettings second = entered("second", Map.of(CloudSetting.REGION_NAME, "RegionTwo"));
        grouping.create(ada, entered("prod", Map.of()));

        assertRefused(Reason.MOVES_CLOUD, () -> grouping.create(ada, second));

        grouping.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.REGION_NAME, "RegionOne")));
        grouping.create(ada, second);
        assertThat(grouping.list(ada)).hasSize(2);
    }

    @Test
    void deletionThatWouldTakeTheRegionOfAnotherCloudIsRefused() {
        CloudConnectionService grouping = service(TestConnectors.create());
        grouping.create(ada, entered("prod", Map.of(CloudSetting.REGION_NAME, "RegionTwo")));
        grouping.create(ada, entered("prod-research", Map.of(CloudSetting.REGION_NAME, "RegionTwo")));
        // The cloud keeps its region, because the other entry still specifies it.
        grouping.update(ada, withoutSecret("prod", 1, Map.of()));
        CloudConnection research = grouping.list(ada).getLast();

        assertRefused(Reason.MOVES_CLOUD, () -> grouping.delete(ada, research));

        grouping.update(ada, withoutSecret("prod", 2, Map.of(CloudSetting.REGION_NAME, "RegionTwo")));
        grouping.delete(ada, research);
        assertThat(grouping.list(ada)).extracting(CloudConnection::name).containsExactly("prod");
    }

    @Test
    void connectionsAboveTheLimitAreRefused() throws Exception {
        storeUpTo(CloudConnectionService.MAX_CONNECTIONS - 1);

        List<Object> results = callAtOnce(
                () -> service.create(ada, entered("one-more", Map.of())),
                () -> service.create(ada, entered("two-more", Map.of())));

        assertThat(results).containsExactlyInAnyOrder("done", Reason.TOO_MANY);
        assertThat(service.list(ada)).hasSize(CloudConnectionService.MAX_CONNECTIONS);
    }

    private void storeUpTo(int number) {
        for (int i = 0; i < number; i++) {
            repository.insert(entered("c" + i, Map.of()).settings(), Instant.EPOCH, "ada");
        }
    }

    @Test
    void concurrentCreationsWithOneNameStoreOneConnection() throws Exception {
        List<Object> results = callAtOnce(
                () -> service.create(ada, entered("prod", Map.of())),
                () -> service.create(ada, entered("prod", Map.of(CloudSetting.REGION_NAME, "RegionTwo"))));

        assertThat(results).containsExactlyInAnyOrder("done", Reason.NAME_TAKEN);
        assertThat(service.list(ada)).hasSize(1);
    }

    @Test
    void concurrentUpdatesOfOneVersionStoreOne() throws Exception {
        service.create(ada, entered("prod", Map.of()));

        List<Object> results = callAtOnce(
                () -> service.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.INTERFACE, "admin"))),
                () -> service.update(ada, withoutSecret("prod", 1, Map.of(CloudSetting.INTERFACE, "internal"))));

        assertThat(results).containsExactlyInAnyOrder("done", Reason.CHANGED_MEANWHILE);
    }

    /** Runs both calls concurrently, and returns "done" or the reason of the refusal for each. */
    private static List<Object> callAtOnce(Runnable first, Runnable second) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Object> results = new ArrayList<>();
            for (var call : threads.invokeAll(List.of(calling(barrier, first), calling(barrier, second)))) {
                results.add(call.get());
            }
            return results;
        }
    }

    private static Callable<Object> calling(CyclicBarrier barrier, Runnable call) {
        return () -> {
            barrier.await(10, TimeUnit.SECONDS);
            return outcome(call);
        };
    }

    private static Object outcome(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (CloudConnectionException e) {
            return e.reason();
        }
    }

    /** The deletion waits until the creation has ended, and decides on the state that the creation has stored. */
    @Test
    void deletionDecidesAfterACreationThatHasAlreadyBegun() throws Exception {
        service.create(ada, entered("prod", Map.of()));
        CloudConnection prod = service.list(ada).getFirst();
        CountDownLatch creating = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        connector.onValidate(() -> {
            creating.countDown();
            TestLatches.await(release);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> creation =
                    threads.submit(() -> outcome(() -> service.create(ada, entered("prod-research", Map.of()))));
            TestLatches.await(creating);
            Future<Object> deletion = threads.submit(() -> outcome(() -> service.delete(ada, prod)));

            assertThatThrownBy(() -> deletion.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            release.countDown();

            assertThat(creation.get()).isEqualTo("done");
            assertThat(deletion.get()).isEqualTo(Reason.NAMES_CLOUD);
        }
        assertThat(service.list(ada)).hasSize(2);
    }

    @Test
    void invalidSettingsAreNotStored() {
        EnteredSettings entered =
                new EnteredSettings(new CloudSettings("prod", Map.of(CloudSetting.PASSWORD, PASSWORD)), 0, false);

        assertThatThrownBy(() -> service.create(ada, entered)).isInstanceOf(InvalidSettingsException.class);
        assertThat(service.list(ada)).isEmpty();
    }

    @Test
    void onlyAdministratorsListTestAndChange() {
        EnteredSettings entered = entered("prod", Map.of());

        assertThatThrownBy(() -> service.list(mia)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> service.parse(mia, "x")).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> service.create(mia, entered)).isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> service.test(mia, entered, new SilentListener()))
                .isInstanceOf(NotAdministratorException.class);
        assertThatThrownBy(() -> service.requireTestPermission(mia, entered.settings()))
                .isInstanceOf(NotAdministratorException.class);
        assertThat(connector.tested()).isNull();
        assertThat(audit.entries()).extracting(AuditEntry::result).containsOnly(AuditEntry.Result.REFUSED);
    }

    @Test
    void secondTestOfAUserIsRefusedUntilTheFirstHasEnded() {
        CountDownLatch latch = new CountDownLatch(1);
        connector.blockTests(latch);
        EnteredSettings entered = entered("prod", Map.of());
        Thread first = Thread.startVirtualThread(() -> service.test(ada, entered, new SilentListener()));
        await().until(() -> connector.tested() != null);

        assertRefused(Reason.TEST_RUNNING, () -> service.test(ada, entered, new SilentListener()));

        latch.countDown();
        await().until(() -> !first.isAlive());
        service.test(ada, entered, new SilentListener());
        assertThat(audit.actions()).containsOnly("cloud.test");
        assertThat(service.list(ada)).isEmpty();
    }

    private static EnteredSettings entered(String name, Map<CloudSetting, String> more) {
        return enteredWith(name, 0, more, true);
    }

    private static EnteredSettings withoutSecret(String name, int version, Map<CloudSetting, String> more) {
        return enteredWith(name, version, more, false);
    }

    private static EnteredSettings enteredWith(
            String name, int version, Map<CloudSetting, String> more, boolean withSecret) {
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        values.put(CloudSetting.AUTH_URL, URL);
        values.put(CloudSetting.USERNAME, "stackdeck");
        if (withSecret) {
            values.put(CloudSetting.PASSWORD, PASSWORD);
        }
        values.putAll(more);
        return new EnteredSettings(new CloudSettings(name, values), version, false);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudConnectionException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static final class SilentListener implements ConnectionTestListener {
        @Override
        public void onStarted(ConnectionStep step) {}

        @Override
        public void onResult(ConnectionStepResult result) {}

        @Override
        public boolean isCancelled() {
            return false;
        }
    }
}
