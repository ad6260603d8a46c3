package org.stackdeck.ui.help;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;

/** Determines the terms that the dialogs of actions and the fields of their parameters explain. */
public final class ActionTerms {

    private static final Map<ServerAction, Term> SERVER_ACTIONS = Map.ofEntries(
            entry(ServerAction.RESIZE, Term.RESIZE),
            entry(ServerAction.CONFIRM_RESIZE, Term.RESIZE),
            entry(ServerAction.REVERT_RESIZE, Term.RESIZE),
            entry(ServerAction.REBUILD, Term.REBUILD),
            entry(ServerAction.RESCUE, Term.RESCUE),
            entry(ServerAction.SHELVE, Term.SHELVE),
            entry(ServerAction.MIGRATE, Term.MIGRATE),
            entry(ServerAction.LIVE_MIGRATE, Term.MIGRATE),
            entry(ServerAction.SNAPSHOT, Term.SERVER_SNAPSHOT),
            entry(ServerAction.ASSOCIATE_FLOATING_IP, Term.FLOATING_IP),
            entry(ServerAction.ADD_SECURITY_GROUP, Term.SECURITY_GROUP));

    private static final Map<ResourceAction, Term> RESOURCE_ACTIONS = Map.of(
            ResourceAction.CREATE_VOLUME_SNAPSHOT, Term.VOLUME_SNAPSHOT,
            ResourceAction.CREATE_VOLUME_BACKUP, Term.VOLUME_BACKUP,
            ResourceAction.CREATE_FLOATING_IP, Term.FLOATING_IP,
            ResourceAction.CREATE_SECURITY_GROUP, Term.SECURITY_GROUP);

    private static final Map<ActionParameter, Term> PARAMETERS = Map.of(
            ActionParameter.TYPE, Term.VOLUME_TYPE,
            ActionParameter.POLICY, Term.SERVER_GROUP_POLICY,
            ActionParameter.PORT_SECURITY, Term.PORT_SECURITY,
            ActionParameter.ALLOWED_ADDRESS_PAIRS, Term.ALLOWED_ADDRESS_PAIRS);

    private ActionTerms() {}

    public static Optional<Term> of(ServerAction action) {
        return Optional.ofNullable(SERVER_ACTIONS.get(action));
    }

    public static Optional<Term> of(ResourceAction action) {
        return Optional.ofNullable(RESOURCE_ACTIONS.get(action));
    }

    public static Optional<Term> of(ActionParameter parameter) {
        return Optional.ofNullable(PARAMETERS.get(parameter));
    }
}
