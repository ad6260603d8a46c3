package org.stackdeck.api;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Repeatable;
import tools.jackson.databind.json.JsonMapper;

/** Creates idempotent requests from the header with the idempotency key. */
@Component
class RepeatKeys {

    static final String HEADER = "Idempotency-Key";

    private final JsonMapper json;

    RepeatKeys(JsonMapper json) {
        this.json = json;
    }

    /**
     * Returns null without a key.
     *
     * @param asked all values that define the request
     */
    @Nullable
    Repeatable of(@Nullable String key, @Nullable Object... asked) {
        if (key == null) {
            return null;
        }
        if (!Repeatable.suits(key)) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "bad-repeat-key", Map.of("header", HEADER), HEADER);
        }
        return new Repeatable(key, json.writeValueAsString(Arrays.asList(asked)));
    }

    static ProblemException repeatedDifferently() {
        return new ProblemException(HttpStatus.UNPROCESSABLE_CONTENT, "repeated-differently", Map.of());
    }
}
