package org.stackdeck.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Language and theme of users. */
@Service
public class Preferences {

    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final AccountRepository accounts;

    Preferences(AccountRepository accounts) {
        this.accounts = accounts;
    }

    /**
     * Stores the preferences of the caller; null follows the browser or the system.
     *
     * @param language "en" or "zh-CN"
     * @param theme "light" or "dark"
     * @throws IllegalArgumentException for other values
     */
    @Transactional
    public User prefer(Caller caller, @Nullable String language, @Nullable String theme) {
        if ((language != null && !LANGUAGES.contains(language)) || (theme != null && !THEMES.contains(theme))) {
            throw new IllegalArgumentException("no such language or theme");
        }
        accounts.prefer(caller.userId().value(), language, theme);
        return accounts.findById(caller.userId().value())
                .orElseThrow(UnknownUserException::new)
                .toUser();
    }
}
