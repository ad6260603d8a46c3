package org.stackdeck.cloud.openstack;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

/**
 * Sends HTTP requests and receives complete responses, bounded in time and size. Uses HTTP/1.1, the only version that
 * OpenStack's servers support, and follows no redirects, which would send the token to another host.
 */
final class Connector {

    /** A list of a thousand servers has about 1.5 MB. */
    private static final long LARGEST_ANSWER = 64L << 20;

    private final HttpClient client;
    private final Duration readTimeout;

    Connector(HttpClient client, Duration readTimeout) {
        this.client = client;
        this.readTimeout = readTimeout;
    }

    /**
     * @throws CloudException UNREACHABLE, TIMEOUT or FAILED if there is no response; a response with any status is
     *     returned
     */
    Answer send(Request request) {
        var builder = HttpRequest.newBuilder(request.uri()).timeout(readTimeout).header("Accept", "application/json");
        request.headers().forEach(builder::setHeader);
        if (request.body() == null) {
            builder.method(request.method(), BodyPublishers.noBody());
        } else {
            builder.setHeader("Content-Type", "application/json")
                    .method(request.method(), BodyPublishers.ofString(request.body()));
        }
        // The timeout of the request ends with the headers; this one also limits a slow body.
        var sent = client.sendAsync(builder.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        HttpResponse<byte[]> response = await(request, sent);
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    void close() {
        client.shutdownNow();
    }

    private <T> T await(Request request, CompletableFuture<T> sent) {
        try {
            return sent.get(readTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw noAnswer(request, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new CloudException(Category.TIMEOUT, "Stopped while waiting for " + place(request), 0, null, null, e);
        } catch (ExecutionException e) {
            throw failure(request, e.getCause() == null ? e : e.getCause());
        }
    }

    static CloudException failure(Request request, Throwable cause) {
        return switch (cause) {
            case HttpConnectTimeoutException _ -> unreachable(request, "no connection in time", cause);
            case HttpTimeoutException _ -> noAnswer(request, cause);
            case ConnectException _
            when cause.getCause() instanceof UnresolvedAddressException -> unreachable(request, "unknown host", cause);
            case ConnectException _ -> unreachable(request, "connection refused", cause);
            case UnknownHostException _ -> unreachable(request, "unknown host", cause);
            case SSLHandshakeException _ -> unreachable(request, "its TLS certificate is not trusted", cause);
            // TLS failed after the handshake, so the request may have been sent.
            case SSLException _ ->
                new CloudException(Category.FAILED, place(request) + " broke off: TLS failed", 0, null, null, cause);
            case IOException _ ->
                new CloudException(
                        Category.FAILED,
                        place(request) + " ended the connection without an answer",
                        0,
                        null,
                        null,
                        cause);
            default ->
                new CloudException(Category.FAILED, place(request) + " could not be asked", 0, null, null, cause);
        };
    }

    private static CloudException unreachable(Request request, String why, Throwable cause) {
        return new CloudException(
                Category.UNREACHABLE, place(request) + " cannot be reached: " + why, 0, null, null, cause);
    }

    private static CloudException noAnswer(Request request, Throwable cause) {
        return new CloudException(Category.TIMEOUT, place(request) + " did not answer in time", 0, null, null, cause);
    }

    private static String place(Request request) {
        return request.uri().getScheme() + "://" + request.uri().getAuthority();
    }
}
