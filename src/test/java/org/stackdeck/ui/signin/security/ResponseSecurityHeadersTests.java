package org.stackdeck.ui.signin.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.stackdeck.platform.PublicUrl;
import org.stackdeck.ui.ConsoleProxyProperties;

/** Tests the content of the headers. {@code SecurityHeadersTests} tests that every response has them. */
class ResponseSecurityHeadersTests {

    @Test
    void serialConsoleProxyIsAllowedForConnectionsButNotFrames() {
        assertThat(policy("/servers", "https://console.example:6080", "wss://console.example:6083"))
                .contains(
                        "connect-src 'self' https://console.example:6080 wss://console.example:6083;",
                        "frame-src 'self' https://console.example:6080;");
    }

    @Test
    void signInPagesAllowNothingUnsafe() {
        assertThat(policy("/login"))
                .contains("script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "nonce");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/os/servers",
                "/aura/aura.css",
                "/aura/fonts/Sans/Sans.woff2",
                "/frontend/js/keys.js",
                "/VAADIN/build/FlowClient-X.js",
                "/VAADIN/static/push/vaadinPush-min.js"
            })
    void responsesThatAreNoPagesAllowNothing(String path) {
        assertThat(policy(path)).isEqualTo("default-src 'none'; frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/frontend/icons/icons.svg", "/servers/a.js", "/frontend/.js/servers", "/VAADIN/dynamic/a.js"})
    void otherFilesHaveThePolicyOfPages(String path) {
        assertThat(policy(path)).contains("script-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void eachPageHasItsOwnNonce() {
        assertThat(policy("/servers")).contains("'nonce-").isNotEqualTo(policy("/servers"));
    }

    @Test
    void transportSecurityIsRequiredOverHttpsOrWithAnHttpsPublicUrl() {
        assertThat(headers("/servers", false, "").getHeader("Strict-Transport-Security"))
                .isNull();
        assertThat(headers("/servers", true, "").getHeader("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
        assertThat(headers("/servers", false, "https://stackdeck.example").getHeader("Strict-Transport-Security"))
                .startsWith("max-age=31536000");
    }

    private static String policy(String path, String... proxies) {
        return String.valueOf(headers(path, false, "", proxies).getHeader("Content-Security-Policy"));
    }

    private static MockHttpServletResponse headers(String path, boolean secure, String publicUrl, String... proxies) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        request.setSecure(secure);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new ResponseSecurityHeaders(
                        new ConsoleProxyProperties(Set.of(proxies)),
                        new PublicUrl(publicUrl, InetAddress.getLoopbackAddress(), 8080, "none"))
                .write(request, response);
        return response;
    }
}
