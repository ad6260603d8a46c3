package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import jakarta.servlet.http.Cookie;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.account.UserSettingsService;
import org.stackdeck.preferences.UserPreferenceName;
import org.stackdeck.preferences.UserPreferenceService;

/**
 * Reads and stores the language, theme, start page and keyboard shortcuts of a user. The language and the theme are
 * also stored in cookies, which the sign-in pages read. Other browsers of the user receive the stored values at
 * sign-in.
 */
@Component
public class DisplayPreferenceService {

    public static final String LANGUAGE_COOKIE = "stackdeck-language";
    public static final String THEME_COOKIE = "stackdeck-theme";

    private static final int YEAR_SECONDS = 31_536_000;

    private static final String ON = "on";
    private static final String OFF = "off";

    private final UserSettingsService userSettingsService;
    private final UserPreferenceService userPreferenceService;
    private final CurrentUser currentUser;

    DisplayPreferenceService(
            UserSettingsService userSettingsService,
            UserPreferenceService userPreferenceService,
            CurrentUser currentUser) {
        this.userSettingsService = userSettingsService;
        this.userPreferenceService = userPreferenceService;
        this.currentUser = currentUser;
    }

    public void setLanguage(UI ui, Language language) {
        userSettingsService.updatePreferences(
                currentUser.caller(), language.tag(), currentUser.user().theme());
        setCookie(ui, LANGUAGE_COOKIE, language.tag(), YEAR_SECONDS);
    }

    public void setTheme(UI ui, Theme theme) {
        boolean system = theme == Theme.SYSTEM;
        userSettingsService.updatePreferences(
                currentUser.caller(), currentUser.user().language(), system ? null : theme.code());
        setCookie(ui, THEME_COOKIE, theme.code(), system ? 0 : YEAR_SECONDS);
        ui.getPage().setColorScheme(theme.scheme());
    }

    public void setStartPage(StartPage page) {
        userSettingsService.updateStartPage(currentUser.caller(), page.code());
    }

    /** Returns the start page of the current user, by default the servers. Reads the database. */
    public StartPage startPage() {
        return userSettingsService
                .findStartPage(currentUser.caller())
                .flatMap(StartPage::fromCode)
                .orElse(StartPage.SERVERS);
    }

    /**
     * Returns whether keyboard shortcuts of one character are on, which is the default. Speech input can trigger them
     * by mistake, so that users must be able to turn them off (WCAG 2.1.4). Reads the database.
     */
    public boolean areSingleKeyShortcutsEnabled() {
        return userPreferenceService
                .find(currentUser.caller(), UserPreferenceName.SINGLE_KEY_SHORTCUTS)
                .map(ON::equals)
                .orElse(true);
    }

    public void setSingleKeyShortcutsEnabled(UI ui, boolean enabled) {
        userPreferenceService.save(currentUser.caller(), UserPreferenceName.SINGLE_KEY_SHORTCUTS, enabled ? ON : OFF);
        applySingleKeyShortcuts(ui, enabled);
    }

    /** Sets the attribute of the page that {@code keys.js} reads. */
    public static void applySingleKeyShortcuts(UI ui, boolean enabled) {
        ui.getElement().setAttribute("data-single-keys", enabled ? ON : OFF);
    }

    /** Returns the language from the cookie, or the best language for the browser if there is no valid cookie. */
    public Language language(VaadinRequest request) {
        return cookie(request, LANGUAGE_COOKIE)
                .flatMap(Language::fromTag)
                .orElseGet(() -> Language.firstSupported(Collections.list(request.getLocales())));
    }

    public Optional<Theme> theme(VaadinRequest request) {
        return cookie(request, THEME_COOKIE).flatMap(Theme::fromCode);
    }

    /** Sets the cookie by script, because a push message has no response headers. */
    private static void setCookie(UI ui, String name, String value, int seconds) {
        boolean secure = Optional.ofNullable(VaadinService.getCurrentRequest())
                .map(VaadinRequest::isSecure)
                .orElse(false);
        ui.getPage()
                .executeJs(
                        "document.cookie = $0 + '=' + $1 + '; path=/; max-age=' + $2 + '; samesite=lax' + $3",
                        name,
                        value,
                        seconds,
                        secure ? "; secure" : "");
    }

    private static Optional<String> cookie(VaadinRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
