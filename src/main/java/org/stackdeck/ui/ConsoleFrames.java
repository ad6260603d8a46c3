package org.stackdeck.ui;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The console proxies whose page may stand within a page of ours, and those of serial lines that a page of ours may speak
 * to. They go into the content security policy as they are.
 *
 * @param origins such as {@code https://console.example:6080} or {@code wss://console.example:6083}; none unless set, and
 *     then screens open in a tab of their own and there are no terminals
 */
@ConfigurationProperties("stackdeck.console")
public record ConsoleFrames(@DefaultValue Set<String> origins) {

    /** Scheme, host and port, and nothing by which one source of a policy would become two. */
    private static final Pattern ORIGIN =
            Pattern.compile("(?:https?|wss?)://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    public ConsoleFrames {
        origins = origins.stream().map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        origins.stream()
                .filter(one -> !ORIGIN.matcher(one).matches())
                .findFirst()
                .ifPresent(wrong -> {
                    throw new IllegalArgumentException("stackdeck.console.origins: '" + wrong
                            + "' is not the origin of a console proxy, such as https://console.example:6080");
                });
    }

    /** Whether any screen may stand on a page. */
    public boolean any() {
        return !pages().isEmpty();
    }

    /** Whether any serial line may be spoken to. */
    public boolean anyTerminal() {
        return origins.stream().anyMatch(ConsoleFrames::socket);
    }

    /** The origins of pages alone. */
    public Set<String> pages() {
        return origins.stream().filter(one -> !socket(one)).collect(Collectors.toUnmodifiableSet());
    }

    private static boolean socket(String origin) {
        return origin.startsWith("ws");
    }

    public boolean allow(String origin) {
        return origins.contains(origin);
    }
}
