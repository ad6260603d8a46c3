package org.stackdeck.cloud.openstack.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.metrics.PrometheusServer;

/**
 * Reads {@code x-stackdeck-prometheus} of an entry: the address of a Prometheus server, its TLS settings, and
 * optionally a username with a password, or a bearer token. Error messages never quote values.
 */
final class PrometheusConfigReader {

    static final String KEY = "x-stackdeck-prometheus";

    private static final Set<String> KEYS = Set.of("url", "username", "password", "token", "cacert", "verify");
    private static final String URL_FORM = "http(s)://host[:port][/path]";

    /** Characters that are permitted in a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");

    private PrometheusConfigReader() {}

    /**
     * @param tlsOptions the TLS settings of the entry; they do not apply if the mapping has its own {@code cacert} or
     *     {@code verify}
     * @return null if the key is absent
     * @throws InvalidEntryException if a key is missing, unknown or invalid
     */
    static @Nullable PrometheusServer read(CloudEntryFields entry, TlsOptions tlsOptions) {
        List<CloudEntryFields> found = entry.mappings(KEY);
        if (found.isEmpty()) {
            return null;
        }
        if (found.size() > 1) {
            throw entry.invalid(KEY, "one mapping");
        }
        CloudEntryFields fields = found.getFirst();
        if (!KEYS.containsAll(fields.keys())) {
            throw fields.invalid("*", "url, username, password, token, cacert, verify");
        }
        return new PrometheusServer(url(fields), authorization(fields), CloudEntryReader.tls(fields, tlsOptions));
    }

    private static URI url(CloudEntryFields fields) {
        String text = fields.value("url");
        if (text == null) {
            throw fields.missing("url");
        }
        try {
            URI uri = new URI(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() <= CloudEntryReader.MAX_PORT
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null;
            if (!usable) {
                throw fields.invalid("url", URL_FORM);
            }
            return new URI(uri.toString().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw fields.invalid("url", URL_FORM);
        }
    }

    private static @Nullable String authorization(CloudEntryFields fields) {
        String user = fields.value("username");
        String password = fields.value("password");
        String token = fields.value("token");
        if (token != null) {
            if (user != null || password != null || !TOKEN.matcher(token).matches()) {
                throw fields.invalid("token", "bearer token, without username and password");
            }
            return "Bearer " + token;
        }
        if (user == null && password == null) {
            return null;
        }
        if (user == null) {
            throw fields.missing("username");
        }
        if (password == null) {
            throw fields.missing("password");
        }
        if (user.contains(":")) {
            throw fields.invalid("username", "name without colon");
        }
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
