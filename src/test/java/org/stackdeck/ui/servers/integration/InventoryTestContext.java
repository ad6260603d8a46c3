package org.stackdeck.ui.servers.integration;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.replication.PollingCoordinator;
import org.stackdeck.inventory.replication.TestPollingCoordinator;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.SortedServersCache;

/**
 * A Stackdeck instance without sign-in and database, from clouds.yaml to open grids, with short retry intervals. It
 * sends real HTTP requests. A second instance in the same directory simulates a restart.
 */
final class InventoryTestContext implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final List<TestGridPage> open = new ArrayList<>();

    private InventoryTestContext(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Creates the beans of the inventory. Not annotated with a stereotype, so that component scans of other tests
     * ignore it.
     */
    @ConfigurationPropertiesScan(basePackages = {"org.stackdeck.cloud", "org.stackdeck.inventory"})
    @ComponentScan(
            basePackages = {"org.stackdeck.cloud", "org.stackdeck.inventory"},
            excludeFilters = {
                @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
                // Require users and a database, which do not exist here.
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(ImpersonationService|PollingCoordinator|JdbcPollingLeaseRepository)")
            })
    static class Beans {

        @Bean
        Clock clock(@Value("${clock.ahead:0s}") Duration ahead) {
            return Clock.offset(Clock.systemUTC(), ahead);
        }

        @Bean
        FakeAccessDecisionService accessDecisionService(Clock clock) {
            return new FakeAccessDecisionService(clock);
        }

        @Bean
        PollingCoordinator pollingCoordinator() {
            return TestPollingCoordinator.disabled();
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Tracer tracer() {
            return TracerProvider.noop().get("test");
        }

        @Bean
        SortedServersCache views() {
            return new SortedServersCache();
        }
    }

    /**
     * Starts an instance.
     *
     * @param directory the data directory
     * @param entries names of the clouds.yaml entries to use, separated by commas
     * @param settings properties that override those of this class; {@code clock.ahead} is an offset of Stackdeck's
     *     clock
     */
    static InventoryTestContext start(Path directory, Path cloudsYaml, String entries, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "stackdeck.data-dir",
                directory.toString(),
                "stackdeck.clouds-file",
                cloudsYaml.toString(),
                "stackdeck.clouds",
                entries,
                "stackdeck.openstack.page-size",
                "10",
                "stackdeck.openstack.breaker-pause",
                "200ms"));
        properties.putAll(Map.of(
                "stackdeck.inventory.pace", "50ms",
                "stackdeck.inventory.idle-pace", "100ms",
                "stackdeck.inventory.calls-per-second", "200",
                // Full lists are rare, so that polls find the changes unless a test sets another interval.
                "stackdeck.inventory.reconcile", "1h",
                "stackdeck.inventory.quick-reconcile", "1h",
                "stackdeck.inventory.idle-reconcile", "1h",
                "stackdeck.inventory.discovery", "500ms",
                "stackdeck.inventory.longest-back-off", "200ms",
                "stackdeck.inventory.recheck", "100ms"));
        properties.putAll(settings);
        return new InventoryTestContext(new SpringApplicationBuilder(Beans.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue())
                        .toArray(String[]::new)));
    }

    FakeAccessDecisionService access() {
        return context.getBean(FakeAccessDecisionService.class);
    }

    Clouds clouds() {
        return context.getBean(Clouds.class);
    }

    /** Creates a user who may see all projects with these names. */
    UserId viewer(String... projects) {
        UserId viewer = access().member();
        for (String project : projects) {
            await().until(() ->
                    clouds().projects().stream().anyMatch(its -> its.name().equals(project)));
            clouds().projects().stream()
                    .filter(its -> its.name().equals(project))
                    .forEach(its -> access().grant(viewer, its, Role.VIEWER, null));
        }
        return viewer;
    }

    TestGridPage open(UserId viewer, ServerGridQuery query) {
        TestGridPage page = new TestGridPage(
                viewer, query, context.getBean(Inventory.class), context.getBean(SortedServersCache.class));
        open.add(page);
        return page;
    }

    ChangeHintSource hints() {
        return context.getBean(ChangeHintSource.class);
    }

    ResourceInventory resources() {
        return context.getBean(ResourceInventory.class);
    }

    @Override
    public void close() {
        open.forEach(TestGridPage::close);
        context.close();
    }
}
