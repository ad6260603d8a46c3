package org.stackdeck.ui.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSession.Kind;

class DeviceLabelsTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox | Linux",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0 | Edge | Windows",
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36 | Chrome | Android",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1 | Safari | iPhone",
            })
    void browserLabelContainsNameAndOperatingSystem(String userAgent, String browser, String system) {
        assertThat(DeviceLabels.of(session(Kind.WEB, userAgent)))
                .isEqualTo(Message.of("account.sessions.device", browser, system));
    }

    @Test
    void tokenLabelContainsTheProgramName() {
        assertThat(DeviceLabels.of(session(Kind.TOKEN, "curl/8.14.1")))
                .isEqualTo(Message.of("account.sessions.token.of", "curl"));
    }

    @Test
    void missingUserAgentIsLabelledUnknown() {
        assertThat(DeviceLabels.of(session(Kind.WEB, null))).isEqualTo(Message.of("account.sessions.unknown"));
        assertThat(DeviceLabels.of(session(Kind.TOKEN, null))).isEqualTo(Message.of("account.sessions.token"));
    }

    private static LoginSession session(Kind kind, @Nullable String userAgent) {
        Instant at = Instant.EPOCH;
        return new LoginSession(
                new SessionId(UUID.randomUUID()),
                new UserId(UUID.randomUUID()),
                kind,
                at,
                at,
                at,
                "192.0.2.1",
                userAgent,
                at,
                Set.of());
    }
}
