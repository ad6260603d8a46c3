package org.stackdeck.identity.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;

/** Language and theme of users. */
@Service
public class UserPreferenceService {

    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");
    private static final Set<String> THEMES = Set.of("light", "dark");

    private final AccountRepository accounts;

    UserPreferenceService(AccountRepository accounts) {
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
    public User update(Caller caller, @Nullable String language, @Nullable String theme) {
        if ((language != null && !LANGUAGES.contains(language)) || (theme != null && !THEMES.contains(theme))) {
            throw new IllegalArgumentException("no such language or theme");
        }
        accounts.prefer(caller.userId().value(), language, theme);
        return accounts.findById(caller.userId().value())
                .orElseThrow(UnknownUserException::new)
                .toUser();
    }
}
