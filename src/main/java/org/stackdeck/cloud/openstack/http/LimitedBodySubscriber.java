package org.stackdeck.cloud.openstack.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Receives a body up to a maximum size, optionally without the ends of long texts. Fails with a {@link
 * TooLargeException} as soon as the kept data exceeds the maximum.
 */
final class LimitedBodySubscriber implements BodySubscriber<byte[]> {

    private final BodySubscriber<byte[]> body = BodySubscribers.ofByteArray();
    private final long maxBytes;
    private final @Nullable LongTextCutter cutter;
    private long received;
    private Flow.@Nullable Subscription subscription;

    /** @param cutter removes parts of the body; null to keep all of it */
    LimitedBodySubscriber(long maxBytes, @Nullable LongTextCutter cutter) {
        this.maxBytes = maxBytes;
        this.cutter = cutter;
    }

    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
        subscription = subscribed;
        body.onSubscribe(subscribed);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        List<ByteBuffer> buffers = cutter == null
                ? parts
                : parts.stream()
                        .map(cutter::cut)
                        .filter(ByteBuffer::hasRemaining)
                        .toList();
        received += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (received > maxBytes) {
            Objects.requireNonNull(subscription).cancel();
            body.onError(new TooLargeException());
        } else {
            body.onNext(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.onError(failure);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }
}
