package org.stackdeck.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dispatches each request to its service, applies injected faults and writes the response. */
final class FrontDoor implements HttpHandler {

    private static final int LARGEST_BODY = 1 << 20;

    private final List<Service> services;
    private final TokenStore tokens;
    private final Faults faults;
    private final RequestLog log;

    /** @param services sorted by prefix, longest first */
    FrontDoor(List<Service> services, TokenStore tokens, Faults faults, RequestLog log) {
        this.services = List.copyOf(services);
        this.tokens = tokens;
        this.faults = faults;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            Service service = serviceOf(uri.getPath());
            String below = uri.getPath().substring(service.prefix().length());
            Request request = new Request(
                    exchange.getRequestMethod(),
                    below.isEmpty() ? "/" : below,
                    Query.parse(uri.getRawQuery()),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8),
                    "req-" + UUID.randomUUID());
            // Read the token now: the request can revoke it, or it can expire.
            Optional<Token> token = request.header("X-Auth-Token").flatMap(tokens::find);
            // Faults never apply to the control API, which clears them.
            Optional<SimulatedFault> fault = service instanceof ControlService
                    ? Optional.empty()
                    : faults.next(service.type(), request.method(), uri.toString());
            Reply reply = serve(service, request, fault);
            // Log before the response, so that a client that has the response finds the request in the log.
            log.add(new SeenRequest(
                    service.type(),
                    request.method(),
                    uri.toString(),
                    reply == null ? 0 : reply.status(),
                    request.requestId(),
                    request.header("X-Auth-Token").orElse(null),
                    token.map(Token::projectName).orElse(null)));
            if (reply != null) {
                write(exchange, reply, fault.filter(SimulatedFault::breaksOff).isPresent());
            }
        }
    }

    private Service serviceOf(String path) {
        return services.stream()
                .filter(s -> path.equals(s.prefix()) || path.startsWith(s.prefix() + "/"))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Reply serve(Service service, Request request, Optional<SimulatedFault> wanted) {
        if (wanted.isEmpty()) {
            return honest(service, request);
        }
        SimulatedFault fault = wanted.get();
        Reply honest = fault.afterwards() || fault.kind() == SimulatedFault.Kind.LATENCY || fault.breaksOff()
                ? honest(service, request)
                : Reply.empty(200);
        FaultyReplies.hold(fault.latency());
        return FaultyReplies.spoil(fault, service, request, honest);
    }

    private static Reply honest(Service service, Request request) {
        try {
            return service.dress(request, service.answer(request));
        } catch (Refusal refusal) {
            return service.dress(request, service.refuse(request, refusal));
        }
    }

    private static void write(HttpExchange exchange, Reply reply, boolean breaksOff) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        for (Reply.Header header : reply.headers()) {
            exchange.getResponseHeaders().add(header.name(), header.value());
        }
        // OpenStack's WSGI servers also close the connection. This reveals clients that rely on keep-alive.
        exchange.getResponseHeaders().set("Connection", "close");
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            // The exchange closes the connection of a truncated response.
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, breaksOff ? body.length / 2 : body.length);
            if (breaksOff) {
                out.flush();
            } else {
                out.close();
            }
        }
    }
}
