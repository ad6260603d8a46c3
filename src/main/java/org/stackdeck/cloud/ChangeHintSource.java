package org.stackdeck.cloud;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Delivers notifications of changed servers and other resources from the clouds for which a message broker is
 * configured.
 */
public interface ChangeHintSource {

    /** Source without brokers, which delivers no notifications. */
    ChangeHintSource NONE = new ChangeHintSource() {
        @Override
        public Subscription subscribe(Listener listener) {
            return () -> {};
        }

        @Override
        public Optional<ConnectionState> connectionState(CloudName cloud) {
            return Optional.empty();
        }

        @Override
        public Set<ChangeHint.Service> services(CloudName cloud) {
            return Set.of();
        }
    };

    /** Calls the listener for each notification until the subscription is closed. */
    Subscription subscribe(Listener listener);

    /**
     * Returns the state of the connection over which Stackdeck receives Nova's notifications; empty if the cloud has no
     * broker. Notifications of other services can arrive while Nova's do not, and vice versa.
     */
    Optional<ConnectionState> connectionState(CloudName cloud);

    /**
     * Returns the services of the cloud whose notifications have been received since Stackdeck started, or since the
     * entries of the cloud last changed.
     */
    Set<ChangeHint.Service> services(CloudName cloud);

    /**
     * Receives change hints and connection changes. Called on the threads of the connections, possibly concurrently.
     * Implementations return quickly and send no requests to a cloud.
     */
    interface Listener {

        void onChangeHint(ChangeHint hint);

        /** Called when the connection is established. Changes of servers before this call may have been missed. */
        default void onConnected(CloudName cloud) {}

        /** Called when the connection is lost. Changes of servers may be missed from this call on. */
        default void onDisconnected(CloudName cloud) {}
    }

    /** Registration of a listener, which ends when it is closed. Closing never fails. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** State of the connection to a cloud's brokers. */
    sealed interface ConnectionState {

        /** Returns the time since which the connection has been in this state, according to the local clock. */
        Instant since();

        /** Stackdeck receives Nova's notifications. */
        record Connected(Instant since) implements ConnectionState {}

        /** Stackdeck may miss Nova's notifications. */
        record Disconnected(Instant since, DisconnectReason reason) implements ConnectionState {}
    }

    /** Reason why Stackdeck does not receive Nova's notifications. */
    enum DisconnectReason {
        /** No connection attempt has been made yet. */
        NOT_YET_TRIED,
        /** No node of the broker responded in time, or its certificate is not trusted. */
        UNREACHABLE,
        /** The broker rejected the user name or password, or denied access to the virtual host. */
        REFUSED,
        /** The user is not permitted to declare a queue or to read from the exchange. */
        FORBIDDEN,
        /**
         * Nova's exchange does not exist, usually because Nova has not used the broker since the broker was started.
         */
        NO_EXCHANGE,
        /** An established connection was lost. */
        LOST,
        FAILED
    }
}
