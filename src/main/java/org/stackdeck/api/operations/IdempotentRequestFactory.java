package org.stackdeck.api.operations;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.operations.IdempotentRequest;
import tools.jackson.databind.json.JsonMapper;

/** Creates idempotent requests from the {@code Idempotency-Key} header. */
@Component
public class IdempotentRequestFactory {

    public static final String HEADER = "Idempotency-Key";

    private final JsonMapper json;

    IdempotentRequestFactory(JsonMapper json) {
        this.json = json;
    }

    /**
     * Creates an idempotent request; returns null if there is no key.
     *
     * @param values all values that define the request
     * @throws ProblemException if the key is invalid
     */
    @Nullable
    public IdempotentRequest create(@Nullable String key, @Nullable Object... values) {
        if (key == null) {
            return null;
        }
        if (!IdempotentRequest.isValidKey(key)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "bad-repeat-key", Map.of("header", HEADER), HEADER);
        }
        return new IdempotentRequest(key, json.writeValueAsString(Arrays.asList(values)));
    }
}
