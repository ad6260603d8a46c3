package org.stackdeck.operations;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.action.CloudAction;

/** Returns the durations that the test has set, for all clouds. */
public class FakeActionDurationEstimator implements ActionDurationEstimator {

    private final Map<CloudAction, Duration> usual = new ConcurrentHashMap<>();

    public void setDuration(CloudAction action, Duration duration) {
        usual.put(action, duration);
    }

    public void clear() {
        usual.clear();
    }

    @Override
    public Optional<Duration> estimate(CloudName cloud, CloudAction action) {
        return Optional.ofNullable(usual.get(action));
    }
}
