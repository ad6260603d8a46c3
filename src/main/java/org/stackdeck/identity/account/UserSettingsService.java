package org.stackdeck.identity.account;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Changes the display name, language, theme and start page of the caller. */
@Service
public class UserSettingsService {

    private static final Set<String> LANGUAGES = Set.of("en", "zh-CN");
    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final Set<String> START_PAGES = Set.of("servers", "overview");

    private final AccountRepository accounts;
    private final AuditTrail audit;
    private final AttemptThrottle attemptThrottle;
    private final ApplicationEventPublisher events;

    UserSettingsService(
            AccountRepository accounts,
            AuditTrail audit,
            AttemptThrottle attemptThrottle,
            ApplicationEventPublisher events) {
        this.attemptThrottle = attemptThrottle;
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Changes the display name; a blank one is replaced with the user name.
     *
     * @throws InvalidInputException if the display name has more than 100 characters or contains invisible characters
     */
    @Transactional
    public User changeDisplayName(Caller caller, String displayName) {
        attemptThrottle.recordChange(caller);
        NewAccount.displayNameProblem(displayName).ifPresent(inputProblem -> {
            throw new InvalidInputException(Map.of(InvalidInputException.InputField.DISPLAY_NAME, inputProblem));
        });
        AccountEntity accountEntity = accounts.findById(caller.userId().value()).orElseThrow(UnknownUserException::new);
        accountEntity.setDisplayName(NewAccount.displayNameOrUserName(displayName, caller.userName()));
        User user = accounts.saveAndFlush(accountEntity).toUser();
        audit.record(caller.ownAccountEntry(
                "user.rename", AuditEntry.Result.SUCCESS, AuditDetail.of("name", user.displayName())));
        events.publishEvent(new UserChanged(user.id()));
        return user;
    }

    /**
     * Stores the preferences of the caller if they have changed.
     *
     * @param language "en" or "zh-CN"; null to follow the browser
     * @param theme "light" or "dark"; null to follow the system
     * @throws IllegalArgumentException for other values
     */
    @Transactional
    public User updatePreferences(Caller caller, @Nullable String language, @Nullable String theme) {
        if ((language != null && !LANGUAGES.contains(language)) || (theme != null && !THEMES.contains(theme))) {
            throw new IllegalArgumentException("no such language or theme");
        }
        User before = requireUser(caller);
        if (Objects.equals(before.language(), language) && Objects.equals(before.theme(), theme)) {
            return before;
        }
        attemptThrottle.recordChange(caller);
        accounts.updatePreferences(caller.userId().value(), language, theme);
        return requireUser(caller);
    }

    /** Returns the start page of the caller; empty if the caller has not selected one. */
    @Transactional(readOnly = true)
    public Optional<String> findStartPage(Caller caller) {
        return accounts.findStartPage(caller.userId().value());
    }

    /**
     * Stores the start page of the caller if it has changed.
     *
     * @param startPage "servers" or "overview"
     * @throws IllegalArgumentException for other values
     */
    @Transactional
    public void updateStartPage(Caller caller, String startPage) {
        if (!START_PAGES.contains(startPage)) {
            throw new IllegalArgumentException("no such start page");
        }
        if (!findStartPage(caller).equals(Optional.of(startPage))) {
            attemptThrottle.recordChange(caller);
            accounts.updateStartPage(caller.userId().value(), startPage);
        }
    }

    private User requireUser(Caller caller) {
        return accounts.findById(caller.userId().value())
                .orElseThrow(UnknownUserException::new)
                .toUser();
    }
}
