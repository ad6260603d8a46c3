package org.stackdeck.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages the console speaks. */
public enum Language {
    ENGLISH("en", "EN", "English"),
    CHINESE("zh-CN", "中文", "简体中文");

    private final String tag;
    private final String label;
    private final String fullName;

    Language(String tag, String label, String fullName) {
        this.tag = tag;
        this.label = label;
        this.fullName = fullName;
    }

    /** Its BCP 47 tag, as it stands in the cookie and with the user. */
    public String tag() {
        return tag;
    }

    /** Its short name, in itself. */
    public String label() {
        return label;
    }

    /** What it calls itself. */
    public String fullName() {
        return fullName;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values()).filter(l -> l.tag.equals(tag)).findFirst();
    }

    /** The nearest to a locale; English when there is none near. */
    public static Language of(Locale locale) {
        return Arrays.stream(values())
                .filter(l -> l.locale().getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(ENGLISH);
    }
}
