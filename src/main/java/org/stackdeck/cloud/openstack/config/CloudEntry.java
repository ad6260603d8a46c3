package org.stackdeck.cloud.openstack.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.client.CloudEntryRemark;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.openstack.http.TlsOptions;
import org.stackdeck.cloud.openstack.identity.EndpointInterface;
import org.stackdeck.cloud.openstack.identity.KeystoneCredential;
import org.stackdeck.cloud.openstack.metrics.PrometheusServer;

/**
 * A valid entry, which comes from {@code clouds.yaml}, the {@code OS_*} variables or a connection.
 *
 * @param source the path of the file, "environment", or "database" for a connection
 * @param keystone Keystone's address up to and including {@code /v3}, normalized so that addresses can be compared
 * @param region the region's name; null for the region of the {@link CloudEntryGroup}
 * @param brokers the brokers to which the cloud's services send notifications; empty if none are configured
 * @param prometheus the server with the metrics of the cloud's hypervisors; null if none is configured
 * @param simulated whether the built-in simulator wrote the entry
 */
public record CloudEntry(
        String name,
        String source,
        URI keystone,
        @Nullable String region,
        EndpointInterface endpoints,
        TlsOptions tls,
        KeystoneCredential credential,
        List<Broker> brokers,
        @Nullable PrometheusServer prometheus,
        boolean simulated) {

    public CloudEntry {
        brokers = List.copyOf(brokers);
    }

    /**
     * Returns a copy for an entry whose secrets cannot be decrypted: without the credential, the brokers and the
     * Prometheus server. The entry still belongs to its cloud, which therefore keeps its name.
     */
    CloudEntry withUnreadableSecrets() {
        KeystoneCredential unreadable = new KeystoneCredential.Unreadable(credential.authType());
        return new CloudEntry(name, source, keystone, region, endpoints, tls, unreadable, List.of(), null, simulated);
    }

    /**
     * Returns the problem that makes the entry unusable and that can be detected without a request to the cloud; null
     * if there is none.
     */
    public @Nullable CloudEntryRemark problem() {
        return credential instanceof KeystoneCredential.Unreadable
                ? EntryRemarkType.SECRETS_UNREADABLE.toRemark(source, name)
                : null;
    }
}
