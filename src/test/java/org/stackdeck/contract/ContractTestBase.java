package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;

/**
 * Base of the contract tests. Provides clients for each kind of credential, and deletes the created servers after each
 * test.
 */
abstract class ContractTestBase extends CloudTestBase {

    /** Only failing tests wait this long, because a correct response ends the wait. A lab on a busy machine is slow. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /**
     * Increases from 10 to 150 ms. The simulator responds immediately, and a real cloud should receive fewer requests.
     */
    private static final PollInterval POLL_INTERVAL = (count, _) -> Duration.ofMillis(Math.min(10L * count, 150));

    /** By credentials and page size. Each new object would request a token and the projects. */
    private static final Map<String, Clouds> DISCOVERED = new HashMap<>();

    private final List<ServerId> created = new ArrayList<>();

    @AfterAll
    static void forgetClouds() {
        DISCOVERED.clear();
    }

    @AfterEach
    void deleteCreatedServers() {
        created.forEach(cloud()::delete);
    }

    ServerId create(Map<String, String> metadata) {
        ServerId id = cloud().create("contract-" + UUID.randomUUID().toString().substring(0, 8), metadata);
        created.add(id);
        return id;
    }

    ServerId createWithAddress() {
        ServerId id = cloud().createWithAddress(
                        "contract-" + UUID.randomUUID().toString().substring(0, 8));
        created.add(id);
        return id;
    }

    ServerId create() {
        return create(Map.of());
    }

    Clouds clouds(CredentialKind credentialKind, int pageSize) {
        return TestOpenStackClouds.of(cloud().cloudsYaml(), pageSize, cloud().entry(credentialKind));
    }

    /** Returns an object that the tests of the class share. */
    Clouds discovered(CredentialKind credentialKind, int pageSize) {
        return DISCOVERED.computeIfAbsent(credentialKind + " " + pageSize, _ -> {
            Clouds clouds = clouds(credentialKind, pageSize);
            discover(clouds);
            return clouds;
        });
    }

    Clouds discovered(CredentialKind credentialKind) {
        return discovered(credentialKind, 200);
    }

    static List<ComputeClient> discover(Clouds clouds) {
        return clouds.discover(clouds.names().getFirst());
    }

    /** Returns the client for the project staff. */
    ComputeClient staffCompute(CredentialKind credentialKind, int pageSize) {
        Clouds clouds = discovered(credentialKind, pageSize);
        Project staff = clouds.projects().stream()
                .filter(p -> p.name().equals("staff"))
                .findFirst()
                .orElseThrow();
        return clouds.compute(clouds.names().getFirst(), staff.id()).orElseThrow();
    }

    ComputeClient staffCompute(CredentialKind credentialKind) {
        return staffCompute(credentialKind, 200);
    }

    static Server server(ComputeClient compute, ServerId id) {
        return compute.server(id).orElseThrow();
    }

    static ConditionFactory awaitCloud() {
        return await().atMost(TIMEOUT).pollInterval(POLL_INTERVAL);
    }

    static InstanceAction awaitFinished(ComputeClient compute, ServerId id, String requestId) {
        return awaitCloud()
                .until(() -> compute.instanceAction(id, requestId).orElse(null), a -> a != null && a.finished());
    }

    static void awaitStableStatus(ComputeClient compute, ServerId id, ServerStatus status) {
        awaitCloud().untilAsserted(() -> {
            Server server = server(compute, id);
            assertThat(server.status()).isEqualTo(status);
            assertThat(server.taskState()).isNull();
        });
    }

    static void assertRejected(Category category, Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(CloudException.class, e -> {
            assertThat(e.category()).isEqualTo(category);
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.requestId()).isPresent();
        });
    }

    /** Asserts that Stackdeck refuses the change, even if the cloud would accept it. */
    static void assertObstacle(ChangeObstacle obstacle, ThrowableAssert.ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ChangeObstacleException.class,
                        e -> assertThat(e.obstacle()).isEqualTo(obstacle));
    }
}
