package org.stackdeck.operations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;

/**
 * Prevents users from gaining permissions by changing a server's name, tags or metadata, by which grants select
 * servers.
 */
final class OwnGain {

    private OwnGain() {}

    /** A permission that the change would give to the user. */
    static Optional<Permission> of(Rights rights, Server server, Order order) {
        ServerFacts now = ServerFacts.of(server);
        ServerFacts then = after(now, order);
        return then.equals(now)
                ? Optional.empty()
                : Arrays.stream(Permission.values())
                        .filter(permission ->
                                given(rights.decide(permission, then)) && !given(rights.decide(permission, now)))
                        .findFirst();
    }

    /** Granted now or later: the changed value would still apply when the hours of a grant begin. */
    private static boolean given(Decision decision) {
        return decision.allowed() || decision instanceof Decision.NotYet;
    }

    private static ServerFacts after(ServerFacts now, Order order) {
        return switch (order.action()) {
            case RENAME -> facts(now, order.required(ActionParameter.NAME).strip(), now.tags(), now.metadata());
            case ADD_TAG, REMOVE_TAG -> {
                Set<String> tags = new HashSet<>(now.tags());
                String tag = order.required(ActionParameter.TAG);
                var _ = order.action() == ServerAction.ADD_TAG ? tags.add(tag) : tags.remove(tag);
                yield facts(now, now.name(), tags, now.metadata());
            }
            case SET_METADATA, REMOVE_METADATA -> {
                Map<String, String> metadata = new HashMap<>(now.metadata());
                metadata.remove(order.required(ActionParameter.KEY));
                order.value(ActionParameter.VALUE)
                        .ifPresent(value -> metadata.put(order.required(ActionParameter.KEY), value));
                yield facts(now, now.name(), now.tags(), metadata);
            }
            default -> now;
        };
    }

    private static ServerFacts facts(ServerFacts now, String name, Set<String> tags, Map<String, String> metadata) {
        return new ServerFacts(now.key(), now.project(), name, tags, metadata);
    }
}
