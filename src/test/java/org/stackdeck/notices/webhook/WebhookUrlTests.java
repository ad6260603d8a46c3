package org.stackdeck.notices.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTests {

    private static final String SECRET = "https://chat.example/hooks/T0/B0/abcdefghijkl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chat.example/hooks/x",
                "http://chat.example/hooks/x",
                "http://192.168.1.5/hooks/x",
                "ftp://chat.example/x",
                "https:///hooks/x",
                "https://user:pass@chat.example/hooks/x",
                "https://chat.example/hooks/x#part",
                "https://chat.example:0/x",
                "https://chat.example:70000/x",
                "https://chat.example/a b",
                "https://chat.example/a\r\nHost: other",
                "https://chat.example/钩子"
            })
    void invalidUrlsAreRejected(String typed) {
        assertThat(WebhookUrl.parse(typed)).isEmpty();
    }

    @Test
    void urlWithMoreThan2000CharactersIsRejected() {
        String longest = "https://chat.example/" + "x".repeat(WebhookUrl.MAX_LENGTH - 21);
        assertThat(WebhookUrl.parse(longest)).isPresent();
        assertThat(WebhookUrl.parse(longest + "x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example, /, 443",
        "https://chat.example:8443/hooks/x?token=1, /hooks/x?token=1, 8443",
        "http://127.0.0.1/x, /x, 80",
        "https://[2001:db8::1]/x, /x, 443"
    })
    void requestTargetAndPortAreThoseOfTheUrl(String typed, String target, int port) {
        WebhookUrl url = WebhookUrl.parse("  " + typed + " ").orElseThrow();
        assertThat(url.requestTarget()).isEqualTo(target);
        assertThat(url.port()).isEqualTo(port);
    }

    @Test
    void onlyTheHostAndTheEndingOfALongPathAreShown() {
        WebhookUrl url = new WebhookUrl(SECRET);
        assertThat(url.host()).isEqualTo("chat.example");
        assertThat(url.ending()).isEqualTo("ijkl");
        assertThat(new WebhookUrl("https://chat.example/hooks/abc").ending()).isEmpty();
    }

    @Test
    void textsContainNoSecret() {
        assertThat(new WebhookUrl(SECRET)).hasToString("WebhookUrl[chat.example]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WebhookUrl("http://chat.example/secret"))
                .withMessageNotContaining("secret")
                .withNoCause();
    }
}
