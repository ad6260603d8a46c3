package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;

class ServiceCallGuardTests {

    private final ServiceCallGuard guard = new ServiceCallGuard(
            "image",
            new OpenStackProperties(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    8,
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    100),
            Clock.systemUTC());

    @Test
    void oneLargeResponseIsReadAtATime() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread reader = Thread.startVirtualThread(() -> guard.inTurn(() -> {
            reading.countDown();
            try {
                return end.await(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        reading.await();

        assertThatThrownBy(() -> guard.inTurn(() -> "second"))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.category()).isEqualTo(CloudException.Category.UNAVAILABLE));

        end.countDown();
        reader.join();
        assertThat(guard.<String>inTurn(() -> "second")).isEqualTo("second");
    }
}
