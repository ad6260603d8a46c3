package org.stackdeck.ui.component;

import java.util.List;
import java.util.Locale;
import org.stackdeck.ui.ViewModel;

/** Words of a search. A text matches if it contains all of them, regardless of case. */
@ViewModel
public record SearchWords(List<String> words, Locale locale) {

    public static SearchWords of(String search, Locale locale) {
        return new SearchWords(List.of(search.strip().toLowerCase(locale).split("\\s+", -1)), locale);
    }

    public boolean matches(String text) {
        String lower = text.toLowerCase(locale);
        return words.stream().allMatch(lower::contains);
    }
}
