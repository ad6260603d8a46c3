package org.stackdeck.simulator.support;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Formats JSON values as Python does in the error messages of OpenStack's services. */
public final class PythonLiteral {

    private PythonLiteral() {}

    /** Formats a value like {@code str()}: a string without quotes. */
    public static String text(JsonNode value) {
        return value.isString() ? value.asString() : literal(value);
    }

    /** Formats a value like {@code repr()}. */
    public static String literal(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> literal(value.asString());
            case BOOLEAN -> value.asBoolean() ? "True" : "False";
            case NULL, MISSING -> "None";
            case ARRAY -> value.valueStream().map(PythonLiteral::literal).collect(Collectors.joining(", ", "[", "]"));
            case OBJECT ->
                value.propertyStream()
                        .map(p -> literal(p.getKey()) + ": " + literal(p.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case NUMBER, BINARY, POJO -> value.asString();
        };
    }

    public static String literal(String text) {
        char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
        StringBuilder written = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> append(written, c, quote));
        return written.append(quote).toString();
    }

    private static void append(StringBuilder written, int c, char quote) {
        switch (c) {
            case '\\' -> written.append("\\\\");
            case '\n' -> written.append("\\n");
            case '\r' -> written.append("\\r");
            case '\t' -> written.append("\\t");
            default -> {
                if (c == quote) {
                    written.append('\\').append(quote);
                } else if (Character.isISOControl(c)) {
                    written.append("\\x%02x".formatted(c));
                } else {
                    written.appendCodePoint(c);
                }
            }
        }
    }
}
