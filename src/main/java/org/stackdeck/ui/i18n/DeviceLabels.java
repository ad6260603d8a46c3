package org.stackdeck.ui.i18n;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.ui.ViewLogic;

/**
 * Creates labels for the clients of sessions from their {@code User-Agent} headers. A label is only a hint for the
 * user, because a client can send any header.
 */
@ViewLogic
public final class DeviceLabels {

    /**
     * Names of browsers by a part of the header, in the order of precedence. The headers of nearly all browsers also
     * contain {@code Safari/}, and most contain {@code Chrome/}.
     */
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();

    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static {
        BROWSERS.put("Edg", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("FxiOS/", "Firefox");
        BROWSERS.put("Chromium", "Chromium");
        BROWSERS.put("HeadlessChrome", "Chrome");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("CriOS/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS X", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private DeviceLabels() {}

    public static Message of(LoginSession session) {
        return switch (session.kind()) {
            case WEB -> browser(session.userAgent());
            case TOKEN ->
                programName(session.userAgent())
                        .map(name -> Message.of("account.sessions.token.of", name))
                        .orElse(Message.of("account.sessions.token"));
        };
    }

    public static Message browser(@Nullable String userAgent) {
        Optional<String> browser = firstMatch(BROWSERS, userAgent);
        Optional<String> system = firstMatch(SYSTEMS, userAgent);
        if (browser.isPresent() && system.isPresent()) {
            return Message.of("account.sessions.device", browser.get(), system.get());
        }
        return browser.or(() -> system)
                .<Message>map(Message.Verbatim::new)
                .orElse(Message.of("account.sessions.unknown"));
    }

    /** Returns the product name before the version, such as {@code curl}; empty if there is none. */
    private static Optional<String> programName(@Nullable String userAgent) {
        return Optional.ofNullable(userAgent)
                .map(text -> text.split("[/ ]", 2)[0])
                .filter(name -> !name.isBlank());
    }

    private static Optional<String> firstMatch(Map<String, String> names, @Nullable String userAgent) {
        return userAgent == null
                ? Optional.empty()
                : names.entrySet().stream()
                        .filter(name -> userAgent.contains(name.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }
}
