package org.stackdeck.ui.signin.session;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.PublicUrl;

/**
 * Makes the session cookie {@code Secure} and prefixes its name with {@code __Host-} if the public URL uses HTTPS, so
 * that a sibling domain cannot set the cookie. The servlet container uses one cookie name for all requests, so the name
 * cannot depend on the scheme of a request.
 */
@Component
class SessionCookieCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final PublicUrl publicUrl;

    SessionCookieCustomizer(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (publicUrl.isHttps()) {
            Cookie cookie = factory.getSettings().getSession().getCookie();
            cookie.setName("__Host-" + cookie.getName());
            cookie.setSecure(true);
        }
    }
}
