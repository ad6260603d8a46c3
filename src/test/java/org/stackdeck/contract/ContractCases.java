package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.openstack.TestClouds;

/**
 * Common parts of the contract tests: servers that are deleted after each test, and clients for each kind of
 * credential.
 */
abstract class ContractCases {

    /** Only failing tests wait this long: a lab on a busy machine is slow, and a correct response ends the wait. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<ServerId> made = new ArrayList<>();

    abstract CloudUnderTest cloud();

    @AfterEach
    void removeWhatWasMade() {
        made.forEach(cloud()::remove);
    }

    ServerId create(Map<String, String> metadata) {
        ServerId id = cloud().create("contract-" + UUID.randomUUID().toString().substring(0, 8), metadata);
        made.add(id);
        return id;
    }

    ServerId createWithAddress() {
        ServerId id = cloud().createWithAddress(
                        "contract-" + UUID.randomUUID().toString().substring(0, 8));
        made.add(id);
        return id;
    }

    ServerId create() {
        return create(Map.of());
    }

    Clouds clouds(Access access, int pageSize) {
        return TestClouds.of(cloud().cloudsYaml(), pageSize, cloud().entry(access));
    }

    static List<Compute> discovered(Clouds clouds) {
        return clouds.discover(clouds.names().getFirst());
    }

    /** The client for the project staff. */
    Compute staff(Access access, int pageSize) {
        Clouds clouds = clouds(access, pageSize);
        discovered(clouds);
        Project staff = clouds.projects().stream()
                .filter(p -> p.name().equals("staff"))
                .findFirst()
                .orElseThrow();
        return clouds.compute(clouds.names().getFirst(), staff.id()).orElseThrow();
    }

    Compute staff(Access access) {
        return staff(access, 200);
    }

    static Server server(Compute compute, ServerId id) {
        return compute.server(id).orElseThrow();
    }

    static InstanceAction finished(Compute compute, ServerId id, String requestId) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> compute.instanceAction(id, requestId).orElse(null), a -> a != null && a.finished());
    }

    static void rests(Compute compute, ServerId id, ServerStatus status) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            Server server = server(compute, id);
            assertThat(server.status()).isEqualTo(status);
            assertThat(server.taskState()).isNull();
        });
    }

    static void refuses(Category category, Runnable question) {
        assertThatThrownBy(question::run).isInstanceOfSatisfying(CloudException.class, e -> {
            assertThat(e.category()).isEqualTo(category);
            assertThat(e.getMessage()).isNotBlank();
            assertThat(e.requestId()).isPresent();
        });
    }
}
