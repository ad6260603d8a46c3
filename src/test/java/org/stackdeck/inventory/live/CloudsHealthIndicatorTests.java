package org.stackdeck.inventory.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;

class CloudsHealthIndicatorTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    private final FakeInventory inventory = new FakeInventory(new FakeAccessDecisionService(Clock.systemUTC()));
    private final CloudsHealthIndicator indicator = new CloudsHealthIndicator(inventory);

    @Test
    void cloudWithoutResponseIsADetailAndDoesNotChangeTheStatus() {
        inventory.freshness(
                ServerBuilder.CLOUD,
                TestFreshness.of(
                        Freshness.State.STALE,
                        NOW,
                        Duration.ofSeconds(30),
                        null,
                        new Freshness.Problem(
                                CloudException.Category.UNREACHABLE, "http://10.1.2.3:8774 refused", NOW, NOW)));

        Health health = indicator.health();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails())
                .isEqualTo(Map.of(
                        ServerBuilder.CLOUD.value(),
                        Map.of("state", "STALE", "confirmedAt", NOW.toString(), "problem", "UNREACHABLE")));
    }
}
