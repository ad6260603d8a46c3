package org.stackdeck.platform.configuration;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

/**
 * A property of Stackdeck: a component of a record with {@link ConfigurationProperties}.
 *
 * @param name name with dashes, such as {@code stackdeck.session.per-user}
 * @param defaultValue as an administrator writes it; empty if the property has no default
 * @param range allowed values, such as {@code 1 to 1000}; empty if only the type restricts them
 * @param secret whether the value must not be shown
 */
public record PropertyDefinition(
        Class<?> owner, RecordComponent component, String name, String defaultValue, String range, boolean secret) {

    /** Returns the name of the environment variable, in which underscores replace dots and dashes. */
    public String environmentVariable() {
        return environmentVariable(name);
    }

    static String environmentVariable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Returns the names of environment variables that Spring Boot accepts, with and without underscores for dashes. */
    static Set<String> environmentVariables(String name) {
        // Set.of rejects equal elements, and both names are equal if the name has no dash.
        return new LinkedHashSet<>(List.of(environmentVariable(name), environmentVariable(name.replace("-", ""))));
    }

    /** Returns the type in the terms of the documentation. */
    public String type() {
        return switch (component.getType().getSimpleName()) {
            case "int", "long", "Integer" -> "whole number";
            case "double" -> "number";
            case "DataSize" -> "size";
            case "InetAddress" -> "address";
            case "Set" -> "list";
            case "String" -> "text";
            default -> component.getType().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    /** Returns the requirement for a value, such as {@code a duration: 1s to 30d}. */
    String requirement() {
        String type = switch (type()) {
            case "boolean" -> "true or false";
            case "duration" -> "a duration such as 500ms, 20s, 15m, 12h or 7d";
            case "size" -> "a size such as 512KB, 20MB or 4GB";
            default -> "a " + type();
        };
        return range.isEmpty() ? type : type + ": " + range;
    }

    Bindable<?> bindable() {
        return Bindable.of(ResolvableType.forType(component.getGenericType()));
    }

    static String nameOf(String prefix, RecordComponent component) {
        return prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
    }
}
