package org.stackdeck.simulator.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.PythonLiteral;
import tools.jackson.databind.JsonNode;

/**
 * JSON schema of a request body, with Nova's error messages (nova.api.validation). Reports the first violation in the
 * order of the schema, so the order of keywords is significant. Ignores unsupported keywords.
 */
public final class JsonSchema {

    /**
     * A violation of the schema.
     *
     * @param path path to the value, outermost element first; empty for the body itself
     * @param isCompleteMessage whether the message is complete without the path and the value
     */
    private record Violation(List<String> path, JsonNode value, String message, boolean isCompleteMessage) {}

    private final JsonNode root;

    private JsonSchema(JsonNode root) {
        this.root = root;
    }

    public static JsonSchema of(String json) {
        return new JsonSchema(Json.MAPPER.readTree(json));
    }

    /** Creates the schema of a body whose only property, an action or a resource, has the given schema. */
    public static JsonSchema within(String name, String json) {
        return of("""
                {"type": "object", "properties": {"%1$s": %2$s}, "required": ["%1$s"], "additionalProperties": false}""".formatted(name, json));
    }

    /**
     * Checks the body.
     *
     * @throws ApiException 400 with Nova's message if the body violates the schema
     */
    public void check(JsonNode body) {
        Violation violation = firstViolation(root, body, List.of()).orElse(null);
        if (violation == null) {
            return;
        }
        if (violation.isCompleteMessage() || violation.path().isEmpty()) {
            throw ApiException.badRequest(violation.message());
        }
        throw ApiException.badRequest("Invalid input for field/attribute %s. Value: %s. %s"
                .formatted(violation.path().getLast(), PythonLiteral.text(violation.value()), violation.message()));
    }

    private static Optional<Violation> firstViolation(JsonNode schema, JsonNode value, List<String> path) {
        return schema.propertyStream()
                .map(keyword -> evaluate(schema, keyword, value, path))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Violation evaluate(
            JsonNode schema, Map.Entry<String, JsonNode> keyword, JsonNode value, List<String> path) {
        JsonNode rule = keyword.getValue();
        return switch (keyword.getKey()) {
            case "properties" -> properties(rule, value, path);
            case "patternProperties" -> patternProperties(rule, value, path);
            case "items" -> items(rule, value, path);
            case "allOf" -> firstOf(rule.valueStream().map(part -> firstViolation(part, value, path)));
            case "format" ->
                SchemaFormatValidator.violation(rule.asString(), value)
                        .map(text -> new Violation(
                                path, value, text, SchemaFormatValidator.isCompleteMessage(rule.asString())))
                        .orElse(null);
            default -> {
                String text = SchemaKeywordValidator.violation(
                        schema, keyword.getKey(), value, other -> isValid(other, value));
                yield text == null ? null : new Violation(path, value, text, false);
            }
        };
    }

    private static boolean isValid(JsonNode schema, JsonNode value) {
        return firstViolation(schema, value, List.of()).isEmpty();
    }

    private static @Nullable Violation properties(JsonNode rule, JsonNode value, List<String> path) {
        return firstOf(rule.propertyStream()
                .filter(p -> value.has(p.getKey()))
                .map(p -> firstViolation(p.getValue(), value.path(p.getKey()), below(path, p.getKey()))));
    }

    private static @Nullable Violation patternProperties(JsonNode rule, JsonNode value, List<String> path) {
        return firstOf(rule.propertyStream()
                .flatMap(pattern -> value.propertyStream()
                        .filter(p -> SchemaKeywordValidator.matchesPattern(pattern.getKey(), p.getKey()))
                        .map(p -> firstViolation(pattern.getValue(), p.getValue(), below(path, p.getKey())))));
    }

    private static @Nullable Violation items(JsonNode rule, JsonNode value, List<String> path) {
        List<Optional<Violation>> found = new ArrayList<>();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            found.add(firstViolation(rule, value.path(i), below(path, String.valueOf(i))));
        }
        return firstOf(found.stream());
    }

    private static @Nullable Violation firstOf(Stream<Optional<Violation>> found) {
        return found.flatMap(Optional::stream).findFirst().orElse(null);
    }

    private static List<String> below(List<String> path, String part) {
        return Stream.concat(path.stream(), Stream.of(part)).collect(Collectors.toUnmodifiableList());
    }
}
