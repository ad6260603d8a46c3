package org.stackdeck.ui.i18n;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import com.vaadin.flow.i18n.I18NProvider;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** Translated texts in one language, with times in one time zone. */
public final class Messages {

    /** All languages have the same keys. */
    private static final ResourceBundle KEYS = ResourceBundle.getBundle("vaadin-i18n/translations", Locale.ROOT);

    private final I18NProvider translations;
    private final Locale locale;
    private final ZoneId zone;

    private Messages(I18NProvider translations, Locale locale, ZoneId zone) {
        this.translations = translations;
        this.locale = locale;
        this.zone = zone;
    }

    public static Messages forLocale(I18NProvider translations, Locale locale) {
        return new Messages(translations, locale, ZoneId.systemDefault());
    }

    public static Messages of(UI ui) {
        return new Messages(ui.getSession().getService().getInstantiator().getI18NProvider(), ui.getLocale(), zone(ui));
    }

    public static Messages current() {
        return of(UI.getCurrentOrThrow());
    }

    public static Messages of(Component attached) {
        return of(attached.getUI().orElseThrow());
    }

    public String text(Message message) {
        return switch (message) {
            case Message.Verbatim verbatim -> verbatim.text();
            case Message.Key key -> text(key.key(), key.arguments().toArray());
        };
    }

    public String text(String key, Object... arguments) {
        return translations.getTranslation(
                key, locale, Arrays.stream(arguments).map(this::resolve).toArray());
    }

    /** Formats a time in the user's locale and time zone, to the minute. */
    public String text(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(moment);
    }

    /** Returns the user's time zone as reported by the browser, or the server's time zone if it is unknown. */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the translation of a key that might not exist, such as a key that is built from a code in the database.
     */
    public Optional<String> findText(String key) {
        return KEYS.containsKey(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** Returns the suffix of each key that starts with a prefix. */
    public Stream<String> keySuffixes(String beginning) {
        return KEYS.keySet().stream()
                .filter(key -> key.startsWith(beginning))
                .map(key -> key.substring(beginning.length()));
    }

    public Locale locale() {
        return locale;
    }

    private static ZoneId zone(UI ui) {
        ExtendedClientDetails details = ui.getPage().getExtendedClientDetails();
        String id = details == null ? null : details.getTimeZoneId();
        try {
            return id == null || id.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(id);
        } catch (DateTimeException e) {
            return ZoneId.systemDefault();
        }
    }

    private Object resolve(Object argument) {
        return switch (argument) {
            case Message message -> text(message);
            case Instant moment -> text(moment);
            default -> argument;
        };
    }
}
