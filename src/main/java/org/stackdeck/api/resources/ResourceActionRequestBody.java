package org.stackdeck.api.resources;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFields;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;

/**
 * @param action name of a {@link ResourceAction} on the kind
 * @param size new size of a volume in GiB
 */
record ResourceActionRequestBody(
        @Nullable String action, @Nullable Integer size) {

    ActionRequest toActionRequest(ResourceKind kind) {
        ActionRequest actionRequest = ActionRequest.of(parseAction(kind));
        return size == null ? actionRequest : actionRequest.with(ActionParameter.SIZE, String.valueOf(size));
    }

    private ResourceAction parseAction(ResourceKind kind) {
        return ResourceAction.fromCode(kind, RequestFields.require(action, "action"))
                .orElseThrow(() -> ProblemException.invalidField(
                        "action",
                        "unknown-action",
                        ResourceAction.of(kind).map(ResourceAction::code).collect(Collectors.joining(", "))));
    }
}
