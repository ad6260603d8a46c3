package org.stackdeck.cloud.openstack.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings of an entry.
 *
 * @param verify false to accept any certificate for any host
 * @param cacert PEM file of the trusted certificates; null if unset
 * @param certificates trusted certificates in PEM format; null if unset. If this and {@code cacert} are null, the
 *     certificates of the Java runtime are trusted
 */
public record TlsOptions(
        boolean verify, @Nullable Path cacert, @Nullable String certificates) {

    public static final TlsOptions SYSTEM = new TlsOptions(true, null);

    public TlsOptions(boolean verify, @Nullable Path cacert) {
        this(verify, cacert, null);
    }
}
