package org.stackdeck.ui.component;

import java.util.List;
import java.util.Locale;
import org.stackdeck.ui.ViewLogic;

/** Terms of a search, separated by spaces. A text matches if it contains all of them, regardless of case. */
@ViewLogic
public record SearchTerms(List<String> terms, Locale locale) {

    public static SearchTerms of(String search, Locale locale) {
        return new SearchTerms(List.of(search.strip().toLowerCase(locale).split("\\s+", -1)), locale);
    }

    public boolean matches(String text) {
        String lower = text.toLowerCase(locale);
        return terms.stream().allMatch(lower::contains);
    }
}
