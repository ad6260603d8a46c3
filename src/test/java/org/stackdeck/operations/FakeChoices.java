package org.stackdeck.operations;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;

/** Offers the same values for all servers. */
public class FakeChoices implements Choices {

    private final Map<ActionParameter, List<Choice>> offered = new EnumMap<>(ActionParameter.class);
    private @Nullable CloudException failure;

    public synchronized void offer(ActionParameter parameter, Choice... choices) {
        offered.put(parameter, List.of(choices));
        failure = null;
    }

    /** Fails all calls until values are offered. */
    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public synchronized List<Choice> of(
            Caller caller, ServerKey server, ServerAction action, ActionParameter parameter) {
        if (failure != null) {
            throw failure;
        }
        return offered.getOrDefault(parameter, List.of());
    }
}
