package org.stackdeck.cloud.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

class OpenStackConfigurationTests {

    @TempDir
    private Path directory;

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withUserConfiguration(OpenStackConfiguration.class, BrokerProbe.class)
            .withBean(SimpleMeterRegistry.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Tracer.class, () -> TracerProvider.noop().get("test"));

    private Path cloudsYaml() throws IOException {
        return Files.writeString(directory.resolve("clouds.yaml"), """
                clouds:
                  dead: {auth: {auth_url: "http://127.0.0.1:1", username: me, password: p}}
                  other: {auth: {auth_url: "http://127.0.0.2:1", username: me, password: p}}
                  broken: {auth: {username: me}}
                """);
    }

    @Test
    void contextStartsWithAnUnreachableCloudAndAnInvalidEntry() throws IOException {
        context.withPropertyValues("stackdeck.clouds-file=" + cloudsYaml()).run(started -> {
            Clouds clouds = started.getBean(Clouds.class);
            assertThat(clouds.names()).containsExactly(new CloudName("dead"), new CloudName("other"));
            assertThat(clouds.entryReports())
                    .extracting(CloudEntryReport::entry)
                    .containsExactly("dead", "other", "broken");
            assertThat(clouds.entryReports().getLast().problem()).contains("auth.auth_url");
            OpenStackProperties openStackProperties = started.getBean(OpenStackProperties.class);
            assertThat(openStackProperties).isEqualTo(TestOpenStackClouds.defaults());
        });
    }

    @Test
    void noRequestsAreSentAfterTheContextIsClosed() throws IOException {
        AtomicReference<Clouds> left = new AtomicReference<>();
        context.withPropertyValues("stackdeck.clouds-file=" + cloudsYaml())
                .run(started -> left.set(started.getBean(Clouds.class)));

        assertThatThrownBy(() -> Objects.requireNonNull(left.get()).discover(new CloudName("dead")))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void entriesAreSelectedByName() throws IOException {
        context.withPropertyValues("stackdeck.clouds-file=" + cloudsYaml(), "stackdeck.clouds= other ,")
                .run(started ->
                        assertThat(started.getBean(Clouds.class).names()).containsExactly(new CloudName("other")));
    }
}
