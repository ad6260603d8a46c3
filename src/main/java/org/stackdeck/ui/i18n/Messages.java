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

/** Provides texts in one language and formats times in one time zone. */
public final class Messages {

    /** Contains all keys, because all languages have the same keys. */
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

    /** Formats a time in this language and time zone, to the minute. */
    public String text(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(moment);
    }

    /**
     * Returns the time zone that the browser reported, or the time zone of the Stackdeck process if the browser
     * reported none.
     */
    public ZoneId zone() {
        return zone;
    }

    /** Returns the translation of a key that might not exist, such as a key that contains a code from the database. */
    public Optional<String> findText(String key, Object... arguments) {
        return KEYS.containsKey(key) ? Optional.of(text(key, arguments)) : Optional.empty();
    }

    /** Returns, for each key that starts with the text, the part after the text. */
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
