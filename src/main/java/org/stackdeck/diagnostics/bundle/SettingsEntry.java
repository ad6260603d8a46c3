package org.stackdeck.diagnostics.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The settings of an administrator that differ from the defaults of Stackdeck. Contains only listed properties, because
 * the environment contains secrets of other programs. The value of a property is shown only if it is listed as a number,
 * duration or switch, and is one: an administrator can have entered a secret by mistake.
 */
@Component
class SettingsEntry implements BundleEntry {

    private static final List<String> SHOWN = List.of(
            "server.port",
            "server.forward-headers-strategy",
            "spring.aot.enabled",
            "spring.datasource.hikari.maximum-pool-size",
            "spring.threads.virtual.enabled",
            "stackdeck.connections.per-address",
            "stackdeck.connections.request-timeout",
            "stackdeck.demo",
            "stackdeck.images.max-upload",
            "stackdeck.inventory.calls-per-second",
            "stackdeck.inventory.discovery",
            "stackdeck.inventory.idle-pace",
            "stackdeck.inventory.pace",
            "stackdeck.inventory.reconcile",
            "stackdeck.limits.changes",
            "stackdeck.limits.codes-per-account",
            "stackdeck.limits.pages.per-session",
            "stackdeck.limits.pages.per-user",
            "stackdeck.limits.patience",
            "stackdeck.limits.per-account-and-source",
            "stackdeck.limits.per-source",
            "stackdeck.limits.registrations",
            "stackdeck.limits.setup",
            "stackdeck.limits.sign-ins",
            "stackdeck.notifications.prefetch",
            "stackdeck.notifications.queue-length",
            "stackdeck.openstack.breaker-pause",
            "stackdeck.openstack.connect-timeout",
            "stackdeck.openstack.page-size",
            "stackdeck.openstack.parallel",
            "stackdeck.openstack.patience",
            "stackdeck.openstack.read-timeout",
            "stackdeck.operations.attempts",
            "stackdeck.operations.per-cloud",
            "stackdeck.session.absolute",
            "stackdeck.session.idle",
            "stackdeck.session.per-user",
            "stackdeck.session.step-up");

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
            "spring.mail.username",
            "stackdeck.clouds",
            "stackdeck.clouds-file",
            "stackdeck.console.origins",
            "stackdeck.data-dir",
            "stackdeck.mail.from",
            "stackdeck.passkey.origins",
            "stackdeck.passkey.rp-id",
            "stackdeck.public-url",
            "stackdeck.secrets-key",
            "stackdeck.setup-code");

    /** Numbers, amounts, durations, switches and the values of {@code server.forward-headers-strategy}. */
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
        return settings;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static String shown(String value) {
        return HARMLESS.matcher(value.strip()).matches() ? value.strip() : "(set)";
    }
}
