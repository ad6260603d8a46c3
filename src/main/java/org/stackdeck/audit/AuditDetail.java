package org.stackdeck.audit;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ObjectUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Details of an audit entry: one JSON object with values by their codes. A value is a text, a list or an object.
 *
 * @param text the JSON object as stored; entries of earlier versions have free text
 */
public record AuditDetail(String text) {

    public static final AuditDetail EMPTY = new AuditDetail("{}");

    /** Length of the column in UTF-16 code units. */
    static final int MAX_LENGTH = 2000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ELLIPSIS = "…";

    public static AuditDetail of(String code, Object value) {
        return EMPTY.with(code, value);
    }

    /** @param reason code of the reason for a refusal, a failure or an automatic action */
    public static AuditDetail ofReason(String reason) {
        return of("reason", reason);
    }

    /** Adds the value unless it is null or empty. Replaces control characters in texts. */
    public AuditDetail with(String code, @Nullable Object value) {
        return ObjectUtils.isEmpty(value) ? this : with(Map.of(code, value));
    }

    public AuditDetail with(Map<String, ?> more) {
        return with(new AuditDetail(toNode(more).toString()));
    }

    public AuditDetail with(AuditDetail more) {
        ObjectNode values = values().orElseThrow();
        return new AuditDetail(values.setAll(more.values().orElseThrow()).toString());
    }

    /** @param error code of the error, for which a translation exists */
    public AuditDetail withError(String error, @Nullable String message) {
        return with("error", error).with("message", message);
    }

    /** Returns the values by code, in the order in which they were added; empty if the text is not a JSON object. */
    public Optional<ObjectNode> values() {
        try {
            return JSON.readTree(text) instanceof ObjectNode values ? Optional.of(values) : Optional.empty();
        } catch (JacksonException freeText) {
            return Optional.empty();
        }
    }

    /** Shortens the longest values until the text has at most this length. */
    public AuditDetail shortened(int maxLength) {
        if (text.length() <= maxLength) {
            return this;
        }
        ObjectNode values = values().orElse(null);
        if (values == null) {
            return new AuditDetail(AuditTextSanitizer.sanitize(text, maxLength));
        }
        for (int limit = maxLength; values.toString().length() > maxLength && limit > 0; limit -= limit / 10 + 1) {
            int valueLength = limit;
            values.properties().forEach(value -> value.setValue(shortened(value.getValue(), valueLength)));
        }
        return new AuditDetail(values.toString());
    }

    /** Returns the text as it occurs within a JSON string. */
    static String escaped(String text) {
        String json = StringNode.valueOf(text).toString();
        return json.substring(1, json.length() - 1);
    }

    /** Returns the detail as a single line of well-formed text that fits into the column. */
    AuditDetail sanitized() {
        return new AuditDetail(AuditTextSanitizer.sanitize(shortened(MAX_LENGTH).text, MAX_LENGTH));
    }

    private static JsonNode toNode(Object value) {
        return switch (value) {
            case AuditDetail detail ->
                detail.values().<JsonNode>map(node -> node).orElse(StringNode.valueOf(detail.text));
            case Collection<?> list -> {
                ArrayNode items = JSON.createArrayNode();
                list.forEach(item -> items.add(toNode(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                ObjectNode object = JSON.createObjectNode();
                map.forEach((code, item) -> object.set(sanitize(code), toNode(item)));
                yield object;
            }
            default -> StringNode.valueOf(sanitize(value));
        };
    }

    private static String sanitize(Object value) {
        return AuditTextSanitizer.sanitize(value.toString(), MAX_LENGTH);
    }

    /** Removes the last items of a list, or the end of the text of another value. An object becomes a text. */
    private static JsonNode shortened(JsonNode value, int maxLength) {
        if (value.toString().length() <= maxLength) {
            return value;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode kept = JSON.createArrayNode();
            int room = maxLength;
            for (JsonNode item : list) {
                room -= item.toString().length();
                if (room < 0) {
                    return kept.add(ELLIPSIS);
                }
                kept.add(item);
            }
            return kept;
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        return StringNode.valueOf(AuditTextSanitizer.sanitize(text, maxLength - 1) + ELLIPSIS);
    }
}
