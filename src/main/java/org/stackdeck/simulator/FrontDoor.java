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

/** Takes every request to its service, through the faults that are wanted, and writes the answer. */
final class FrontDoor implements HttpHandler {

    private static final int LARGEST_BODY = 1 << 20;

    private final List<Service> services;
    private final TokenStore tokens;
    private final Faults faults;
    private final RequestLog log;

    /** @param services the longest prefix first */
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
            // read now: the request may end the token, or the token its time
            Optional<Token> token = request.header("X-Auth-Token").flatMap(tokens::find);
            // Never where the faults are ordered: nobody could clear them.
            Optional<SimulatedFault> fault = service instanceof ControlService
                    ? Optional.empty()
                    : faults.next(service.type(), request.method(), uri.toString());
            Reply reply = serve(service, request, fault);
            // before it is answered, so that who has the answer finds the request in the log
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
        // as OpenStack's own WSGI servers do, so that a client which counts on keep-alive is found out
        exchange.getResponseHeaders().set("Connection", "close");
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            // One that broke off is left to the exchange, which then closes the connection.
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
