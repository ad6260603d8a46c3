package org.stackdeck.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Says phrases in one language. */
public final class Words {

    /** All languages have the same keys. */
    private static final ResourceBundle KEYS = ResourceBundle.getBundle("vaadin-i18n/translations", Locale.ROOT);

    private final I18NProvider translations;
    private final Locale locale;

    private Words(I18NProvider translations, Locale locale) {
        this.translations = translations;
        this.locale = locale;
    }

    public static Words in(I18NProvider translations, Locale locale) {
        return new Words(translations, locale);
    }

    public static Words of(UI ui) {
        return in(ui.getSession().getService().getInstantiator().getI18NProvider(), ui.getLocale());
    }

    /** Those of the page that is being built or handled on this thread. */
    public static Words here() {
        return of(UI.getCurrentOrThrow());
    }

    public static Words of(Component attached) {
        return of(attached.getUI().orElseThrow());
    }

    public String say(Phrase phrase) {
        return switch (phrase) {
            case Phrase.Verbatim verbatim -> verbatim.text();
            case Phrase.Key key ->
                say(key.key(), key.arguments().stream().map(this::resolve).toArray());
        };
    }

    public String say(String key, Object... arguments) {
        return translations.getTranslation(key, locale, arguments);
    }

    /** The text of a key that may not be there, such as one that is made of a code from the database. */
    public Optional<String> find(String key) {
        return KEYS.containsKey(key) ? Optional.of(say(key)) : Optional.empty();
    }

    public Locale locale() {
        return locale;
    }

    private Object resolve(Object argument) {
        return argument instanceof Phrase phrase ? say(phrase) : argument;
    }
}
