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

/**
 * Reads and stores the language, theme and start page of a user. The language and the theme are also stored in cookies,
 * which the sign-in pages read. Other browsers of the user receive the stored values at sign-in.
 */
@Component
public class DisplayPreferenceService {

    public static final String LANGUAGE_COOKIE = "stackdeck-language";
    public static final String THEME_COOKIE = "stackdeck-theme";

    private static final int YEAR_SECONDS = 31_536_000;

    private final UserSettingsService userSettingsService;
    private final CurrentUser currentUser;

    DisplayPreferenceService(UserSettingsService userSettingsService, CurrentUser currentUser) {
        this.userSettingsService = userSettingsService;
        this.currentUser = currentUser;
    }

    public void setLanguage(UI ui, Language language) {
        setCookie(ui, LANGUAGE_COOKIE, language.tag(), YEAR_SECONDS);
        userSettingsService.updatePreferences(
                currentUser.caller(), language.tag(), currentUser.user().theme());
    }

    public void setTheme(UI ui, Theme theme) {
        boolean system = theme == Theme.SYSTEM;
        setCookie(ui, THEME_COOKIE, theme.code(), system ? 0 : YEAR_SECONDS);
        userSettingsService.updatePreferences(
                currentUser.caller(), currentUser.user().language(), system ? null : theme.code());
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
