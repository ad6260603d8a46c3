package org.stackdeck.ui.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Language;

/**
 * Resolves the locale from the language cookie, otherwise from the {@code Accept-Language} header. Supports English
 * (default) and Simplified Chinese.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class LanguageCookieLocaleResolver implements LocaleResolver {

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, DisplayPreferenceService.LANGUAGE_COOKIE))
                .map(Cookie::getValue)
                .flatMap(Language::fromTag)
                .orElseGet(() -> Language.firstSupported(Collections.list(request.getLocales())))
                .locale();
    }

    /** Throws an exception, because scripts in the browser set the cookie. */
    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("the language is set by a cookie");
    }
}
