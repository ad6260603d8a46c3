package org.stackdeck.api.error;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.inventory.search.SearchProperty;
import org.stackdeck.inventory.search.SearchQuery;

/** Reads fields of request bodies. Problems name the field by its path in the body. */
public final class RequestFieldValidator {

    private RequestFieldValidator() {}

    public static <T> T require(@Nullable T value, String field) {
        if (value == null) {
            throw ProblemException.missingField(field);
        }
        return value;
    }

    /** Returns the value, or throws a {@link ProblemException} if the value is null or blank. */
    public static String requireText(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw ProblemException.missingField(field);
        }
        return value;
    }

    /**
     * Returns the elements, or throws a {@link ProblemException} if one of them is null or blank. Returns an empty list
     * for null.
     */
    public static List<String> requireTexts(@Nullable List<@Nullable String> values, String field) {
        List<String> all = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> all.add(requireText(value, field)));
        }
        return all;
    }

    /**
     * Returns the search text, or an empty text for null.
     *
     * @throws ProblemException if a part of the search would be ignored, because the response would then contain more
     *     objects than the client has requested
     */
    public static String requireSearch(
            @Nullable String search, String field, Collection<? extends SearchProperty> properties) {
        if (search == null) {
            return "";
        }
        if (search.length() > SearchQuery.MAX_LENGTH) {
            throw ProblemException.invalidField(field, "too-long", SearchQuery.MAX_LENGTH);
        }
        if (SearchQuery.isPartlyIgnored(search, properties)) {
            throw ProblemException.invalidField(field, "incomplete-search", SearchQuery.MAX_TERMS);
        }
        return search;
    }

    public static void requireMaxSize(Collection<?> values, int max, String field) {
        if (values.size() > max) {
            throw ProblemException.invalidField(field, "too-many", max);
        }
    }

    /**
     * Returns the arguments of an action that a request body contains: the fields whose names are codes of parameters.
     *
     * @throws ProblemException if an element of a list is null or blank, contains a comma, or equals {@link
     *     ActionParameter#NONE}
     */
    public static Map<ActionParameter, String> toArguments(Record body) {
        Map<ActionParameter, String> arguments = new EnumMap<>(ActionParameter.class);
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            Method accessor = component.getAccessor();
            // The classes of request bodies are not public.
            ReflectionUtils.makeAccessible(accessor);
            Object value = ReflectionUtils.invokeMethod(accessor, body);
            if (value != null) {
                ActionParameter.fromCode(component.getName())
                        .ifPresent(parameter -> arguments.put(parameter, toArgument(parameter, value)));
            }
        }
        return arguments;
    }

    private static String toArgument(ActionParameter parameter, Object value) {
        if (!(value instanceof List<?> items)) {
            return value.toString();
        }
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(requireText((String) item, parameter.code())));
        if (texts.stream().anyMatch(text -> text.contains(",") || text.equals(ActionParameter.NONE))) {
            throw ProblemException.invalidField(parameter.code(), "bad-parameter", parameter.maxLength());
        }
        return ActionParameter.list(texts);
    }

    /** Parses an ISO 8601 duration. Returns empty if it is invalid or out of range. */
    public static Optional<Duration> parseDuration(String text, Duration min, Duration max) {
        try {
            return Optional.of(Duration.parse(text))
                    .filter(duration -> duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Parses the name of a constant, ignoring case. Returns empty if there is no such constant. */
    public static <E extends Enum<E>> Optional<E> parseEnum(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * Returns the value that the constructor or factory method creates from the text; empty if it rejects the text.
     * Callers can thus treat an invalid ID like an unknown one.
     */
    public static <T> Optional<T> parse(Function<String, T> factory, String text) {
        try {
            return Optional.of(factory.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
