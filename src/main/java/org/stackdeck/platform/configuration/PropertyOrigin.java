package org.stackdeck.platform.configuration;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;

final class PropertyOrigin {

    private PropertyOrigin() {}

    /** Returns the effective entry of a property or, for a list, its first element; null if it is not set. */
    static @Nullable ConfigurationProperty find(Environment environment, String name) {
        ConfigurationPropertyName scalar = ConfigurationPropertyName.adapt(name, '.');
        ConfigurationPropertyName element = scalar.append("[0]");
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(scalar);
            if (found == null) {
                found = source.getConfigurationProperty(element);
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Returns whether the value comes from the configuration file in the jar and not from an administrator. */
    static boolean isDefault(ConfigurationProperty property) {
        if (!(originOf(property) instanceof TextResourceOrigin text)) {
            return false;
        }
        Resource resource = text.getResource();
        return resource != null && resource.getDescription().startsWith("class path resource");
    }

    /** Returns the place where the property is set, such as {@code environment variable SERVER_PORT}. */
    static String describe(ConfigurationProperty property) {
        if (isDefault(property)) {
            return "default";
        }
        return switch (originOf(property)) {
            case SystemEnvironmentOrigin variable -> "environment variable " + variable.getProperty();
            case TextResourceOrigin text -> "file " + path(text);
            case PropertySourceOrigin source -> describe(source);
            case null -> "unknown";
            case Origin other -> other.toString();
        };
    }

    /**
     * Returns the position in a file, or the variable, if the property source provides it; otherwise the property
     * source.
     */
    private static @Nullable Origin originOf(ConfigurationProperty property) {
        Origin origin = property.getOrigin();
        return origin instanceof PropertySourceOrigin source && source.getOrigin() != null
                ? source.getOrigin()
                : origin;
    }

    private static String describe(PropertySourceOrigin origin) {
        PropertySource<?> source = origin.getPropertySource();
        if (source instanceof CommandLinePropertySource) {
            return "command line";
        }
        if (source instanceof SystemEnvironmentPropertySource) {
            return "environment variable " + origin.getPropertyName();
        }
        return source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                ? "system property"
                : source.getName();
    }

    private static String path(TextResourceOrigin origin) {
        Resource resource = origin.getResource();
        try {
            return resource == null ? "unknown" : resource.getFile().toString();
        } catch (IOException e) {
            return resource.getDescription();
        }
    }
}
