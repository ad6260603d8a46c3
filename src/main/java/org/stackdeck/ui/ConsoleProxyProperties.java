package org.stackdeck.ui;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Origins of the console proxies. The content security policy allows pages to connect to all origins, and to show the
 * origins without WebSocket scheme in a frame.
 *
 * @param origins origins such as {@code https://console.example:6080} or {@code wss://console.example:6083}. Without
 *     origins, which is the default, consoles open in a browser tab and terminals are unavailable.
 */
@ConfigurationProperties("stackdeck.console")
public record ConsoleProxyProperties(@DefaultValue Set<String> origins) {

    /** Scheme, host and optional port, without characters that separate sources in a policy. */
    private static final Pattern ORIGIN =
            Pattern.compile("(?:https?|wss?)://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    public ConsoleProxyProperties {
        origins = origins.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        origins.stream()
                .filter(one -> !ORIGIN.matcher(one).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException("stackdeck.console.origins: '" + wrong
                            + "' is not an origin such as https://console.example:6080");
                });
    }

    /** Returns whether a console can be shown in a frame. */
    public boolean hasFrameOrigins() {
        return !frameOrigins().isEmpty();
    }

    /** Returns whether a page can connect to a serial console. */
    public boolean hasTerminalOrigins() {
        return origins.stream().anyMatch(ConsoleProxyProperties::isWebSocket);
    }

    /** Returns the origins that pages can show in a frame. Excludes WebSocket origins, which serve serial consoles. */
    public Set<String> frameOrigins() {
        return origins.stream().filter(value -> !isWebSocket(value)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isWebSocket(String origin) {
        return origin.startsWith("ws");
    }

    public boolean allows(String origin) {
        return origins.contains(origin);
    }
}
