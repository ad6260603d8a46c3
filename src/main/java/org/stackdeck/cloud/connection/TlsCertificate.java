package org.stackdeck.cloud.connection;

import java.time.Instant;

/**
 * A certificate that a server presented.
 *
 * @param subject untrusted text
 * @param issuer untrusted text
 * @param sha256 fingerprint in hexadecimal, with a colon between the bytes
 * @param pem the certificate in PEM format
 */
public record TlsCertificate(
        String subject, String issuer, Instant validFrom, Instant validUntil, String sha256, String pem) {}
