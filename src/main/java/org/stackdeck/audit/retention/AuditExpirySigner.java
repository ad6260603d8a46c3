package org.stackdeck.audit.retention;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Signs records of deletions with a key outside the database. Without the signature, an attacker with write access to
 * the database could forge such a record and thereby conceal the removal of all earlier entries.
 */
@Component
public class AuditExpirySigner {

    private static final String PURPOSE = "audit.expire";

    /** Resolved lazily: verifying a trail without deletions requires no key. */
    private final ObjectProvider<SecretKey> secret;

    public AuditExpirySigner(ObjectProvider<SecretKey> secret) {
        this.secret = secret;
    }

    /** Returns the signature of the text: 64 hexadecimal digits. */
    String sign(String text) {
        try {
            SecretKey own = KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "HmacSHA256",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getObject())
                                    .thenExpand(PURPOSE.getBytes(StandardCharsets.UTF_8), 32));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(own);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean verify(String text, String seal) {
        return MessageDigest.isEqual(
                sign(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.US_ASCII));
    }
}
