package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;

/**
 * Client for one service in one scope. Adds the token to each request, replaces it once if the service responds with
 * 401, and turns every response other than 2xx into a {@link CloudException}.
 */
final class ServiceClient {

    private final String type;
    private final Channel channel;
    private final TokenSource tokens;
    private final Function<Token, URI> endpoint;
    private final Refusals refusals;
    private volatile Duration clockOffset = Duration.ZERO;

    /** @param endpoint extracts the endpoint of the service, without trailing slash, from a token's catalog */
    ServiceClient(String type, Channel channel, TokenSource tokens, Function<Token, URI> endpoint, Refusals refusals) {
        this.type = type;
        this.channel = channel;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.refusals = refusals;
    }

    String type() {
        return type;
    }

    TokenSource tokens() {
        return tokens;
    }

    /** According to the latest response. */
    Duration clockOffset() {
        return clockOffset;
    }

    URI endpoint() {
        return endpoint.apply(tokens.current());
    }

    Answer get(String path, Map<String, String> headers) {
        return send("GET", path, headers, null);
    }

    /** @param body serialized as JSON */
    Answer post(String path, Map<String, String> headers, Object body) {
        return send("POST", path, headers, Json.write(body));
    }

    Answer put(String path, Map<String, String> headers, Object body) {
        return send("PUT", path, headers, Json.write(body));
    }

    Answer delete(String path, Map<String, String> headers) {
        return send("DELETE", path, headers, null);
    }

    /** @param path appended to the endpoint; includes the query */
    Answer send(String method, String path, Map<String, String> headers, @Nullable String body) {
        return exchange(
                token -> new Request(method, URI.create(endpoint.apply(token) + path), with(headers, token), body));
    }

    /** The same for a request with a known URL. */
    Answer sendTo(URI uri, String method, Map<String, String> headers, @Nullable String body) {
        return exchange(token -> new Request(method, uri, with(headers, token), body));
    }

    private Answer exchange(Function<Token, Request> request) {
        Token token = tokens.current();
        Answer answer = channel.exchange(request.apply(token));
        if (answer.status() == 401) {
            answer = channel.exchange(request.apply(tokens.replace(token)));
        }
        if (!answer.successful()) {
            throw refusals.of(type, answer);
        }
        clockOffset = refusals.clockOffset(answer).orElse(clockOffset);
        return answer;
    }

    private static Map<String, String> with(Map<String, String> headers, Token token) {
        var all = new HashMap<>(headers);
        all.put("X-Auth-Token", token.secret());
        return all;
    }
}
