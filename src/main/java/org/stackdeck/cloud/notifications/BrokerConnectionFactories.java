package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory.AddressShuffleMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/** Creates connection factories for brokers. Does not connect. */
final class BrokerConnectionFactories {

    /**
     * Message size, in bytes, beyond which the RabbitMQ client closes the connection. Also the maximum of Stackdeck's
     * own limit, beyond which a message is only skipped.
     */
    static final int MAX_MESSAGE_BYTES = 16 << 20;

    private BrokerConnectionFactories() {}

    static CachingConnectionFactory create(Broker broker, NotificationProperties notificationProperties) {
        var client = new ConnectionFactory();
        client.setUsername(broker.user());
        client.setPassword(broker.password());
        client.setVirtualHost(broker.virtualHost());
        client.setConnectionTimeout(
                (int) notificationProperties.connectTimeout().toMillis());
        client.setHandshakeTimeout((int) notificationProperties.connectTimeout().toMillis());
        client.setChannelRpcTimeout(
                (int) notificationProperties.connectTimeout().toMillis());
        client.setRequestedHeartbeat((int) notificationProperties.heartbeat().toSeconds());
        client.setMaxInboundMessageBodySize(MAX_MESSAGE_BYTES);
        // BrokerMessageReceiver reconnects, and CloudNotificationReceiver logs failures.
        client.setAutomaticRecoveryEnabled(false);
        client.setExceptionHandler(new SilentExceptionHandler());
        Broker.Security security = broker.security();
        if (security != null) {
            client.useSslProtocol(security.context());
            if (security.hostnameVerified()) {
                client.enableHostnameVerification();
            }
        }
        var connections = new CachingConnectionFactory(client);
        connections.setAddresses(broker.nodes());
        connections.setAddressShuffleMode(AddressShuffleMode.RANDOM);
        connections.setConnectionNameStrategy(_ -> "stackdeck");
        connections.setCloseTimeout(
                (int) notificationProperties.connectTimeout().toMillis());
        connections.setCloseExceptionLogger((log, message, cause) -> {});
        return connections;
    }

    /**
     * Suppresses the client's log messages, because {@link CloudNotificationReceiver} logs each lost connection once.
     */
    private static final class SilentExceptionHandler extends ForgivingExceptionHandler {
        @Override
        protected void log(String message, Throwable e) {}
    }
}
