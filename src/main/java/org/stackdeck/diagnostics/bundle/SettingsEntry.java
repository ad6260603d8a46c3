package org.stackdeck.diagnostics.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.configuration.PropertyCatalog;
import org.stackdeck.platform.configuration.PropertyDefinition;

/**
 * The known properties that are set by an administrator or in the configuration file of the jar. Other properties are
 * omitted, because the environment contains secrets of other programs. A value is shown only if the property is known
 * to be harmless and the value has a harmless format, because an administrator may have entered a secret by mistake.
 */
@Component
class SettingsEntry implements BundleEntry {

    /** Types whose values are shown. */
    private static final Set<String> SHOWN_TYPES = Set.of("whole number", "number", "duration", "size", "boolean");

    private static final List<String> SHOWN = List.of(
            "server.port",
            "server.forward-headers-strategy",
            "spring.aot.enabled",
            "spring.datasource.hikari.maximum-pool-size",
            "spring.threads.virtual.enabled");

    /** Secrets, addresses, names and paths, of which only the presence is shown. */
    private static final List<String> MASKED = List.of(
            "logging.file.name",
            "os.auth-url",
            "os.client-config-file",
            "os.password",
            "server.address",
            "server.ssl.key-store-password",
            "server.tomcat.remoteip.internal-proxies",
            "spring.datasource.password",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.mail.host",
            "spring.mail.password",
            "spring.mail.username");

    /** Numbers, sizes, durations, booleans and the values of {@code server.forward-headers-strategy}. */
    private static final Pattern HARMLESS =
            Pattern.compile("\\d{1,12}(?:\\.\\d{1,6})?(?:ns|us|ms|[smhd]|B|[KMGT]B)?|true|false|none|native|framework");

    private final Environment environment;

    SettingsEntry(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String fileName() {
        return "settings.json";
    }

    @Override
    public Object content() {
        Map<String, String> settings = new TreeMap<>();
        SHOWN.forEach(name -> value(name).ifPresent(value -> settings.put(name, shown(value))));
        MASKED.forEach(name -> value(name).ifPresent(_ -> settings.put(name, "(set)")));
        for (PropertyDefinition property : PropertyCatalog.definitions()) {
            boolean visible = SHOWN_TYPES.contains(property.type());
            value(property.name()).ifPresent(value -> settings.put(property.name(), visible ? shown(value) : "(set)"));
        }
        return settings;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static String shown(String value) {
        return HARMLESS.matcher(value.strip()).matches() ? value.strip() : "(set)";
    }
}
