package org.stackdeck.cloud.openstack.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.openstack.http.TlsContextFactory;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.identity.EndpointInterface;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ApplicationCredential;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.DomainRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.Password;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.ProjectRef;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential.UserRef;

/** Creates a {@link CloudEntry} from its keys, or reports the first invalid key. */
final class CloudEntryReader {

    /** openstacksdk's default for an unspecified domain. */
    private static final DomainRef DEFAULT_DOMAIN = new DomainRef("default", null);

    static final int MAX_PORT = 65_535;

    private CloudEntryReader() {}

    /** @throws InvalidEntryException if a key is missing or invalid; the message contains the key */
    static CloudEntry read(CloudEntryFields fields) {
        TlsOptions tlsOptions = tls(fields);
        return new CloudEntry(
                fields.name(),
                fields.source(),
                keystone(fields),
                fields.value("region_name"),
                endpoints(fields),
                tlsOptions,
                credential(fields),
                BrokerConfigReader.read(fields, tlsOptions),
                PrometheusConfigReader.read(fields, tlsOptions),
                booleanValue(fields, "x-stackdeck-simulated", false));
    }

    /** Returns the {@code auth_type}, or the type that the keys imply; also works for otherwise invalid entries. */
    static String authType(CloudEntryFields fields) {
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        for (CloudSetting setting : CloudSetting.values()) {
            String value =
                    setting == CloudSetting.AUTH_TYPE ? fields.value(setting.key()) : fields.authValue(setting.key());
            if (value != null) {
                values.put(setting, value);
            }
        }
        return CloudSettings.authType(values);
    }

    private static KeystoneCredential credential(CloudEntryFields fields) {
        return switch (authType(fields)) {
            case CloudSettings.PASSWORD_TYPE, "v3password" ->
                new Password(requiredUser(fields), fields.requiredAuthValue("password"), project(fields));
            case CloudSettings.APPLICATION_CREDENTIAL_TYPE -> applicationCredential(fields);
            default ->
                throw new InvalidEntryException(
                        EntryRemarkType.AUTH_TYPE_UNSUPPORTED.toRemark(fields.source(), fields.name()));
        };
    }

    private static ApplicationCredential applicationCredential(CloudEntryFields fields) {
        String id = fields.authValue("application_credential_id");
        String name = fields.authValue("application_credential_name");
        if (id == null && name == null) {
            throw fields.missing("auth.application_credential_id");
        }
        return new ApplicationCredential(
                id,
                id == null ? name : null,
                id == null ? requiredUser(fields) : null,
                fields.requiredAuthValue("application_credential_secret"));
    }

    private static UserRef requiredUser(CloudEntryFields fields) {
        String id = fields.authValue("user_id");
        if (id != null) {
            return new UserRef(id, null, null);
        }
        return new UserRef(null, fields.requiredAuthValue("username"), domainOrDefault(fields, "user_domain"));
    }

    private static @Nullable ProjectRef project(CloudEntryFields fields) {
        String id = firstOf(fields, "project_id", "tenant_id");
        if (id != null) {
            return new ProjectRef(id, null, null);
        }
        String name = firstOf(fields, "project_name", "tenant_name");
        return name == null ? null : new ProjectRef(null, name, domainOrDefault(fields, "project_domain"));
    }

    private static @Nullable String firstOf(CloudEntryFields fields, String key, String oldKey) {
        String value = fields.authValue(key);
        return value != null ? value : fields.authValue(oldKey);
    }

    private static DomainRef domainOrDefault(CloudEntryFields fields, String prefix) {
        DomainRef domain = fields.domain(prefix);
        if (domain == null) {
            domain = fields.domain("domain");
        }
        return domain == null ? DEFAULT_DOMAIN : domain;
    }

    private static URI keystone(CloudEntryFields fields) {
        String text = fields.requiredAuthValue("auth_url").strip();
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            // URI accepts any number as a port.
            boolean validPort = uri.getPort() <= MAX_PORT;
            if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null || !validPort) {
                throw fields.invalid("auth.auth_url", "http(s)://host");
            }
            int usual = scheme.equals("http") ? 80 : 443;
            int port = uri.getPort() == usual ? -1 : uri.getPort();
            String path = uri.getPath().replaceAll("/+$", "").replaceAll("/v(2\\.0|3)$", "") + "/v3";
            return new URI(scheme, null, uri.getHost().toLowerCase(Locale.ROOT), port, path, null, null);
        } catch (URISyntaxException e) {
            throw fields.invalid("auth.auth_url", "http(s)://host");
        }
    }

    private static EndpointInterface endpoints(CloudEntryFields fields) {
        String name = fields.value("interface");
        if (name == null) {
            name = fields.value("endpoint_type");
        }
        return name == null
                ? EndpointInterface.PUBLIC
                : EndpointInterface.fromWireName(name)
                        .orElseThrow(() -> fields.invalid("interface", "public | internal | admin"));
    }

    /** Returns the TLS settings of a mapping in an entry, or those of the entry if the mapping has none. */
    static TlsOptions tls(CloudEntryFields fields, TlsOptions entryOptions) {
        return fields.keys().contains("cacert") || fields.keys().contains("verify") ? tls(fields) : entryOptions;
    }

    private static TlsOptions tls(CloudEntryFields fields) {
        boolean verify = booleanValue(fields, "verify", true) && !booleanValue(fields, "insecure", false);
        String cacert = fields.value("cacert");
        String certificates = fields.value(CloudSetting.CA_CERTIFICATES.key());
        if (verify && certificates != null) {
            return requireUsable(fields, new TlsOptions(true, certificates), CloudSetting.CA_CERTIFICATES.key());
        }
        if (!verify || cacert == null) {
            return new TlsOptions(verify, null);
        }
        Path file = Path.of(cacert.startsWith("~/") ? System.getProperty("user.home") + cacert.substring(1) : cacert);
        try {
            // Maps each byte to a character, because the file may be in DER format.
            String content = Files.readString(file, StandardCharsets.ISO_8859_1);
            return requireUsable(fields, new TlsOptions(true, content), file.toString());
        } catch (IOException e) {
            throw unusable(fields, file.toString(), e);
        }
    }

    private static TlsOptions requireUsable(CloudEntryFields fields, TlsOptions tlsOptions, String origin) {
        try {
            TlsContextFactory.create(tlsOptions);
            return tlsOptions;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(fields, origin, e);
        }
    }

    static InvalidEntryException unusable(CloudEntryFields fields, String origin, Exception reason) {
        return new InvalidEntryException(EntryRemarkType.CACERT_UNUSABLE.toRemark(
                fields.source(), fields.name(), origin, reason.getClass().getSimpleName()));
    }

    private static boolean booleanValue(CloudEntryFields fields, String key, boolean otherwise) {
        String value = fields.value(key);
        if (value == null) {
            return otherwise;
        }
        return parseBoolean(value).orElseThrow(() -> fields.invalid(key, "true | false"));
    }

    /**
     * Parses a boolean, including words such as {@code yes} and {@code off} and the digits 1 and 0; empty for another
     * text.
     */
    static Optional<Boolean> parseBoolean(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of(true);
            case "false", "no", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
