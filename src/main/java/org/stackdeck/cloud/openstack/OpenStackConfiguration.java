package org.stackdeck.cloud.openstack;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stackdeck.cloud.CloudsChangedListener;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.openstack.config.CloudEntryLoader;
import org.stackdeck.cloud.openstack.config.CloudsFileLocator;
import org.stackdeck.cloud.openstack.config.CloudsFileProperties;
import org.stackdeck.cloud.openstack.config.ParsedEntry;
import org.stackdeck.cloud.openstack.http.CloudMetrics;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

/** Creates the beans of the OpenStack adapter from files and environment variables. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CloudsFileProperties.class, OpenStackProperties.class})
class OpenStackConfiguration {

    /** The configured entries, read once. */
    record Entries(List<ParsedEntry> all) {}

    @Bean
    Entries entries(CloudsFileProperties cloudsFileProperties) {
        var locator = new CloudsFileLocator(
                cloudsFileProperties.cloudsFile(),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home")),
                Path.of("/etc"));
        var loader = new CloudEntryLoader(locator, cloudsFileProperties.clouds());
        return new Entries(loader.load());
    }

    @Bean
    OpenStackClouds clouds(
            Entries entries,
            OpenStackProperties openStackProperties,
            Clock clock,
            MeterRegistry meters,
            Tracer tracer) {
        var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("openstack-", 0).factory());
        return new OpenStackClouds(
                entries.all(), openStackProperties, clock, executor, new CloudMetrics(meters, tracer));
    }

    @Bean
    CloudConnector cloudConnector(
            OpenStackClouds clouds,
            Entries entries,
            BrokerProbe brokerProbe,
            Clock clock,
            ObjectProvider<CloudsChangedListener> listeners) {
        return new OpenStackConnector(
                clouds,
                entries.all().stream().map(ParsedEntry::name).collect(Collectors.toSet()),
                brokerProbe,
                clock,
                new CloudsChangedNotifier(() -> listeners.orderedStream().toList()));
    }
}
