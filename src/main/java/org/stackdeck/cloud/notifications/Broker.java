package org.stackdeck.cloud.notifications;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ broker to which a cloud's services send notifications.
 *
 * @param nodes addresses of the broker's equivalent nodes, as {@code host:port}
 * @param exchange Nova's {@code control_exchange}
 * @param resourceExchanges {@code control_exchange} of Cinder, Neutron and Glance; Stackdeck tolerates exchanges
 *     that do not exist
 * @param topics the first parts of the routing keys, as in Nova's {@code versioned_notifications_topics} and
 *     oslo.messaging's {@code topics}
 * @param security null for unencrypted connections
 */
public record Broker(
        List<String> nodes,
        String virtualHost,
        String user,
        String password,
        String exchange,
        List<String> resourceExchanges,
        List<String> topics,
        @Nullable Security security) {

    public Broker {
        nodes = List.copyOf(nodes);
        resourceExchanges = List.copyOf(resourceExchanges);
        topics = List.copyOf(topics);
    }

    /**
     * TLS settings of the connections to the broker.
     *
     * @param hostnameVerified whether the certificate must match the host name
     */
    public record Security(SSLContext context, boolean hostnameVerified) {}

    /** Returns the distinct exchanges of all services; Nova's is the first. */
    Set<String> exchanges() {
        Set<String> exchanges = new LinkedHashSet<>(List.of(exchange));
        exchanges.addAll(resourceExchanges);
        return exchanges;
    }

    /**
     * Returns whether both brokers have the same nodes, virtual host and exchange of Nova, regardless of credentials,
     * topics and other exchanges.
     */
    public boolean isSameBrokerAs(Broker other) {
        return nodes.equals(other.nodes) && virtualHost.equals(other.virtualHost) && exchange.equals(other.exchange);
    }

    /** Returns the nodes and the virtual host, without user and password. */
    @Override
    public String toString() {
        return String.join(",", nodes) + " vhost " + virtualHost;
    }
}
