package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings of an entry.
 *
 * @param verify false to accept any certificate and host
 * @param cacert PEM file of the trusted certificate authorities; null for those of the system
 */
record Tls(boolean verify, @Nullable Path cacert) {

    static final Tls SYSTEM = new Tls(true, null);
}
