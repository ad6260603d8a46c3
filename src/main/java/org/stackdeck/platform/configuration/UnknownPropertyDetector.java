package org.stackdeck.platform.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Finds properties below {@code stackdeck} that do not exist, for instance because of a typing error. The environment
 * can contain variables with this prefix for other purposes: Kubernetes sets some for a service named
 * {@code stackdeck}. Environment variables are therefore reported only if they are similar to a known variable.
 */
public final class UnknownPropertyDetector {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("stackdeck");

    private static final String VARIABLE_PREFIX = "STACKDECK_";

    private final List<String> names;

    /** Documented environment variables by accepted spelling. */
    private final Map<String, String> variables = new TreeMap<>();

    private UnknownPropertyDetector() {
        names = Stream.concat(
                        PropertyCatalog.definitions().stream().map(PropertyDefinition::name),
                        SecretFileLoader.names().stream().map(name -> name + SecretFileLoader.SUFFIX))
                .toList();
        names.forEach(name -> PropertyDefinition.environmentVariables(name)
                .forEach(variable -> variables.put(variable, PropertyDefinition.environmentVariable(name))));
    }

    /** Returns a warning for each unknown property, without its value. */
    public static List<String> findWarnings(ConfigurableEnvironment environment) {
        return new UnknownPropertyDetector().find(environment);
    }

    private List<String> find(ConfigurableEnvironment environment) {
        List<String> warnings = new ArrayList<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .map(source -> (EnumerablePropertySource<?>) source)
                .forEach(source -> {
                    for (String name : source.getPropertyNames()) {
                        Optional<String> warning = source instanceof SystemEnvironmentPropertySource
                                ? checkVariable(name)
                                : checkProperty(name);
                        warning.filter(text -> !warnings.contains(text)).ifPresent(warnings::add);
                    }
                });
        return warnings;
    }

    private Optional<String> checkVariable(String name) {
        String variable = name.replaceFirst("(?:_\\d+)+_?$", "");
        if (!name.startsWith(VARIABLE_PREFIX) || variables.containsKey(variable)) {
            return Optional.empty();
        }
        return nearest(variable, variables.keySet())
                .filter(known -> distance(variable, known) <= (variable.length() - VARIABLE_PREFIX.length()) / 4)
                .map(known -> warning("environment variable " + name, variables.getOrDefault(known, known)));
    }

    private Optional<String> checkProperty(String name) {
        ConfigurationPropertyName property = ConfigurationPropertyName.adapt(name, '.');
        if (!PREFIX.isAncestorOf(property) || names.stream().anyMatch(known -> isSame(known, property))) {
            return Optional.empty();
        }
        return nearest(name.toLowerCase(Locale.ROOT), names).map(known -> warning("property " + name, known));
    }

    private static boolean isSame(String known, ConfigurationPropertyName property) {
        ConfigurationPropertyName scalar = property.isLastElementIndexed() ? property.getParent() : property;
        return ConfigurationPropertyName.of(known).equals(scalar);
    }

    private static String warning(String subject, String known) {
        return "The " + subject + " is unknown and has no effect. Did you mean " + known + "?";
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(one -> distance(name, one)));
    }

    /** Returns the Levenshtein distance: the minimum number of inserted, deleted and replaced characters. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
