package org.stackdeck.cloud.openstack.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ResponseTooLargeException;

/**
 * Sends HTTP requests and receives complete responses, with limits for time and size. The client must use HTTP/1.1,
 * because OpenStack's servers do not support HTTP/2. It must not follow redirects, because the token would be sent to
 * another host.
 */
public final class HttpTransport {

    /** Size in bytes up to which the values of a response are not counted, because they require little memory. */
    private static final int UNCOUNTED_BYTES = 1 << 20;

    /**
     * Time without progress after which an upload is aborted. A service may take a long time to store the last bytes.
     */
    private static final Duration UPLOAD_STALL_TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient client;
    private final Duration readTimeout;

    public HttpTransport(HttpClient client, Duration readTimeout) {
        this.client = client;
        this.readTimeout = readTimeout;
    }

    /** Returns a transport with the same client whose read timeout is at most {@code maximum}. */
    public HttpTransport withMaxReadTimeout(Duration maximum) {
        return readTimeout.compareTo(maximum) > 0 ? new HttpTransport(client, maximum) : this;
    }

    /**
     * Sends a request and returns the complete response, with any status.
     *
     * @throws CloudException UNREACHABLE, TIMEOUT or FAILED if no complete response is received
     * @throws ResponseTooLargeException if the response exceeds the limits
     */
    ServiceResponse send(ServiceRequest serviceRequest) {
        var builder = HttpRequest.newBuilder(serviceRequest.uri())
                .timeout(readTimeout)
                .header("Accept", "application/json");
        if (serviceRequest.body() == null) {
            builder.method(serviceRequest.method(), BodyPublishers.noBody());
        } else {
            builder.setHeader("Content-Type", "application/json")
                    .method(serviceRequest.method(), BodyPublishers.ofString(serviceRequest.body()));
        }
        serviceRequest.headers().forEach(builder::setHeader);
        // The timeout of the request ends when the headers are received. The timeout in await also applies to a slow
        // body.
        var sent = client.sendAsync(
                builder.build(),
                _ -> new LimitedBodySubscriber(
                        serviceRequest.maxResponseBytes(),
                        serviceRequest.isForImages() ? new LongTextCutter(ResponseLimits.IMAGE_TEXT_BYTES) : null));
        return toServiceResponse(serviceRequest, await(serviceRequest, sent, readTimeout));
    }

    private static ServiceResponse toServiceResponse(ServiceRequest request, HttpResponse<byte[]> response) {
        if (countValues(response.body()) > ResponseLimits.values()) {
            throw new ResponseTooLargeException(authority(request) + " sent a response with too many values");
        }
        return new ServiceResponse(response.statusCode(), response.headers(), response.body());
    }

    /**
     * Counts the values in a large JSON document by the commas and opening brackets outside strings. Returns 0 for a
     * small document.
     */
    private static long countValues(byte[] body) {
        long count = 0;
        boolean inString = false;
        for (int index = 0; body.length > UNCOUNTED_BYTES && index < body.length; index++) {
            byte character = body[index];
            if (character == '"') {
                inString = !inString;
            } else if (inString) {
                index += character == '\\' ? 1 : 0;
            } else if (character == ',' || character == '{' || character == '[') {
                count++;
            }
        }
        return count;
    }

    /**
     * Sends data without buffering it as a whole. The time is not limited while the service reads the data. Only the
     * calling thread reads the data, and never after this method has returned. The client receives an early response
     * only after it has sent the data. If the service then closes the connection, the upload fails with FAILED.
     *
     * @param length in bytes
     * @throws CloudException as for {@link #send}; FAILED also if the data cannot be read
     */
    ServiceResponse upload(ServiceRequest serviceRequest, InputStream data, long length) {
        try (UploadPublisher publisher = new UploadPublisher()) {
            var builder = HttpRequest.newBuilder(serviceRequest.uri())
                    .header("Accept", "application/json")
                    .method(serviceRequest.method(), BodyPublishers.fromPublisher(publisher, length));
            serviceRequest.headers().forEach(builder::setHeader);
            var sent = client.sendAsync(
                    builder.build(), _ -> new LimitedBodySubscriber(serviceRequest.maxResponseBytes(), null));
            try {
                publisher.publish(data, length, UPLOAD_STALL_TIMEOUT, sent::isDone);
            } catch (HttpTimeoutException e) {
                sent.cancel(true);
                throw timedOut(serviceRequest, e);
            } catch (IOException e) {
                sent.cancel(true);
                throw new CloudException(Category.FAILED, "The data was not received completely", 0, null, null, e);
            }
            return toServiceResponse(serviceRequest, await(serviceRequest, sent, UPLOAD_STALL_TIMEOUT));
        }
    }

    public void close() {
        client.shutdownNow();
    }

    private static <T> T await(ServiceRequest serviceRequest, CompletableFuture<T> sent, Duration timeout) {
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw timedOut(serviceRequest, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new CloudException(
                    Category.TIMEOUT, "Interrupted while waiting for " + authority(serviceRequest), 0, null, null, e);
        } catch (ExecutionException e) {
            throw toCloudException(serviceRequest, e.getCause() == null ? e : e.getCause());
        }
    }

    static CloudException toCloudException(ServiceRequest serviceRequest, Throwable cause) {
        return switch (cause) {
            case LimitedBodySubscriber.TooLargeException _ ->
                new ResponseTooLargeException("%s sent a response of more than %d MB"
                        .formatted(authority(serviceRequest), serviceRequest.maxResponseBytes() >> 20));
            case HttpConnectTimeoutException _ -> unreachable(serviceRequest, "connection timed out", cause);
            case HttpTimeoutException _ -> timedOut(serviceRequest, cause);
            case ConnectException _
            when cause.getCause() instanceof UnresolvedAddressException ->
                unreachable(serviceRequest, "unknown host", cause);
            case ConnectException _ -> unreachable(serviceRequest, "connection refused", cause);
            case UnknownHostException _ -> unreachable(serviceRequest, "unknown host", cause);
            case SSLHandshakeException _ -> unreachable(serviceRequest, "its TLS certificate is not trusted", cause);
            // TLS may have failed after the handshake, so the request may have been sent.
            case SSLException _ ->
                failure(Category.FAILED, serviceRequest, " closed the connection: TLS failed", cause);
            case IOException _ ->
                failure(Category.FAILED, serviceRequest, " closed the connection without a response", cause);
            default -> failure(Category.FAILED, serviceRequest, ": the request failed", cause);
        };
    }

    private static CloudException unreachable(ServiceRequest serviceRequest, String reason, Throwable cause) {
        return failure(Category.UNREACHABLE, serviceRequest, " cannot be reached: " + reason, cause);
    }

    private static CloudException timedOut(ServiceRequest serviceRequest, Throwable cause) {
        return failure(Category.TIMEOUT, serviceRequest, " did not respond in time", cause);
    }

    private static CloudException failure(
            Category category, ServiceRequest serviceRequest, String reason, Throwable cause) {
        return new TransportException(category, authority(serviceRequest), reason, cause);
    }

    private static String authority(ServiceRequest serviceRequest) {
        return serviceRequest.uri().getScheme() + "://" + serviceRequest.uri().getAuthority();
    }
}
