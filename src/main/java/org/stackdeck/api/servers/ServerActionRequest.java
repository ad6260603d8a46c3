package org.stackdeck.api.servers;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;

/**
 * Request body of an action on a server. Each action has its own fields.
 *
 * @param action name of a {@link ServerAction}
 * @param image an ID, or a name that is unique in the project, as for all other resources
 */
record ServerActionRequest(
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
        @Nullable String fromServer,
        @Nullable String host,
        @Nullable String password,
        @Nullable String state) {

    private static final String ACTION_NAMES =
            ServerAction.forExistingServers().stream().map(ServerAction::code).collect(Collectors.joining(", "));

    /** Omits the password. */
    @Override
    public String toString() {
        return "ServerActionRequest[" + action + "]";
    }

    ActionRequest toActionRequest() {
        return ActionRequest.of(parseAction(), RequestFieldValidator.toArguments(this));
    }

    private ServerAction parseAction() {
        return ServerAction.fromCode(RequestFieldValidator.require(action, "action"))
                .filter(ServerAction.forExistingServers()::contains)
                .orElseThrow(() -> ProblemException.invalidField("action", "unknown-action", ACTION_NAMES));
    }
}
