package org.stackdeck.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.startup.StartupException;

/**
 * Public URL of Stackdeck, set by {@code stackdeck.public-url}. Never derived from the {@code Host} header of a
 * request, because the client controls that header.
 */
@Component
public final class PublicUrl {

    private static final int MAX_PORT = 65_535;

    private final @Nullable URI configured;
    private final URI local;
    private final boolean directlyReachable;

    /**
     * @param configured blank if not set
     * @param forwardHeaders {@code none} unless a proxy forwards the requests
     */
    public PublicUrl(
            @Value("${stackdeck.public-url:}") String configured,
            @Value("${server.address:0.0.0.0}") InetAddress address,
            @Value("${server.port:8080}") int port,
            @Value("${server.forward-headers-strategy:none}") String forwardHeaders) {
        this.configured = configured.isBlank() ? null : parse(configured);
        this.local = URI.create("http://localhost:" + port);
        this.directlyReachable = address.isLoopbackAddress() && "none".equalsIgnoreCase(forwardHeaders);
    }

    /**
     * Parses the setting.
     *
     * @throws StartupException if the setting is not an absolute HTTP or HTTPS URL, or has a path, query, fragment or
     *     user information
     */
    public static URI parse(String setting) {
        try {
            URI url = new URI(setting.strip()).parseServerAuthority();
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean valid = (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"))
                    && url.getPort() != 0
                    && url.getPort() <= MAX_PORT;
            if (valid) {
                int port = url.getPort() == defaultPort(scheme) ? -1 : url.getPort();
                return new URI(scheme, null, url.getHost().toLowerCase(Locale.ROOT), port, null, null, null);
            }
        } catch (URISyntaxException notReported) {
            // The message would quote the setting, which may contain a password.
        }
        throw new StartupException(
                "STACKDECK_PUBLIC_URL is not an address such as https://stackdeck.example. Set scheme, host"
                        + " and, if needed, port, without username, path and query.");
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    public boolean isConfigured() {
        return configured != null;
    }

    /** Returns whether the setting is an HTTPS URL; false if the setting is blank. */
    public boolean isHttps() {
        return configured != null && configured.getScheme().equals("https");
    }

    /** Returns whether an {@code Origin} header matches the setting; false if the setting is blank. */
    public boolean hasOrigin(String origin) {
        return configured != null && configured.toString().equalsIgnoreCase(origin);
    }

    /** Returns the origin of Stackdeck's pages; the origin of localhost if the setting is blank. */
    public String origin() {
        return url().toString();
    }

    /** Returns the host of Stackdeck's pages; localhost if the setting is blank. */
    public String host() {
        return url().getHost();
    }

    private URI url() {
        return configured == null ? local : configured;
    }

    /**
     * Returns an absolute link to a page, or only the path if the setting is blank and users may access Stackdeck
     * through a proxy or from other machines.
     */
    public String link(String path) {
        return configured != null || directlyReachable ? origin() + path : path;
    }

    /**
     * Returns an absolute link to a page. If the setting is blank, the link is based on the page that the user has
     * open.
     */
    public String link(String path, URL openPage) {
        return configured == null ? openPage.getProtocol() + "://" + openPage.getAuthority() + path : origin() + path;
    }
}
