package org.stackdeck.administration.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class ExportDigests {

    private ExportDigests() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime supports SHA-256", e);
        }
    }
}
