package org.stackdeck.contract;

import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A row of docs/resource-actions.md.
 *
 * @param key identifies the resource among those of the steps
 * @param body request to Stackdeck, in which {@code {key}} represents the ID of a resource and {@code NAME} a unique
 *     name
 * @param command arguments of the command, with the same placeholders; several commands are separated by {@link #AND}
 * @param reached whether the resource is in the final state
 * @param preparation command before the action, on both resources; empty for none
 * @param before status of the resource that Stackdeck must list before the action; empty for any
 * @param project project that contains the resource after the action
 */
record ResourceActionStep(
        String kind,
        String key,
        String action,
        Map<String, Object> body,
        String command,
        Predicate<JsonNode> reached,
        String preparation,
        String before,
        String project) {

    static final String AND = " && ";
    static final String CREATE = "create";
    static final String SET = "set";
    static final String STAFF = "staff";
    static final String RESEARCH = "research";

    static ResourceActionStep of(
            String kind,
            String key,
            String action,
            Map<String, Object> body,
            String command,
            Predicate<JsonNode> reached) {
        return new ResourceActionStep(kind, key, action, body, command, reached, "", "", STAFF);
    }

    ResourceActionStep after(String command, String status) {
        return new ResourceActionStep(kind, key, action, body, this.command, reached, command, status, project);
    }

    ResourceActionStep in(String otherProject) {
        return new ResourceActionStep(kind, key, action, body, command, reached, preparation, before, otherProject);
    }

    boolean isCreation() {
        return action.equals(CREATE);
    }

    boolean isDeletion() {
        return action.equals("delete");
    }
}
