package org.stackdeck.cloud.openstack.http;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings of an entry.
 *
 * @param verify false to accept any certificate for any host
 * @param cacert PEM file of the trusted certificate authorities; null for those of the Java runtime
 */
public record TlsOptions(boolean verify, @Nullable Path cacert) {

    public static final TlsOptions SYSTEM = new TlsOptions(true, null);
}
