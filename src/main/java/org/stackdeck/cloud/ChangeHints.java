package org.stackdeck.cloud;

import java.time.Instant;
import java.util.Optional;

/** What clouds tell of changes by themselves, where one is configured to. */
public interface ChangeHints {

    /** For consoles without any. */
    ChangeHints NONE = new ChangeHints() {
        @Override
        public Subscription subscribe(Receiver receiver) {
            return () -> {};
        }

        @Override
        public Optional<Channel> channel(CloudName cloud) {
            return Optional.empty();
        }
    };

    /** From now on the receiver is told, until the subscription is closed. */
    Subscription subscribe(Receiver receiver);

    /** How the cloud's way of telling stands; empty when it has none. */
    Optional<Channel> channel(CloudName cloud);

    /** Called on the thread that reads the messages: be quick, and ask nothing of a cloud. */
    interface Receiver {

        void hinted(ChangeHint hint);

        /** From now on changes are told; what changed before was perhaps not. */
        void connected(CloudName cloud);

        /** From now on changes may go untold. */
        void away(CloudName cloud);
    }

    /** Ends by closing, without failure. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** How the way of telling stands. */
    sealed interface Channel {

        /** By our clock. */
        Instant since();

        /** Changes are told. */
        record Connected(Instant since) implements Channel {}

        /** Changes may go untold. */
        record Away(Instant since, Reason because) implements Channel {}
    }

    /** Why changes are not told. */
    enum Reason {
        /** It was never tried yet. */
        NOT_YET_TRIED,
        /** No broker answers at the address, or not in time, or its certificate is not trusted. */
        UNREACHABLE,
        /** The broker does not take the user and password, or does not let them into the virtual host. */
        REFUSED,
        /** The broker's user may not make a queue of its own, or not read from the exchange. */
        FORBIDDEN,
        /** There is no such exchange, so that no Nova has used this broker since it was started. */
        NO_EXCHANGE,
        /** It worked and was cut off. */
        LOST,
        FAILED
    }
}
