package org.stackdeck.inventory.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudName;

class CloudPollingMetricsTests {

    private static final CloudName FIRST = new CloudName("first");
    private static final CloudName SECOND = new CloudName("second");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> failures = new ArrayList<>();
    private final CloudPollingMetrics metrics = new CloudPollingMetrics(
            () -> {
                throw new UnsupportedOperationException();
            },
            _ -> 7,
            Clock.systemUTC());

    @Test
    void updateRegistersOnlyNewCloudsAndRemovesOthers() {
        registry.config().onMeterRegistrationFailed((id, _) -> failures.add(id.getName()));
        metrics.bindTo(registry, List.of(FIRST));
        List<Meter> before = registry.getMeters();

        metrics.update(List.of(FIRST, SECOND));
        assertThat(registry.getMeters()).hasSize(2 * before.size()).containsAll(before);

        metrics.update(List.of(SECOND));
        metrics.update(List.of(SECOND, FIRST));
        assertThat(registry.getMeters()).hasSize(2 * before.size());
        assertThat(registry.get("stackdeck.cloud.calls")
                        .tag("cloud", "first")
                        .functionCounter()
                        .count())
                .isEqualTo(7);
        assertThat(failures).isEmpty();
    }
}
