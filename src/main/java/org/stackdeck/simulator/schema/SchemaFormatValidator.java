package org.stackdeck.simulator.schema;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.simulator.support.PythonLiteral;
import tools.jackson.databind.JsonNode;

/** Validates strings by the formats of Nova's schemas (nova.api.validation.validators). */
final class SchemaFormatValidator {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-f:.]{2,45}");

    /**
     * Unprintable characters. Nova examines only the first 65,535 code points of Unicode and treats all others as
     * unprintable.
     */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]|[^\\u0000-\\uFFFE]");

    private static final Pattern BASE64 = Pattern.compile("([A-Za-z0-9+/]*)(=*).*");
    private static final String WRONG_NAME = "An invalid 'name' value was provided. The name must be: ";
    private static final String NAME = "printable characters. Can not start or end with whitespace.";
    private static final String ZONE_NAME = "printable characters except :.Can not start or end with whitespace.";
    private static final String DIGITS_AND_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private SchemaFormatValidator() {}

    /**
     * Returns the violation of the format; empty if there is none. A value that is not a string matches every format.
     */
    static Optional<String> violation(String format, JsonNode value) {
        if (!value.isString() || matches(format, value.asString())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (format) {
                    case "name" -> WRONG_NAME + NAME;
                    case "az_name" -> WRONG_NAME + ZONE_NAME;
                    case "keypair_name_20", "keypair_name_292" ->
                        WRONG_NAME + "Only expected characters: [" + keypairCharacters(format) + "]";
                    default -> PythonLiteral.literal(value) + " is not a " + PythonLiteral.literal(format);
                });
    }

    /** Returns whether the error message omits the field and its value. */
    static boolean isCompleteMessage(String format) {
        return format.contains("name");
    }

    private static boolean matches(String format, String text) {
        return switch (format) {
            case "name" -> isName(text);
            case "az_name" -> isName(text) && !text.contains(":");
            case "keypair_name_20", "keypair_name_292" ->
                text.chars().allMatch(c -> keypairCharacters(format).indexOf(c) >= 0);
            case "uuid" -> UUID.matcher(text.toLowerCase(Locale.ROOT)).matches();
            case "ipv4" -> IPV4.matcher(text).matches();
            case "ipv6" -> IPV6.matcher(text.toLowerCase(Locale.ROOT)).matches();
            case "base64" -> isBase64(text);
            default -> true;
        };
    }

    private static String keypairCharacters(String format) {
        return (format.equals("keypair_name_20") ? "_- " : "@._- ") + DIGITS_AND_LETTERS;
    }

    private static boolean isName(String text) {
        return text.equals(text.strip()) && !UNPRINTABLE.matcher(text).find();
    }

    /**
     * Returns whether the text is valid Base64. Characters outside the alphabet are ignored, as in Python's decoder.
     */
    private static boolean isBase64(String text) {
        Matcher parts = BASE64.matcher(text.replaceAll("[^A-Za-z0-9+/=]+", ""));
        if (!parts.matches()) {
            return false;
        }
        int padding = parts.group(2).length();
        return switch (parts.group(1).length() % 4) {
            case 0 -> true;
            case 1 -> false;
            case 2 -> padding >= 2;
            default -> padding >= 1;
        };
    }
}
