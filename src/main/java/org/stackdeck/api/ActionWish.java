package org.stackdeck.api;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;

/**
 * Request body for an action on a server.
 *
 * @param action name of a {@link ServerAction}
 * @param image like all other resources, an id or a unique name in the project
 */
record ActionWish(
        @Nullable String action,
        @Nullable String name,
        @Nullable String description,
        @Nullable String reason,
        @Nullable String tag,
        @Nullable String key,
        @Nullable String value,
        @Nullable String image,
        @Nullable String flavor,
        @Nullable String volume,
        @Nullable String network,
        @Nullable String port,
        @Nullable String securityGroup,
        @Nullable String floatingIp,
        @Nullable String host,
        @Nullable String password,
        @Nullable String state) {

    private static final String WORDS =
            ServerAction.ofServers().stream().map(ServerAction::word).collect(Collectors.joining(", "));

    /** Omits the password. */
    @Override
    public String toString() {
        return "ActionWish[" + action + "]";
    }

    Order order() {
        Order order = Order.of(parsed());
        for (ActionParameter parameter : ActionParameter.values()) {
            String given = given(parameter);
            if (given != null) {
                order = order.with(parameter, given);
            }
        }
        return order;
    }

    private ServerAction parsed() {
        if (action == null) {
            throw ProblemException.badField("action", "missing-field", "action");
        }
        return ServerAction.ofWord(action)
                .filter(ServerAction.ofServers()::contains)
                .orElseThrow(() -> ProblemException.badField("action", "unknown-action", WORDS));
    }

    private @Nullable String given(ActionParameter parameter) {
        return switch (parameter) {
            case NAME -> name;
            case DESCRIPTION -> description;
            case REASON -> reason;
            case TAG -> tag;
            case KEY -> key;
            case VALUE -> value;
            case IMAGE -> image;
            case FLAVOR -> flavor;
            case VOLUME -> volume;
            case NETWORK -> network;
            case PORT -> port;
            case SECURITY_GROUP -> securityGroup;
            case FLOATING_IP -> floatingIp;
            case HOST -> host;
            case PASSWORD -> password;
            case STATE -> state;
        };
    }
}
