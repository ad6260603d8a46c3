package org.stackdeck.ui.component;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.stackdeck.ui.ViewLogic;

/**
 * Terms of a search. A text matches if it contains all terms, regardless of case. Only the first {@value #MAX_TERMS}
 * terms of the search text are used.
 */
@ViewLogic
public record SearchTerms(List<String> terms, Locale locale) {

    static final int MAX_TERMS = 10;

    public static SearchTerms of(String search, Locale locale) {
        return new SearchTerms(
                Arrays.stream(search.strip().toLowerCase(locale).split("\\s+", -1))
                        .distinct()
                        .limit(MAX_TERMS)
                        .toList(),
                locale);
    }

    public boolean matches(String text) {
        String lower = text.toLowerCase(locale);
        return terms.stream().allMatch(lower::contains);
    }
}
