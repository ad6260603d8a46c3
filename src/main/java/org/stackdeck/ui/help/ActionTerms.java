package org.stackdeck.ui.help;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKind;

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

    private static final Map<ResourceKind, List<Term>> KINDS = Map.of(
            ResourceKind.FLAVOR, List.of(Term.FLAVOR, Term.EPHEMERAL_DISK),
            ResourceKind.AVAILABILITY_ZONE, List.of(Term.AVAILABILITY_ZONE, Term.HOST),
            ResourceKind.VOLUME_TYPE, List.of(Term.VOLUME_TYPE),
            ResourceKind.VOLUME_SNAPSHOT, List.of(Term.VOLUME_SNAPSHOT),
            ResourceKind.VOLUME_BACKUP, List.of(Term.VOLUME_BACKUP),
            ResourceKind.FLOATING_IP, List.of(Term.FLOATING_IP),
            ResourceKind.SECURITY_GROUP, List.of(Term.SECURITY_GROUP),
            ResourceKind.SERVER_GROUP, List.of(Term.SERVER_GROUP_POLICY));

    /** Actions of Nova that administrators start outside Stackdeck. */
    private static final Map<String, Term> NOVA_ACTIONS =
            Map.of("evacuate", Term.EVACUATE, "migrate", Term.MIGRATE, "live-migration", Term.MIGRATE);

    private ActionTerms() {}

    /** Returns the terms that a list of resources of the kind explains; empty for none. */
    public static List<Term> of(ResourceKind kind) {
        return KINDS.getOrDefault(kind, List.of());
    }

    /** @param action code of an action in Nova's list of instance actions */
    public static Optional<Term> ofNovaAction(String action) {
        return Optional.ofNullable(NOVA_ACTIONS.get(action));
    }

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
