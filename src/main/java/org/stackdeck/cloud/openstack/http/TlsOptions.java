package org.stackdeck.cloud.openstack.http;

import org.jspecify.annotations.Nullable;

/**
 * TLS settings of an entry.
 *
 * @param verify false to accept any certificate for any host
 * @param certificates trusted certificates in PEM or DER format, decoded as ISO-8859-1; null to trust the certificates
 *     of the Java runtime. Holds the content, so that deleting the file does not affect later connections
 */
public record TlsOptions(boolean verify, @Nullable String certificates) {

    public static final TlsOptions SYSTEM = new TlsOptions(true, null);
}
