package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory.AddressShuffleMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** Makes the way to a broker, within the bounds of the settings. Connects to nothing yet. */
final class BrokerConnections {

    /** What the client itself takes in at most before it cuts the connection; our own bound is far below. */
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
        // Connecting again is up to the listener, which also tells of it.
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

    /** What goes wrong is told by the listener, once; the client would log each. */
    private static final class Silent extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {}
    }
}
