package org.stackdeck.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.platform.ClientNetwork;

class AttemptThrottleTests {

    private final AttemptThrottle attemptThrottle =
            new AttemptThrottle(new AttemptLimitProperties(1, 1, 1, 1, 1, 1, 1, Duration.ZERO));

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:db8::2",
        "2001:db8::1, 2001:db8:0:0:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:0DB8:1:2:3:4:5:6",
        "::ffff:192.0.2.1, 192.0.2.1",
        "fe80::1%eth0, fe80::2%eth1"
    })
    void addressesOfOneNetworkAreOneSource(String value, String other) {
        attemptThrottle.recordRegistration(value);

        assertThatThrownBy(() -> attemptThrottle.recordRegistration(other))
                .isInstanceOf(TooManyAttemptsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8::1, 2001:db8:0:1::1",
        "192.0.2.1, 192.0.2.2",
        "::ffff:192.0.2.1, ::ffff:192.0.2.2",
        "not an address, neither"
    })
    void addressesOfDifferentNetworksAreDifferentSources(String value, String other) {
        attemptThrottle.recordRegistration(value);

        assertThatNoException().isThrownBy(() -> attemptThrottle.recordRegistration(other));
    }

    @Test
    void hostNameIsNotResolved() {
        assertThat(ClientNetwork.of("localhost")).isEqualTo("localhost");
    }
}
