package org.stackdeck.cloud.openstack;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.connection.InvalidSettingsException;
import org.stackdeck.cloud.connection.PastedSettings;
import org.stackdeck.cloud.connection.PersistedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.cloud.connection.PlannedCloud;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.config.ConnectionEntryReader;
import org.stackdeck.cloud.openstack.config.InvalidEntryException;
import org.stackdeck.cloud.openstack.config.ParsedEntry;
import org.stackdeck.cloud.openstack.config.PastedSettingsParser;
import org.stackdeck.cloud.openstack.connectiontest.ConnectionTester;
import org.stackdeck.cloud.openstack.discovery.CloudContext;
import org.stackdeck.cloud.openstack.http.OpenStackProperties;

/** Adds the connected clouds to {@link OpenStackClouds}, and tests connections. */
final class OpenStackConnector implements CloudConnector {

    private static final Duration BREAKER_PAUSE = Duration.ofSeconds(1);

    private final OpenStackClouds clouds;
    private final Set<String> fixedNames;
    private final BrokerProbe brokerProbe;
    private final Clock clock;
    private final CloudsChangedNotifier notifier;
    /** The entries by their settings. Clouds keep their connections while their entries are the same objects. */
    private Map<PersistedSettings, ParsedEntry> connected = Map.of();

    OpenStackConnector(
            OpenStackClouds clouds,
            Set<String> fixedNames,
            BrokerProbe brokerProbe,
            Clock clock,
            CloudsChangedNotifier notifier) {
        this.clouds = clouds;
        this.fixedNames = Set.copyOf(fixedNames);
        this.brokerProbe = brokerProbe;
        this.clock = clock;
        this.notifier = notifier;
    }

    @Override
    public synchronized void connect(List<PersistedSettings> stored) {
        Map<PersistedSettings, ParsedEntry> now = new LinkedHashMap<>();
        stored.forEach(each -> {
            ParsedEntry known = connected.get(each);
            now.put(each, known == null ? ConnectionEntryReader.parse(each, fixedNames) : known);
        });
        connected = now;
        notifier.notifyOf(clouds.setAdditionalEntries(List.copyOf(now.values())));
    }

    @Override
    public List<PlannedCloud> plan(List<CloudSettings> settings) {
        return clouds.plan(settings.stream()
                .map(each -> ConnectionEntryReader.parse(
                        new PersistedSettings(each.withoutSecrets(), ReadablePart.WITHOUT_SECRETS), fixedNames))
                .toList());
    }

    @Override
    public Set<String> fixedNames() {
        return fixedNames;
    }

    @Override
    public void validate(CloudSettings settings) {
        CloudEntry _ = read(settings);
    }

    @Override
    public List<PastedSettings> parse(String text) {
        try {
            return PastedSettingsParser.parse(text);
        } catch (InvalidEntryException e) {
            throw new InvalidSettingsException(e.remark());
        }
    }

    @Override
    public void test(CloudSettings settings, ConnectionTestListener listener) {
        CloudEntry entry = read(settings);
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("connection-test-", 0).factory());
        CloudContext context = new CloudContext(testProperties(), clock, executor);
        try {
            new ConnectionTester(entry, context, brokerProbe).run(listener);
        } finally {
            context.close();
            executor.shutdownNow();
        }
    }

    private static OpenStackProperties testProperties() {
        return new OpenStackProperties(
                ConnectionTester.REQUEST_LIMIT,
                ConnectionTester.REQUEST_LIMIT,
                2,
                ConnectionTester.REQUEST_LIMIT,
                BREAKER_PAUSE,
                1);
    }

    private static CloudEntry read(CloudSettings settings) {
        try {
            return ConnectionEntryReader.read(settings);
        } catch (InvalidEntryException e) {
            throw new InvalidSettingsException(e.remark());
        }
    }
}
