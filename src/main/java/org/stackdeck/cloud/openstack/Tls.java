package org.stackdeck.cloud.openstack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whom an entry's connections trust.
 *
 * @param verify false: whoever answers
 * @param cacert PEM file of the authorities to trust instead of the machine's; null for those
 */
record Tls(boolean verify, @Nullable Path cacert) {

    static final Tls SYSTEM = new Tls(true, null);
}
