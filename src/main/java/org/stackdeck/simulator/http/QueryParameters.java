package org.stackdeck.simulator.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Query parameters. A name can occur several times. */
public record QueryParameters(Map<String, List<String>> values) {

    public static QueryParameters parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (raw != null) {
            for (String part : raw.split("&", -1)) {
                int equals = part.indexOf('=');
                String name = decode(equals < 0 ? part : part.substring(0, equals));
                if (!name.isEmpty()) {
                    values.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(equals < 0 ? "" : decode(part.substring(equals + 1)));
                }
            }
        }
        return new QueryParameters(values);
    }

    /**
     * Returns the last value of the parameter. Nova and Neutron use the last value if a parameter occurs several times.
     */
    public Optional<String> last(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getLast);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public QueryParameters without(String name) {
        Map<String, List<String>> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new QueryParameters(others);
    }

    /** Returns the query as text, sorted by name, with the value of one parameter set. */
    public String withParameter(String name, String value) {
        Map<String, List<String>> more = new TreeMap<>(values);
        more.put(name, List.of(value));
        return more.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> encode(e.getKey()) + "=" + encode(v)))
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
