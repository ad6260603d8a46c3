package org.stackdeck.operations.state;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.operations.NewServerDocument;
import org.stackdeck.operations.OperationId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Serializes action requests for the database. Parameters are JSON; secrets are sealed for the operation. */
@Component
class ActionRequestSerializer {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, ActionArgument>> ARGUMENTS = new TypeReference<>() {};

    private final SecretBox box;

    ActionRequestSerializer(SecretBox box) {
        this.box = box;
    }

    /** Returns null if there are no parameters other than secrets. */
    @Nullable
    String toJson(ActionRequest actionRequest) {
        return writeArguments(actionRequest.withoutSecrets());
    }

    @Nullable
    String sealSecrets(ActionRequest actionRequest, OperationId operation) {
        String secrets = writeArguments(actionRequest.secrets());
        return secrets == null ? null : box.seal(secrets.getBytes(StandardCharsets.UTF_8), sealingContext(operation));
    }

    static ActionRequest fromJson(CloudAction action, @Nullable String open) {
        ActionRequest actionRequest = ActionRequest.of(action);
        if (open == null) {
            return actionRequest;
        }
        for (var actionArgument : JSON.readValue(open, ARGUMENTS).entrySet()) {
            // Another release of Stackdeck may have stored a parameter that this one does not support.
            ActionParameter parameter =
                    ActionParameter.fromCode(actionArgument.getKey()).orElse(null);
            actionRequest =
                    parameter == null ? actionRequest : actionRequest.with(parameter, actionArgument.getValue());
        }
        return actionRequest;
    }

    /** Returns a request that contains only the sealed secrets; without parameters if {@code sealed} is null. */
    ActionRequest unsealSecrets(CloudAction action, OperationId operation, @Nullable String sealed) {
        return sealed == null
                ? ActionRequest.of(action)
                : fromJson(action, new String(box.open(sealed, sealingContext(operation)), StandardCharsets.UTF_8));
    }

    String sealNewServer(NewServer server, OperationId operation) {
        String plan = JSON.writeValueAsString(NewServerDocument.of(server));
        return box.seal(plan.getBytes(StandardCharsets.UTF_8), newServerSealingContext(operation));
    }

    NewServer unsealNewServer(OperationId operation, String plan) {
        String document = new String(box.open(plan, newServerSealingContext(operation)), StandardCharsets.UTF_8);
        return JSON.readValue(document, NewServerDocument.class).server();
    }

    static String failedLaunchToJson(NewServer server) {
        return JSON.writeValueAsString(RelaunchDocument.of(server));
    }

    static RelaunchDocument failedLaunchFromJson(String document) {
        return JSON.readValue(document, RelaunchDocument.class);
    }

    static String newServerSealingContext(OperationId operation) {
        return "plan of operation " + operation;
    }

    private static @Nullable String writeArguments(ActionRequest actionRequest) {
        if (actionRequest.arguments().isEmpty()) {
            return null;
        }
        Map<String, ActionArgument> byWord = new LinkedHashMap<>();
        actionRequest.arguments().forEach((parameter, actionArgument) -> byWord.put(parameter.code(), actionArgument));
        return JSON.writeValueAsString(byWord);
    }

    static String sealingContext(OperationId operation) {
        return "operation " + operation;
    }
}
