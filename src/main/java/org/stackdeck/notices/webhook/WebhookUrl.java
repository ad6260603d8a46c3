package org.stackdeck.notices.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * URL of a webhook: at most {@value #MAX_LENGTH} ASCII characters, HTTPS, without user information and fragment. HTTP
 * is valid only with a loopback host, which {@link WebhookAddressPolicy} refuses by default. The path and the query are
 * secret, because they contain a token.
 */
public record WebhookUrl(String value) {

    public static final int MAX_LENGTH = 2000;

    /**
     * Minimum length of the path and query of a URL whose ending is shown. In a shorter one, the ending would reveal
     * too much.
     */
    private static final int MIN_SHOWN_LENGTH = 16;

    private static final int ENDING_LENGTH = 4;
    private static final int MAX_PORT = 65_535;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public WebhookUrl {
        if (!isValid(value)) {
            // The value is secret.
            throw new IllegalArgumentException("not the URL of a webhook");
        }
    }

    /** Removes surrounding whitespace and parses the input; empty if it is invalid. */
    public static Optional<WebhookUrl> parse(String typed) {
        String stripped = typed.strip();
        return isValid(stripped) ? Optional.of(new WebhookUrl(stripped)) : Optional.empty();
    }

    private static boolean isValid(String value) {
        if (value.length() > MAX_LENGTH || value.chars().anyMatch(character -> character > 126)) {
            return false;
        }
        try {
            URI uri = new URI(value).parseServerAuthority();
            return uri.getHost() != null
                    && ("https".equalsIgnoreCase(uri.getScheme())
                            || ("http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost())))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= MAX_PORT;
        } catch (URISyntaxException notReported) {
            // The message would quote the value.
            return false;
        }
    }

    private URI uri() {
        return URI.create(value);
    }

    boolean isHttps() {
        return "https".equalsIgnoreCase(uri().getScheme());
    }

    /** Returns the host. An IPv6 address is in brackets. */
    public String host() {
        return uri().getHost();
    }

    /** Returns the host. An IPv6 address has no brackets. */
    String hostName() {
        String host = host();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int port = uri().getPort();
        return port >= 0 ? port : isHttps() ? 443 : 80;
    }

    /** Returns the path and the query. */
    String requestTarget() {
        URI uri = uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /**
     * Returns the last {@value #ENDING_LENGTH} characters, by which users recognize the URL; empty if the path and the
     * query are short.
     */
    public String ending() {
        return requestTarget().length() < MIN_SHOWN_LENGTH ? "" : value.substring(value.length() - ENDING_LENGTH);
    }

    @Override
    public String toString() {
        return "WebhookUrl[" + host() + "]";
    }
}
