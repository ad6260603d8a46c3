package org.stackdeck.operations;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerAction;

/** Returns the durations set by the test, for all clouds. */
public class FakeUsualDurations implements UsualDurations {

    private final Map<ServerAction, Duration> usual = new ConcurrentHashMap<>();

    public void take(ServerAction action, Duration duration) {
        usual.put(action, duration);
    }

    public void forget() {
        usual.clear();
    }

    @Override
    public Optional<Duration> of(CloudName cloud, ServerAction action) {
        return Optional.ofNullable(usual.get(action));
    }
}
