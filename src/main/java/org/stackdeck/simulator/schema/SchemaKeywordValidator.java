package org.stackdeck.simulator.schema;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.support.PythonLiteral;
import tools.jackson.databind.JsonNode;

/** Validates the keywords that do not apply to nested values. The messages are those of Python's jsonschema 4.19. */
final class SchemaKeywordValidator {

    private SchemaKeywordValidator() {}

    /**
     * @param fits tests whether a value matches another schema
     * @return the violation, or null
     */
    static @Nullable String violation(JsonNode schema, String keyword, JsonNode value, Predicate<JsonNode> fits) {
        JsonNode rule = schema.path(keyword);
        return switch (keyword) {
            case "type" -> violationIf(!isOfType(rule, value), value, " is not of type " + names(rule));
            case "enum" -> violationIf(!isOneOf(rule, value), value, " is not one of " + PythonLiteral.literal(rule));
            case "oneOf" ->
                violationIf(rule.valueStream().noneMatch(fits), value, " is not valid under any of the given schemas");
            case "pattern" ->
                violationIf(
                        value.isString() && !matchesPattern(rule.asString(), value.asString()),
                        value,
                        " does not match " + PythonLiteral.literal(rule));
            case "minLength" -> violationIf(value.isString() && length(value) < rule.asInt(), value, " is too short");
            case "maxLength" -> violationIf(value.isString() && length(value) > rule.asInt(), value, " is too long");
            case "minItems" -> violationIf(value.isArray() && value.size() < rule.asInt(), value, " is too short");
            case "maxItems" -> violationIf(value.isArray() && value.size() > rule.asInt(), value, " is too long");
            case "uniqueItems" ->
                violationIf(
                        value.isArray() && value.valueStream().distinct().count() < value.size(),
                        value,
                        " has non-unique elements");
            case "minProperties" ->
                violationIf(value.isObject() && value.size() < rule.asInt(), value, " does not have enough properties");
            case "maxProperties" ->
                violationIf(value.isObject() && value.size() > rule.asInt(), value, " has too many properties");
            case "minimum", "maximum" -> rangeViolation(keyword, rule, value);
            case "required" ->
                value.isObject()
                        ? rule.valueStream()
                                .filter(name -> !value.has(name.asString()))
                                .map(name -> PythonLiteral.literal(name) + " is a required property")
                                .findFirst()
                                .orElse(null)
                        : null;
            case "additionalProperties" -> additionalPropertiesViolation(schema, value);
            default -> null;
        };
    }

    static boolean matchesPattern(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).find();
    }

    private static @Nullable String violationIf(boolean wrong, JsonNode value, String words) {
        return wrong ? PythonLiteral.literal(value) + words : null;
    }

    private static int length(JsonNode text) {
        String value = text.asString();
        return value.codePointCount(0, value.length());
    }

    private static String names(JsonNode rule) {
        return either(rule).map(PythonLiteral::literal).collect(Collectors.joining(", "));
    }

    private static Stream<JsonNode> either(JsonNode rule) {
        return rule.isArray() ? rule.valueStream() : Stream.of(rule);
    }

    private static boolean isOfType(JsonNode rule, JsonNode value) {
        return either(rule).anyMatch(type -> switch (type.asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        });
    }

    private static boolean isOneOf(JsonNode rule, JsonNode value) {
        return rule.valueStream().anyMatch(value::equals);
    }

    /**
     * Returns the violation of a minimum or maximum; null if there is none or the value is not an integer. The integer
     * can be a string.
     */
    private static @Nullable String rangeViolation(String keyword, JsonNode rule, JsonNode value) {
        String text = value.isNumber() || value.isString() ? value.asString() : "";
        if (!text.matches("-?\\d{1,18}")) {
            return null;
        }
        long number = Long.parseLong(text);
        boolean least = keyword.equals("minimum");
        if (least ? number >= rule.asLong() : number <= rule.asLong()) {
            return null;
        }
        return number + (least ? " is less than the minimum of " : " is greater than the maximum of ") + rule.asLong();
    }

    private static @Nullable String additionalPropertiesViolation(JsonNode schema, JsonNode value) {
        List<String> known = List.copyOf(schema.path("properties").propertyNames());
        List<String> patterns = schema.path("patternProperties").propertyNames().stream()
                .sorted()
                .toList();
        List<String> more = value.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .filter(name -> patterns.stream().noneMatch(p -> matchesPattern(p, name)))
                .sorted()
                .map(PythonLiteral::literal)
                .toList();
        if (more.isEmpty() || schema.path("additionalProperties").asBoolean(true)) {
            return null;
        }
        String names = String.join(", ", more);
        if (patterns.isEmpty()) {
            return "Additional properties are not allowed (%s %s unexpected)"
                    .formatted(names, more.size() == 1 ? "was" : "were");
        }
        return "%s %s not match any of the regexes: %s"
                .formatted(
                        names,
                        more.size() == 1 ? "does" : "do",
                        patterns.stream().map(PythonLiteral::literal).collect(Collectors.joining(", ")));
    }
}
