package org.stackdeck.cloud.keypair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryKeyPairNameTests {

    private static final String OPERATION = "0b6a2d1c-9f3e-4c55-8a51-5f0f3f6f2a10";
    private static final SshPublicKey KEY = TestPublicKeys.ed25519();

    @Test
    void theNameIdentifiesThePublicKey() {
        String name = TemporaryKeyPairName.of(OPERATION, KEY);

        assertThat(name).startsWith("stackdeck-" + OPERATION + "-").matches("[A-Za-z0-9_-]{1,64}");
        assertThat(TemporaryKeyPairName.fingerprintStart(name))
                .contains(KEY.fingerprint().substring(0, 23));
        assertThat(name).endsWith("-" + TemporaryKeyPairName.part(KEY.fingerprint()));
        assertThat(TemporaryKeyPairName.isTemporary(name)).isTrue();
        assertThat(TemporaryKeyPairName.matches(name, KEY)).isTrue();
        assertThat(TemporaryKeyPairName.matches(name.substring(0, name.length() - 1) + "?", KEY))
                .isFalse();
    }

    /** Earlier versions omitted the fingerprint. */
    @ParameterizedTest
    @ValueSource(strings = {"laptop", "", "stackdeck-" + OPERATION, "stackdeck-short-AAAAAAAAAAAAAAAA"})
    void otherNamesIdentifyNoKey(String name) {
        assertThat(TemporaryKeyPairName.fingerprintStart(name)).isEmpty();
        assertThat(TemporaryKeyPairName.isTemporary(name)).isEqualTo(name.contains(OPERATION));
        assertThat(TemporaryKeyPairName.matches(name, KEY)).isFalse();
    }
}
