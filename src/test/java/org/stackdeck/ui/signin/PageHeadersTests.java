package org.stackdeck.ui.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.stackdeck.ui.ConsoleFrames;

class PageHeadersTests {

    @Test
    void theProxyOfSerialLinesIsSpokenToAndStandsInNoFrame() {
        MockHttpServletResponse response = new MockHttpServletResponse();

        new PageHeaders(new ConsoleFrames(Set.of("https://console.example:6080", "wss://console.example:6083")))
                .writeHeaders(new MockHttpServletRequest("GET", "/servers"), response);

        assertThat(response.getHeader("Content-Security-Policy"))
                .contains(
                        "connect-src 'self' https://console.example:6080 wss://console.example:6083;",
                        "frame-src 'self' https://console.example:6080;");
    }
}
