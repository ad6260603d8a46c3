package org.stackdeck.ui;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Languages of the user interface. */
public enum Language {
    ENGLISH("en", "EN", "English"),
    CHINESE("zh-CN", "中文", "简体中文");

    private final String tag;
    private final String shortName;
    private final String fullName;

    Language(String tag, String label, String fullName) {
        this.tag = tag;
        this.shortName = label;
        this.fullName = fullName;
    }

    /** Returns the BCP 47 tag, which is stored in the cookie and in the user's preferences. */
    public String tag() {
        return tag;
    }

    /** Returns the short name, in the language itself. */
    public String shortName() {
        return shortName;
    }

    /** Returns the full name, in the language itself. */
    public String fullName() {
        return fullName;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    public static Optional<Language> fromTag(String tag) {
        return Arrays.stream(values()).filter(l -> l.tag.equals(tag)).findFirst();
    }

    /**
     * Returns the supported language with the same language code, regardless of the region; English if there is none.
     */
    public static Language forLocale(Locale locale) {
        return firstSupported(List.of(locale));
    }

    /**
     * Returns the first supported language with the same language code as one of the locales, regardless of the region;
     * English if there is none.
     *
     * @param accepted locales that the browser accepts, in order of preference
     */
    public static Language firstSupported(List<Locale> accepted) {
        return accepted.stream()
                .flatMap(locale -> Arrays.stream(values())
                        .filter(language -> language.locale().getLanguage().equals(locale.getLanguage())))
                .findFirst()
                .orElse(ENGLISH);
    }
}
