package org.stackdeck.api.error;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Maps errors in request bodies to problems that name the location, without revealing class names. */
public final class RequestBodyErrorMapper {

    private RequestBodyErrorMapper() {}

    public static ProblemException toProblem(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown -> ProblemException.invalidField(path(unknown), "unknown-field");
            case StreamReadException malformed
            when malformed.getOriginalMessage().startsWith("Duplicate") -> located("duplicate-field", malformed);
            case StreamReadException malformed -> located("malformed", malformed);
            case JacksonException wrong
            when !path(wrong).isEmpty() -> ProblemException.invalidField(path(wrong), "wrong-type");
            case null, default -> new ProblemException(HttpStatus.BAD_REQUEST, "no-object", Map.of());
        };
    }

    private static ProblemException located(String code, StreamReadException e) {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                code,
                Map.of(),
                e.getLocation().getLineNr(),
                e.getLocation().getColumnNr());
    }

    /** Returns the path of the invalid field, for example {@code grants[0].cloud}. */
    private static String path(JacksonException e) {
        String path =
                e.getPath().stream().map(RequestBodyErrorMapper::pathSegment).collect(Collectors.joining());
        return path.startsWith(".") ? path.substring(1) : path;
    }

    private static String pathSegment(JacksonException.Reference step) {
        @Nullable String name = step.getPropertyName();
        return name == null ? "[" + step.getIndex() + "]" : "." + name;
    }
}
