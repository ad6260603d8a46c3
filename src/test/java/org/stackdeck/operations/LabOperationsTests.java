package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.ownership.FakeOwnershipService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeStepUpCheck;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.TestSecretBoxes;
import org.stackdeck.identity.session.FakeLoginSessionService;
import org.stackdeck.identity.signin.AttemptLimitProperties;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.operations.execution.OperationProperties;
import org.stackdeck.operations.upload.ImageUploadProperties;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.node.NodeTestConfiguration;
import org.stackdeck.product.OnLab;
import org.stackdeck.product.OpenStackLab;
import org.stackdeck.product.TestNovaClient;

/** Tests the inventory and operations on a real OpenStack cloud, with external changes and submitted actions. */
@OnLab
@DatabaseTest
@ImportAutoConfiguration(DbSchedulerAutoConfiguration.class)
@Import(LabOperationsTests.EngineConfiguration.class)
class LabOperationsTests {

    private static final Duration BY_ITSELF = Duration.ofSeconds(3);
    private static final CloudName CLOUD = new CloudName("console-all");

    @Autowired
    Inventory inventory;

    @Autowired
    OperationService operations;

    @Autowired
    Clouds clouds;

    @Autowired
    FakeAccessDecisionService access;

    private final BlockingQueue<VisibleServersUpdate> inventoryUpdates = new LinkedBlockingQueue<>();
    private final TestNovaClient outside = TestNovaClient.connect(OpenStackLab.cloudsFile(), "staff");

    /** Configures the application without user interface, REST API and users. The test sets the permissions. */
    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties({OperationProperties.class, ImageUploadProperties.class, AttemptLimitProperties.class
    })
    @Import({AttemptThrottle.class, NodeTestConfiguration.class})
    @ConfigurationPropertiesScan(basePackages = {"org.stackdeck.cloud", "org.stackdeck.inventory"})
    @ComponentScan(
            basePackages = {
                "org.stackdeck.audit",
                "org.stackdeck.cloud",
                "org.stackdeck.inventory",
                "org.stackdeck.operations"
            },
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                // Requires users, which do not exist in this context.
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*ImpersonationService")
            })
    static class EngineConfiguration {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Tracer tracer() {
            return TracerProvider.noop().get("test");
        }

        @Bean
        FakeAccessDecisionService accessDecisionService(Clock clock) {
            return new FakeAccessDecisionService(clock);
        }

        @Bean
        SecretBox secretBox() {
            return TestSecretBoxes.create();
        }

        @Bean
        FakeOwnershipService ownershipService() {
            return new FakeOwnershipService(new FakeUserDirectory());
        }

        @Bean
        FakeLoginSessionService loginSessionService(Clock clock) {
            return new FakeLoginSessionService(clock);
        }

        @Bean
        FakeStepUpCheck stepUpAuthentication() {
            return new FakeStepUpCheck();
        }
    }

    @DynamicPropertySource
    static void lab(DynamicPropertyRegistry registry) {
        registry.add("stackdeck.clouds", CLOUD::value);
        registry.add("stackdeck.clouds-file", () -> OpenStackLab.cloudsFile().toString());
    }

    @BeforeEach
    void forget() {
        inventoryUpdates.clear();
    }

    @Test
    void externalChangesAppearWithinThreeSecondsWithoutARefresh() {
        UserId boss = access.administrator();
        try (Subscription watching = inventory.subscribe(boss, inventoryUpdates::add)) {
            await(Duration.ofSeconds(60), LabOperationsTests::live);
            Server web = running();
            ComputeClient nova = compute(web);

            nova.performAction(web.id(), ServerAction.STOP);
            Duration stopped = showsAfter(nova, web.key(), ServerStatus.SHUTOFF);
            nova.performAction(web.id(), ServerAction.START);
            Duration started = showsAfter(nova, web.key(), ServerStatus.ACTIVE);

            System.out.printf("stop showed after %d ms, start after %d ms%n", stopped.toMillis(), started.toMillis());
            assertThat(watching).isNotNull();
        }
    }

    @Test
    void anOperationSucceedsOnlyAfterTheCloudHasPerformedIt() {
        UserId boss = access.administrator();
        Caller caller = new Caller(boss, new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
        try (Subscription watching = inventory.subscribe(boss, inventoryUpdates::add)) {
            await(Duration.ofSeconds(60), LabOperationsTests::live);
            Server web = running();

            for (ServerAction action : new ServerAction[] {
                ServerAction.STOP, ServerAction.START, ServerAction.REBOOT, ServerAction.HARD_REBOOT
            }) {
                Instant requestedAt = Instant.now();
                Operation ended = ended(caller, operations.submit(caller, web.key(), action));
                System.out.printf(
                        "%s: dispatched after %d ms, ended after %d ms, %s%n",
                        action,
                        Duration.between(requestedAt, ended.dispatchedAt()).toMillis(),
                        Duration.between(requestedAt, ended.finishedAt()).toMillis(),
                        ended.requestId());
                assertThat(ended.failure()).isNull();
                assertThat(ended.state()).isEqualTo(Operation.State.SUCCEEDED);
                assertThat(compute(web).instanceActions(web.id()).stream()
                                .filter(done -> done.requestId().equals(ended.requestId())))
                        .hasSize(1);
            }
            assertThat(inventory.find(web.key()))
                    .get()
                    .extracting(Server::status)
                    .isEqualTo(ServerStatus.ACTIVE);
            assertThat(watching).isNotNull();
        }
    }

    @Test
    void eachActionWithoutParametersSucceedsInTheCloud() {
        withServer(Map.of(), (server, caller) -> {
            succeeds(caller, server, ServerAction.PAUSE, ServerStatus.PAUSED);
            succeeds(caller, server, ServerAction.UNPAUSE, ServerStatus.ACTIVE);
            succeeds(caller, server, ServerAction.SUSPEND, ServerStatus.SUSPENDED);
            succeeds(caller, server, ServerAction.RESUME, ServerStatus.ACTIVE);
            succeeds(caller, server, ServerAction.LOCK, ServerStatus.ACTIVE);
            assertThat(submitted(caller, server, ServerAction.PAUSE)).isInstanceOf(ActionAvailability.Locked.class);
            succeeds(caller, server, ServerAction.UNLOCK, ServerStatus.ACTIVE);
            succeeds(caller, server, ServerAction.SHELVE, ServerStatus.SHELVED_OFFLOADED);
            succeeds(caller, server, ServerAction.UNSHELVE, ServerStatus.ACTIVE);
            resized(server);
            succeeds(caller, server, ServerAction.CONFIRM_RESIZE, ServerStatus.ACTIVE);
            resized(server);
            succeeds(caller, server, ServerAction.REVERT_RESIZE, ServerStatus.ACTIVE);
        });
    }

    private void resized(ServerKey server) {
        outside.resize(server.id().value());
        inventory.refresh(server);
    }

    private void succeeds(Caller caller, ServerKey server, ServerAction action, ServerStatus status) {
        Instant requestedAt = Instant.now();
        Operation ended = ended(caller, operations.submit(caller, server, action));
        System.out.printf(
                "%s: ended after %d ms, %s%n",
                action, Duration.between(requestedAt, ended.finishedAt()).toMillis(), ended.requestId());
        assertThat(ended.failure()).as("%s", action).isNull();
        assertThat(ended.state()).as("%s", action).isEqualTo(Operation.State.SUCCEEDED);
        assertThat(inventory.find(server))
                .as("%s", action)
                .get()
                .extracting(Server::status, Server::taskState)
                .containsExactly(status, null);
    }

    @Test
    void deletingAServerSucceedsAndRemovesIt() {
        withServer(Map.of(), (server, caller) -> {
            Operation ended = ended(caller, operations.submit(caller, server, ServerAction.DELETE));

            assertThat(ended.failure()).isNull();
            assertThat(ended.state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(inventory.find(server)).isEmpty();
            assertThat(nova(ended).server(server.id())).isEmpty();
            assertThat(nova(ended).instanceAction(server.id(), String.valueOf(ended.requestId())))
                    .get()
                    .satisfies(action -> assertThat(action.action()).isEqualTo("delete"));
        });
    }

    /** No compute host performs this action, so Nova never records an event. */
    @Test
    void deletingAShelvedServerSucceeds() {
        withServer(Map.of(), (server, caller) -> {
            outside.shelve(server.id().value());
            inventory.refresh(server);

            Operation ended = ended(caller, operations.submit(caller, server, ServerAction.DELETE));

            assertThat(ended.failure()).isNull();
            assertThat(ended.state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(inventory.find(server)).isEmpty();
            assertThat(nova(ended).server(server.id())).isEmpty();
        });
    }

    @Test
    void aSlowActionIsTrackedToItsEnd() {
        withServer(Map.of(), (server, caller) -> {
            Operation ended;
            Path delay = OpenStackLab.cloudsFile().resolveSibling("action-delay");
            try {
                Files.writeString(delay, "12");
                ended = ended(caller, operations.submit(caller, server, ServerAction.STOP));
            } finally {
                Files.deleteIfExists(delay);
            }

            assertThat(ended.state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(Duration.between(ended.acceptedAt(), ended.finishedAt()))
                    .isBetween(Duration.ofSeconds(12), Duration.ofSeconds(18));
            assertThat(inventory.find(server)).get().extracting(Server::status).isEqualTo(ServerStatus.SHUTOFF);
        });
    }

    @Test
    void anActionThatFailsInNovaComputeEndsFailedWithItsRequestId() {
        withServer(Map.of("lab_fail", "power_off"), (server, caller) -> {
            Operation ended = ended(caller, operations.submit(caller, server, ServerAction.STOP));

            assertThat(ended.state()).isEqualTo(Operation.State.FAILED);
            assertThat(ended.failure()).isEqualTo(new Operation.Failure("failed-unexplained", null));
            assertThat(ended.requestId()).startsWith("req-");
            assertThat(inventory.find(server)).get().extracting(Server::status).isEqualTo(ServerStatus.ACTIVE);
        });
    }

    @Test
    void aConcurrentSecondActionIsRefusedAsBusy() {
        withServer(Map.of(), (server, caller) -> {
            List<CompletableFuture<Object>> both = Stream.of(ServerAction.STOP, ServerAction.REBOOT)
                    .map(action -> CompletableFuture.supplyAsync(() -> submitted(caller, server, action)))
                    .toList();
            List<Object> answers = both.stream().map(CompletableFuture::join).toList();

            Operation first = answers.stream()
                    .filter(Operation.class::isInstance)
                    .map(Operation.class::cast)
                    .findFirst()
                    .orElseThrow();
            assertThat(answers)
                    .filteredOn(ActionAvailability.Busy.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ActionAvailability.Busy.class,
                            busy -> assertThat(busy.operation().id()).isEqualTo(first.id()));
            assertThat(ended(caller, first).state()).isEqualTo(Operation.State.SUCCEEDED);
        });
    }

    private Object submitted(Caller caller, ServerKey server, ServerAction action) {
        try {
            return operations.submit(caller, server, action);
        } catch (ActionRefusedException e) {
            return e.availability();
        }
    }

    /** Runs the test on a new server as soon as it is active in the inventory. */
    private void withServer(Map<String, String> metadata, ServerTest test) {
        Caller caller = new Caller(access.administrator(), new UserName("boss"), "127.0.0.1", Caller.Channel.UI);
        String id = outside.create("lab-operations-" + ProcessHandle.current().pid(), metadata);
        ServerKey server = new ServerKey(CLOUD, new ServerId(id));
        try (Subscription watching = inventory.subscribe(caller.userId(), inventoryUpdates::add)) {
            await(Duration.ofSeconds(60), has(server, ServerStatus.ACTIVE));
            assertThat(watching).isNotNull();
            test.accept(server, caller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            outside.delete(id);
        }
    }

    private interface ServerTest {
        void accept(ServerKey server, Caller caller) throws IOException;
    }

    private ComputeClient nova(Operation operation) {
        return clouds.compute(CLOUD, operation.project()).orElseThrow();
    }

    private Operation ended(Caller caller, Operation asked) {
        BlockingQueue<Operation> news = new LinkedBlockingQueue<>();
        try (Subscription listening = operations.subscribe(() -> access.subject(caller.userId()), news::add)) {
            Optional<Operation> now = operations.find(caller, asked.id());
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (now.isEmpty() || !now.get().state().isFinal()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Operation next = news.poll(1, TimeUnit.SECONDS);
                now = next != null && next.id().equals(asked.id()) ? Optional.of(next) : now;
            }
            assertThat(listening).isNotNull();
            return now.get();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until Nova and then the inventory report the status. Returns the delay between them. */
    private Duration showsAfter(ComputeClient nova, ServerKey key, ServerStatus status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (nova.server(key.id())
                .filter(server -> server.status() == status && !server.inTransition())
                .isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
        return await(BY_ITSELF, has(key, status));
    }

    private Server running() {
        return inventory.snapshot().servers().values().stream()
                .filter(server -> server.status() == ServerStatus.ACTIVE && !server.inTransition() && !server.locked())
                .filter(server -> server.metadata().get("lab_fail") == null)
                .min(Comparator.comparing(Server::key))
                .orElseThrow();
    }

    private ComputeClient compute(Server server) {
        return clouds.compute(server.cloud(), server.project().id()).orElseThrow();
    }

    private static boolean live(VisibleServersUpdate inventoryUpdate) {
        Freshness freshness = inventoryUpdate.freshness().get(CLOUD);
        return freshness != null
                && freshness.state() == Freshness.State.LIVE
                && !inventoryUpdate.servers().isEmpty();
    }

    private static Predicate<VisibleServersUpdate> has(ServerKey key, ServerStatus status) {
        return inventoryUpdate -> {
            Server server = inventoryUpdate.servers().get(key);
            return server != null && server.status() == status && !server.inTransition();
        };
    }

    private Duration await(Duration most, Predicate<VisibleServersUpdate> wanted) {
        long began = System.nanoTime();
        try {
            for (long gone = 0; gone < most.toNanos(); gone = System.nanoTime() - began) {
                VisibleServersUpdate inventoryUpdate =
                        inventoryUpdates.poll(most.toNanos() - gone, TimeUnit.NANOSECONDS);
                if (inventoryUpdate != null && wanted.test(inventoryUpdate)) {
                    return Duration.ofNanos(System.nanoTime() - began);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("did not appear within " + most);
    }
}
