package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.notifications.Brokers;

/** Creates the beans of the OpenStack adapter from files and environment variables. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Settings.class)
class OpenStackConfiguration {

    /** The configured entries, read once. */
    record Entries(List<Configured> all) {}

    @Bean
    Entries entries(Environment environment) {
        String told = environment.getProperty("stackdeck.clouds-file");
        var files = new ConfigurationFiles(
                told == null || told.isBlank() ? null : Path.of(told),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("user.home")),
                Path.of("/etc"));
        var configuration = new CloudsConfiguration(files, chosen(environment.getProperty("stackdeck.clouds", "")));
        return new Entries(configuration.read());
    }

    @Bean
    Clouds clouds(Entries entries, Settings settings) {
        var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("openstack-", 0).factory());
        return new OpenStackClouds(entries.all(), settings, Clock.systemUTC(), executor);
    }

    @Bean
    Brokers brokers(Entries entries) {
        return new Brokers(CloudGroup.ofUsable(entries.all()).stream()
                .filter(group -> !group.brokers().isEmpty())
                .collect(Collectors.toMap(CloudGroup::name, CloudGroup::brokers)));
    }

    private static Set<String> chosen(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(n -> !n.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
