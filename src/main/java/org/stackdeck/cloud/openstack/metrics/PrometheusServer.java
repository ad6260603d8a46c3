package org.stackdeck.cloud.openstack.metrics;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.http.TlsOptions;

/**
 * The Prometheus server with the metrics of a cloud's hypervisors. {@link #toString} omits the authorization, which is
 * a secret.
 *
 * @param url base URL without a trailing slash, user information, query or fragment
 * @param authorization value of the {@code Authorization} header; null for none
 */
public record PrometheusServer(URI url, @Nullable String authorization, TlsOptions tls) {

    @Override
    public String toString() {
        return url.toString();
    }
}
