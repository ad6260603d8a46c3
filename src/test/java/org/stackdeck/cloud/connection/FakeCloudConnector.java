package org.stackdeck.cloud.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.CloudEntryRemark;

/** Records connections without connecting. The entry "from-file" is the only one in files. */
public final class FakeCloudConnector implements CloudConnector {

    private volatile List<PersistedSettings> connected = List.of();
    private volatile Runnable onConnect = () -> {};
    private volatile Runnable onValidate = () -> {};
    private volatile @Nullable CloudSettings tested;
    private volatile @Nullable CountDownLatch release;
    private volatile List<ConnectionStepResult> results = List.of();
    private volatile List<PastedSettings> pasted = List.of();

    /** Returns the settings of the last call of {@link #connect}. */
    public List<CloudSettings> connected() {
        return connected.stream().map(PersistedSettings::settings).toList();
    }

    /** Returns the argument of the last call of {@link #connect}. */
    public List<PersistedSettings> stored() {
        return connected;
    }

    /** Sets a task that runs before clouds are connected. An exception of the task prevents the connection. */
    public void onConnect(Runnable before) {
        onConnect = before;
    }

    /** Sets a task that runs at the start of each validation. */
    public void onValidate(Runnable during) {
        onValidate = during;
    }

    /** Returns the settings of the last connection test; null before the first one. */
    public @Nullable CloudSettings tested() {
        return tested;
    }

    /** Makes connection tests wait for the latch, for at most ten seconds. */
    public void blockTests(CountDownLatch latch) {
        release = latch;
    }

    /** Sets the results of further connection tests. */
    public void setResults(ConnectionStepResult... reported) {
        results = List.of(reported);
    }

    /** Sets the entries that {@link #parse} returns for each text. Without entries, each text is invalid. */
    public void setPasted(PastedSettings... entries) {
        pasted = List.of(entries);
    }

    @Override
    public void connect(List<PersistedSettings> stored) {
        onConnect.run();
        connected = List.copyOf(stored);
    }

    /**
     * Groups the entries with the same address and region into one cloud, which has the name of the first entry.
     * Ignores entries without an address.
     */
    @Override
    public List<PlannedCloud> plan(List<CloudSettings> settings) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        settings.stream()
                .filter(each -> !each.value(CloudSetting.AUTH_URL).isEmpty())
                .forEach(each -> entries.computeIfAbsent(
                                each.value(CloudSetting.AUTH_URL) + " " + each.value(CloudSetting.REGION_NAME),
                                _ -> new ArrayList<>())
                        .add(each.name()));
        return entries.entrySet().stream()
                .map(group ->
                        new PlannedCloud(new CloudName(group.getValue().getFirst()), group.getKey(), group.getValue()))
                .toList();
    }

    @Override
    public Set<String> fixedNames() {
        return Set.of("from-file");
    }

    @Override
    public void validate(CloudSettings settings) {
        onValidate.run();
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
