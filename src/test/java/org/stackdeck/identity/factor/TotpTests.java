package org.stackdeck.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.identity.UserName;

class TotpTests {

    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The expected codes are the last six of the eight digits in the appendix. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void generatesTheCodesOfRfc6238(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void acceptsThePreviousAndTheNextStepOnly() {
        Instant now = Instant.ofEpochSecond(1111111111);
        long step = Totp.step(now);
        for (long near = step - 1; near <= step + 1; near++) {
            assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, near), now)).hasValue(near);
        }
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    }

    /** Test vectors of RFC 4648, section 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void encodesSecretsInBase32(String text, String expected) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(expected);
    }

    @Test
    void uriContainsAllParametersOfTheApp() {
        assertThat(Totp.uri(SECRET, new UserName("anna"), "Stackdeck"))
                .isEqualTo("otpauth://totp/Stackdeck:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Stackdeck&algorithm=SHA1&digits=6&period=30");
    }
}
