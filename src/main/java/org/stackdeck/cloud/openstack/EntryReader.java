package org.stackdeck.cloud.openstack;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.Credential.ApplicationCredential;
import org.stackdeck.cloud.openstack.Credential.DomainRef;
import org.stackdeck.cloud.openstack.Credential.Password;
import org.stackdeck.cloud.openstack.Credential.ProjectRef;
import org.stackdeck.cloud.openstack.Credential.UserRef;

/** Creates an {@link Entry} from its keys, or reports the first invalid key. */
final class EntryReader {

    /** openstacksdk's default for an unspecified domain. */
    private static final DomainRef DEFAULT_DOMAIN = new DomainRef("default", null);

    private EntryReader() {}

    /** @throws BrokenEntryException naming the key */
    static Entry read(EntryFields fields) {
        Tls tls = tls(fields);
        return new Entry(
                fields.name(),
                fields.source(),
                keystone(fields),
                fields.own("region_name"),
                endpoints(fields),
                tls,
                credential(fields),
                BrokerReader.read(fields, tls),
                truth(fields, "x-stackdeck-simulated", false));
    }

    /** The {@code auth_type} for reports; also works for otherwise invalid entries. */
    static String authType(EntryFields fields) {
        String word = fields.own("auth_type");
        if (word != null) {
            return word;
        }
        return fields.auth("application_credential_id") != null || fields.auth("application_credential_secret") != null
                ? "v3applicationcredential"
                : "password";
    }

    private static Credential credential(EntryFields fields) {
        return switch (authType(fields).toLowerCase(Locale.ROOT)) {
            case "password", "v3password" ->
                new Password(requiredUser(fields), fields.required("password"), project(fields));
            case "v3applicationcredential" -> applicationCredential(fields);
            default ->
                throw new BrokenEntryException(RemarkKind.AUTH_TYPE_UNSUPPORTED.with(fields.source(), fields.name()));
        };
    }

    private static ApplicationCredential applicationCredential(EntryFields fields) {
        String id = fields.auth("application_credential_id");
        String called = fields.auth("application_credential_name");
        if (id == null && called == null) {
            throw fields.missing("auth.application_credential_id");
        }
        return new ApplicationCredential(
                id,
                id == null ? called : null,
                id == null ? requiredUser(fields) : null,
                fields.required("application_credential_secret"));
    }

    private static UserRef requiredUser(EntryFields fields) {
        String id = fields.auth("user_id");
        if (id != null) {
            return new UserRef(id, null, null);
        }
        return new UserRef(null, fields.required("username"), domainOrDefault(fields, "user_domain"));
    }

    private static @Nullable ProjectRef project(EntryFields fields) {
        String id = first(fields, "project_id", "tenant_id");
        if (id != null) {
            return new ProjectRef(id, null, null);
        }
        String called = first(fields, "project_name", "tenant_name");
        return called == null ? null : new ProjectRef(null, called, domainOrDefault(fields, "project_domain"));
    }

    private static @Nullable String first(EntryFields fields, String key, String oldKey) {
        String value = fields.auth(key);
        return value != null ? value : fields.auth(oldKey);
    }

    private static DomainRef domainOrDefault(EntryFields fields, String prefix) {
        DomainRef domain = fields.domain(prefix);
        if (domain == null) {
            domain = fields.domain("domain");
        }
        return domain == null ? DEFAULT_DOMAIN : domain;
    }

    private static URI keystone(EntryFields fields) {
        String text = fields.required("auth_url").strip();
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
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

    private static Interface endpoints(EntryFields fields) {
        String word = fields.own("interface");
        if (word == null) {
            word = fields.own("endpoint_type");
        }
        return word == null
                ? Interface.PUBLIC
                : Interface.of(word).orElseThrow(() -> fields.invalid("interface", "public | internal | admin"));
    }

    static Tls tls(EntryFields fields) {
        boolean verify = truth(fields, "verify", true) && !truth(fields, "insecure", false);
        String cacert = fields.own("cacert");
        if (cacert == null || !verify) {
            return new Tls(verify, null);
        }
        Path file = Path.of(cacert.startsWith("~/") ? System.getProperty("user.home") + cacert.substring(1) : cacert);
        var tls = new Tls(true, file);
        try {
            TlsContexts.of(tls);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new BrokenEntryException(RemarkKind.CACERT_UNUSABLE.with(
                    fields.source(),
                    fields.name(),
                    file.toString(),
                    e.getClass().getSimpleName()));
        }
    }

    private static boolean truth(EntryFields fields, String key, boolean otherwise) {
        String word = fields.own(key);
        if (word == null) {
            return otherwise;
        }
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw fields.invalid(key, "true | false");
        };
    }
}
