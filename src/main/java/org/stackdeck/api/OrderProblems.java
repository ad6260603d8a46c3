package org.stackdeck.api;

import java.util.stream.Collectors;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ReservedMetadata;
import org.stackdeck.cloud.UnsuitableOrderException;

/** Maps invalid action parameters to problems that name the field. */
final class OrderProblems {

    private OrderProblems() {}

    static ProblemException problem(UnsuitableOrderException e, Order order) {
        ActionParameter parameter = e.parameter();
        String field = parameter.word();
        String given = parameter.secret() ? "…" : order.value(parameter).orElse("");
        return switch (e.why()) {
            case MISSING -> ProblemException.badField(field, "missing-field", field);
            case UNKNOWN ->
                ProblemException.badField(
                        field, "not-for-action", field, order.action().word(), taken(order));
            case MALFORMED ->
                ProblemException.badField(field, "bad-parameter", field, Integer.toString(parameter.longest()));
            case RESERVED -> ProblemException.badField(field, "reserved-key", given, ReservedMetadata.PREFIX);
            case NOT_FOUND -> ProblemException.badField(field, "no-such-choice", field, given);
            case AMBIGUOUS -> ProblemException.badField(field, "ambiguous-choice", field, given);
        };
    }

    private static String taken(Order order) {
        String fields =
                order.action().parameters().stream().map(ActionParameter::word).collect(Collectors.joining(", "));
        return fields.isEmpty() ? "-" : fields;
    }
}
