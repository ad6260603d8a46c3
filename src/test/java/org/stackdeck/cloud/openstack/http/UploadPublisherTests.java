package org.stackdeck.cloud.openstack.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UploadPublisherTests {

    private static final int PIECE = 64 << 10;

    /** A stream can check a permission when its last bytes are read, so the publisher must not read them too early. */
    @Test
    void lastPieceIsReadOnlyAfterTheOthersWereRequested() {
        AtomicLong read = new AtomicLong();
        Subscriber subscriber = new Subscriber();
        try (UploadPublisher publisher = new UploadPublisher()) {
            publisher.subscribe(subscriber);
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> publish(publisher, read, 3 * PIECE));
            Flow.Subscription subscription = subscriber.subscription.join();
            await().until(() -> read.get() == 2 * PIECE);
            subscription.request(1);
            await().until(() -> subscriber.received.get() == PIECE);
            assertThat(read).hasValue(2 * PIECE);

            subscription.request(2);

            published.join();
            await().until(() -> subscriber.received.get() == 3 * PIECE);
        }
    }

    private static void publish(UploadPublisher publisher, AtomicLong read, long length) {
        InputStream data = new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                read.addAndGet(length);
                return length;
            }
        };
        try {
            publisher.publish(data, length, Duration.ofMinutes(1), () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts the received bytes. Only the test requests pieces. */
    private static final class Subscriber implements Flow.Subscriber<ByteBuffer> {

        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final AtomicLong received = new AtomicLong();

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription.complete(started);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            received.addAndGet(piece.remaining());
        }

        @Override
        public void onError(Throwable e) {}

        @Override
        public void onComplete() {}
    }
}
