package org.stackdeck.cloud.notifications;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ that a cloud's Nova sends its notifications to.
 *
 * @param nodes its addresses as {@code host:port}, any of which will do
 * @param exchange Nova's {@code control_exchange}
 * @param topics the first parts of the routing keys, as Nova's {@code versioned_notifications_topics} and oslo.messaging's
 *     {@code topics} have them
 * @param security null when it is spoken to in the clear
 */
public record Broker(
        List<String> nodes,
        String virtualHost,
        String user,
        String password,
        String exchange,
        List<String> topics,
        @Nullable Security security) {

    public Broker {
        nodes = List.copyOf(nodes);
        topics = List.copyOf(topics);
    }

    /** @param hostChecked whether the certificate must be made out to the host that was asked for */
    public record Security(SSLContext context, boolean hostChecked) {}

    /** Whether both bring the same messages. */
    public boolean samePlaceAs(Broker other) {
        return nodes.equals(other.nodes) && virtualHost.equals(other.virtualHost) && exchange.equals(other.exchange);
    }

    /** Where it is; without user or password. */
    @Override
    public String toString() {
        return String.join(",", nodes) + " vhost " + virtualHost + " exchange " + exchange;
    }
}
