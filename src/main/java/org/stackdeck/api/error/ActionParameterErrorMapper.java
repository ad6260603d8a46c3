package org.stackdeck.api.error;

import java.util.Locale;
import java.util.stream.Collectors;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.server.ReservedMetadata;

/** Maps invalid action parameters to problems that name the field. */
public final class ActionParameterErrorMapper {

    private ActionParameterErrorMapper() {}

    public static ProblemException toProblem(InvalidActionParameterException e, ActionRequest actionRequest) {
        ActionParameter parameter = e.parameter();
        String field = e.field();
        String given =
                parameter.isSecret() ? "…" : actionRequest.value(parameter).orElse("");
        return switch (e.reason()) {
            case MISSING -> ProblemException.missingField(field);
            case UNKNOWN ->
                ProblemException.invalidField(
                        field, "not-for-action", actionRequest.action().code(), supportedFields(actionRequest));
            case EXCLUDED -> ProblemException.invalidField(field, "excluded-parameter");
            case MALFORMED -> ProblemException.invalidField(field, "bad-parameter", parameter.maxLength());
            case SIMILAR_TAGS -> ProblemException.invalidField(field, "similar-tags");
            case DOT_SEGMENT -> ProblemException.invalidField(field, "dot-segment");
            case RESERVED -> ProblemException.invalidField(field, "reserved-key", given, ReservedMetadata.PREFIX);
            case SERVICE_KEY -> ProblemException.invalidField(field, "service-key", given);
            case NOT_FOUND -> ProblemException.invalidField(field, "no-such-choice", given);
            case OVERLAPS_IN_PROJECT, OVERLAPS_IN_NETWORK ->
                ProblemException.invalidField(
                        field, e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'), e.detail());
            case AMBIGUOUS -> ProblemException.invalidField(field, "ambiguous-choice", given);
        };
    }

    private static String supportedFields(ActionRequest actionRequest) {
        String fields = actionRequest.action().parameters().stream()
                .map(ActionParameter::code)
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "-" : fields;
    }
}
