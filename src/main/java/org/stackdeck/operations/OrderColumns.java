package org.stackdeck.operations;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.identity.SecretBox;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Serializes actions to columns: parameters as JSON, and secrets separately, sealed for the operation. */
@Component
class OrderColumns {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Argument>> ARGUMENTS = new TypeReference<>() {};

    private final SecretBox box;

    OrderColumns(SecretBox box) {
        this.box = box;
    }

    /** Returns null if there are no parameters. */
    @Nullable
    String open(Order order) {
        return written(order.withoutSecrets());
    }

    @Nullable
    String sealed(Order order, OperationId operation) {
        String secrets = written(order.secrets());
        return secrets == null ? null : box.seal(secrets.getBytes(StandardCharsets.UTF_8), owner(operation));
    }

    static Order read(ServerAction action, @Nullable String open) {
        Order order = Order.of(action);
        if (open == null) {
            return order;
        }
        for (var argument : JSON.readValue(open, ARGUMENTS).entrySet()) {
            // Another release of Stackdeck may have stored a parameter that this one does not support.
            ActionParameter parameter =
                    ActionParameter.ofWord(argument.getKey()).orElse(null);
            order = parameter == null ? order : order.with(parameter, argument.getValue());
        }
        return order;
    }

    /** Opens the secrets of an operation that is not sent yet. */
    Order unsealed(ServerAction action, OperationId operation, @Nullable String sealed) {
        return sealed == null
                ? Order.of(action)
                : read(action, new String(box.open(sealed, owner(operation)), StandardCharsets.UTF_8));
    }

    /** Whether the current key opens both values. Null values count as readable. */
    boolean opens(OperationId operation, @Nullable String secrets, @Nullable String plan) {
        return (secrets == null || box.opens(secrets, owner(operation)))
                && (plan == null || box.opens(plan, planOwner(operation)));
    }

    String sealed(NewServer server, OperationId operation) {
        String plan = JSON.writeValueAsString(PlanDocument.of(server));
        return box.seal(plan.getBytes(StandardCharsets.UTF_8), planOwner(operation));
    }

    NewServer unsealed(OperationId operation, String plan) {
        String document = new String(box.open(plan, planOwner(operation)), StandardCharsets.UTF_8);
        return JSON.readValue(document, PlanDocument.class).server();
    }

    static String kept(NewServer server) {
        return JSON.writeValueAsString(KeptWish.of(server));
    }

    static KeptWish kept(String wish) {
        return JSON.readValue(wish, KeptWish.class);
    }

    private static String planOwner(OperationId operation) {
        return "plan of operation " + operation;
    }

    private static @Nullable String written(Order order) {
        if (order.arguments().isEmpty()) {
            return null;
        }
        Map<String, Argument> byWord = new LinkedHashMap<>();
        order.arguments().forEach((parameter, argument) -> byWord.put(parameter.word(), argument));
        return JSON.writeValueAsString(byWord);
    }

    private static String owner(OperationId operation) {
        return "operation " + operation;
    }
}
