package org.stackdeck.cloud.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.keypair.InvalidPublicKeyException.Reason;

class SshPublicKeyTests {

    private static final int UNTIL_THE_KEY = 19;

    @Test
    void parseDropsTheComment() {
        SshPublicKey key = SshPublicKey.parse(TestPublicKeys.ED25519 + "  mia@laptop with blanks \n");

        assertThat(key.type()).isEqualTo(SshPublicKey.Type.ED25519);
        assertThat(key.authorizedKeysLine()).isEqualTo(TestPublicKeys.ED25519);
        // The fingerprint in the format of ssh-keygen -l.
        assertThat(key.fingerprint()).isEqualTo("SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU");
    }

    @Test
    void parseAcceptsStrongRsaAndEcdsaKeys() {
        assertThat(SshPublicKey.parse(rsa(2048)).type()).isEqualTo(SshPublicKey.Type.RSA);
        assertThat(SshPublicKey.parse(rsa(4096)).type()).isEqualTo(SshPublicKey.Type.RSA);
        assertThat(SshPublicKey.parse(point("ecdsa-sha2-nistp256", "nistp256", 32))
                        .type())
                .isEqualTo(SshPublicKey.Type.ECDSA_256);
        assertThat(SshPublicKey.parse(point("ecdsa-sha2-nistp521", "nistp521", 66))
                        .type())
                .isEqualTo(SshPublicKey.Type.ECDSA_521);
    }

    @Test
    void aMissingPaddingIsAdded() {
        String line = rsa(4096);
        assertThat(line).endsWith("=");

        assertThat(SshPublicKey.parse(line.replace("=", "")).authorizedKeysLine())
                .isEqualTo(line);
    }

    @Test
    void parseRejectsWeakKeysAndUnsupportedTypes() {
        refuses(rsa(1024), Reason.TOO_WEAK);
        refuses(rsa(2047), Reason.TOO_WEAK);
        refuses("ssh-dss AAAAB3NzaC1kc3M=", Reason.UNKNOWN_TYPE);
        refuses("sk-ssh-ed25519@openssh.com AAAA", Reason.UNKNOWN_TYPE);
    }

    @Test
    void parseRejectsAPrivateKeyWithoutRevealingIt() {
        String secret = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n-----END OPENSSH PRIVATE KEY-----\n";

        assertThatThrownBy(() -> SshPublicKey.parse(secret))
                .isInstanceOfSatisfying(
                        InvalidPublicKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.PRIVATE))
                .hasMessageNotContaining("b3BlbnNzaA");
    }

    @Test
    void parseRejectsIncompleteOrOversizedKeys() {
        String blob = TestPublicKeys.ED25519.substring("ssh-ed25519 ".length());
        refuses("", Reason.MALFORMED);
        refuses("ssh-ed25519", Reason.MALFORMED);
        refuses("ssh-ed25519 " + blob.substring(0, 40), Reason.MALFORMED);
        refuses("ssh-ed25519 " + blob + "AAAA", Reason.MALFORMED);
        refuses("ssh-ed25519 %%%", Reason.MALFORMED);
        refuses("ssh-rsa " + blob, Reason.MALFORMED);
        refuses(TestPublicKeys.ED25519 + "\n" + TestPublicKeys.ED25519, Reason.MALFORMED);
        refuses(point("ecdsa-sha2-nistp256", "nistp384", 32), Reason.MALFORMED);
        refuses(TestPublicKeys.ED25519 + " " + "x".repeat(9000), Reason.MALFORMED);
        byte[] hugeLength = Base64.getDecoder().decode(blob);
        ByteBuffer.wrap(hugeLength).putInt(UNTIL_THE_KEY - 4, Integer.MAX_VALUE);
        refuses("ssh-ed25519 " + Base64.getEncoder().encodeToString(hugeLength), Reason.MALFORMED);
    }

    private static void refuses(String line, Reason reason) {
        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .as(line)
                .isInstanceOfSatisfying(
                        InvalidPublicKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String rsa(int bits) {
        return written(
                "ssh-rsa",
                BigInteger.valueOf(65537).toByteArray(),
                BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE).toByteArray());
    }

    private static String point(String type, String curve, int size) {
        byte[] point = new byte[2 * size + 1];
        point[0] = 4;
        return written(type, curve.getBytes(StandardCharsets.US_ASCII), point);
    }

    private static String written(String type, byte[]... fields) {
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        field(blob, type.getBytes(StandardCharsets.US_ASCII));
        for (byte[] one : fields) {
            field(blob, one);
        }
        return type + " " + Base64.getEncoder().encodeToString(blob.toByteArray());
    }

    private static void field(ByteArrayOutputStream blob, byte[] field) {
        blob.writeBytes(ByteBuffer.allocate(4).putInt(field.length).array());
        blob.writeBytes(field);
    }
}
