package org.stackdeck.operations;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.identity.Caller;

/** Offers the same values for all servers. */
public class FakeServerActionChoiceService implements ServerActionChoiceService {

    private final Map<ActionParameter, List<SelectableResource>> offered = new EnumMap<>(ActionParameter.class);
    private @Nullable CloudException failure;

    public synchronized void offer(ActionParameter parameter, SelectableResource... choices) {
        offered.put(parameter, List.of(choices));
        failure = null;
    }

    /** Makes all calls fail until values are offered. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public synchronized List<SelectableResource> load(
            Caller caller, ServerKey server, ServerAction action, ActionParameter parameter) {
        if (failure != null) {
            throw failure;
        }
        return offered.getOrDefault(parameter, List.of());
    }
}
