package org.stackdeck.cloud.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.CloudEntryRemark;

/** Records the connections. An entry named "from-file" is configured in a file. */
public final class FakeCloudConnector implements CloudConnector {

    private volatile List<CloudSettings> connected = List.of();
    private volatile @Nullable CloudSettings tested;
    private volatile @Nullable CountDownLatch release;
    private volatile List<ConnectionStepResult> results = List.of();
    private volatile List<PastedSettings> pasted = List.of();

    /** Returns the settings of the last call of {@link #connect}. */
    public List<CloudSettings> connected() {
        return connected;
    }

    /** Returns the settings of the last test. */
    public @Nullable CloudSettings tested() {
        return tested;
    }

    /** Makes tests wait for the latch. */
    public void blockTests(CountDownLatch latch) {
        release = latch;
    }

    /** Sets the results of the following tests. */
    public void setResults(ConnectionStepResult... reported) {
        results = List.of(reported);
    }

    /** Sets what texts contain; a text is invalid if this is empty. */
    public void setPasted(PastedSettings... entries) {
        pasted = List.of(entries);
    }

    @Override
    public void connect(List<CloudSettings> settings) {
        connected = List.copyOf(settings);
    }

    /** Entries with the same address form one cloud, which has the name of the first. */
    @Override
    public Map<CloudName, String> addresses(List<CloudSettings> settings) {
        Map<String, CloudName> names = new LinkedHashMap<>();
        settings.forEach(each -> names.putIfAbsent(each.value(CloudSetting.AUTH_URL), new CloudName(each.name())));
        return names.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    @Override
    public Set<String> fixedNames() {
        return Set.of("from-file");
    }

    @Override
    public void validate(CloudSettings settings) {
        if (settings.value(CloudSetting.AUTH_URL).isEmpty()) {
            throw new InvalidSettingsException(new CloudEntryRemark(
                    "key-missing", List.of(SOURCE, settings.name(), "auth.auth_url"), "no auth_url"));
        }
    }

    @Override
    public List<PastedSettings> parse(String text) {
        if (pasted.isEmpty()) {
            throw new InvalidSettingsException(
                    new CloudEntryRemark("file-without-clouds", List.of("text"), "no clouds"));
        }
        return pasted;
    }

    @Override
    public void test(CloudSettings settings, ConnectionTestListener listener) {
        tested = settings;
        CountDownLatch latch = release;
        try {
            if (latch != null && !latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        results.forEach(result -> {
            listener.onStarted(result.step());
            listener.onResult(result);
        });
    }
}
