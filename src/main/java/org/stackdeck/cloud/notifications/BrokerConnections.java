package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory.AddressShuffleMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** Creates connection factories for brokers. Does not connect. */
final class BrokerConnections {

    /** The limit at which the RabbitMQ client closes the connection; Stackdeck's own limit is far lower. */
    private static final int LARGEST_IN_MEMORY = 16 << 20;

    private BrokerConnections() {}

    static CachingConnectionFactory to(Broker broker, NotificationSettings settings) {
        var client = new ConnectionFactory();
        client.setUsername(broker.user());
        client.setPassword(broker.password());
        client.setVirtualHost(broker.virtualHost());
        client.setConnectionTimeout((int) settings.connectTimeout().toMillis());
        client.setHandshakeTimeout((int) settings.connectTimeout().toMillis());
        client.setChannelRpcTimeout((int) settings.connectTimeout().toMillis());
        client.setRequestedHeartbeat((int) settings.heartbeat().toSeconds());
        client.setMaxInboundMessageBodySize(LARGEST_IN_MEMORY);
        // The listener reconnects and logs that itself.
        client.setAutomaticRecoveryEnabled(false);
        client.setExceptionHandler(new Silent());
        Broker.Security security = broker.security();
        if (security != null) {
            client.useSslProtocol(security.context());
            if (security.hostChecked()) {
                client.enableHostnameVerification();
            }
        }
        var connections = new CachingConnectionFactory(client);
        connections.setAddresses(broker.nodes());
        connections.setAddressShuffleMode(AddressShuffleMode.RANDOM);
        connections.setConnectionNameStrategy(_ -> "stackdeck");
        connections.setCloseTimeout((int) settings.connectTimeout().toMillis());
        connections.setCloseExceptionLogger((log, message, cause) -> {});
        return connections;
    }

    /** Suppresses the client's log messages, because the listener logs each failure once. */
    private static final class Silent extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {}
    }
}
