package org.stackdeck.cloud.openstack.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Publishes data that one thread reads, in chunks. At most {@value #MAX_PENDING} chunks wait for the subscriber, so
 * that the memory of an upload does not depend on its length.
 */
final class UploadPublisher implements Flow.Publisher<ByteBuffer>, AutoCloseable {

    private static final int CHUNK_SIZE = 64 << 10;

    private static final int MAX_PENDING = 4;

    private final SubmissionPublisher<ByteBuffer> chunks =
            new SubmissionPublisher<>(Thread::startVirtualThread, MAX_PENDING);

    /** Delays the first chunk until there is a subscriber, because earlier chunks would be dropped. */
    private final CountDownLatch subscribed = new CountDownLatch(1);

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        chunks.subscribe(subscriber);
        subscribed.countDown();
    }

    /**
     * Reads and publishes the data. Stops when the exchange has ended. The last chunk is read only after the subscriber
     * has consumed the others. A stream that checks a permission at its end therefore does so shortly before the end of
     * the upload.
     *
     * @param length in bytes
     * @param stallTimeout maximum time in which the subscriber accepts no chunk
     * @param ended returns whether the exchange has ended, for instance because it failed
     * @throws HttpTimeoutException if the subscriber accepts no chunk within {@code stallTimeout}
     * @throws IOException if the data cannot be read to its end
     */
    void publish(InputStream data, long length, Duration stallTimeout, BooleanSupplier ended) throws IOException {
        awaitSubscriber(stallTimeout, ended);
        for (long left = length; left > 0 && !ended.getAsBoolean(); ) {
            if (left <= CHUNK_SIZE) {
                awaitConsumed(stallTimeout, ended);
            }
            byte[] chunk = data.readNBytes((int) Math.min(CHUNK_SIZE, left));
            if (chunk.length == 0) {
                throw new EOFException(left + " of " + length + " bytes are missing");
            }
            left -= chunk.length;
            publish(ByteBuffer.wrap(chunk), stallTimeout, ended);
        }
        chunks.close();
    }

    private void awaitSubscriber(Duration stallTimeout, BooleanSupplier ended) throws IOException {
        long deadline = System.nanoTime() + stallTimeout.toNanos();
        try {
            while (!subscribed.await(1, TimeUnit.SECONDS) && !ended.getAsBoolean()) {
                requireBefore(deadline);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void publish(ByteBuffer chunk, Duration stallTimeout, BooleanSupplier ended) throws IOException {
        long deadline = System.nanoTime() + stallTimeout.toNanos();
        while (!ended.getAsBoolean() && chunks.offer(chunk, 1, TimeUnit.SECONDS, (_, _) -> false) < 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IOException("interrupted");
            }
            requireBefore(deadline);
        }
    }

    private void awaitConsumed(Duration stallTimeout, BooleanSupplier ended) throws IOException {
        long deadline = System.nanoTime() + stallTimeout.toNanos();
        try {
            while (chunks.estimateMaximumLag() > 0 && !ended.getAsBoolean()) {
                requireBefore(deadline);
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void requireBefore(long deadline) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new HttpTimeoutException("the service reads no more data");
        }
    }

    /** Fails the exchange if not all data was published. */
    @Override
    public void close() {
        chunks.closeExceptionally(new IOException("the upload has ended"));
    }
}
