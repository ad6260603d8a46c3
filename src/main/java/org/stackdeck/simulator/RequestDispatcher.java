package org.stackdeck.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.control.ControlService;
import org.stackdeck.simulator.control.FaultInjector;
import org.stackdeck.simulator.control.FaultResponses;
import org.stackdeck.simulator.control.LoggedRequest;
import org.stackdeck.simulator.control.RequestLog;
import org.stackdeck.simulator.control.SimulatedFault;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.keystone.TokenStore;

/** Passes each request to its service, applies injected faults, and writes the response. */
final class RequestDispatcher implements HttpHandler {

    private static final int MAX_BODY_BYTES = 1 << 20;

    private final List<OpenStackService> openStackServices;
    private final TokenStore tokens;
    private final FaultInjector faultInjector;
    private final RequestLog log;

    /** @param openStackServices sorted by prefix, longest first */
    RequestDispatcher(
            List<OpenStackService> openStackServices, TokenStore tokens, FaultInjector faultInjector, RequestLog log) {
        this.openStackServices = List.copyOf(openStackServices);
        this.tokens = tokens;
        this.faultInjector = faultInjector;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            OpenStackService openStackService = serviceOf(uri.getPath());
            String below = uri.getPath().substring(openStackService.prefix().length());
            boolean binary = "application/octet-stream"
                    .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            ApiRequest apiRequest = new ApiRequest(
                    exchange.getRequestMethod(),
                    below.isEmpty() ? "/" : below,
                    QueryParameters.parse(uri.getRawQuery()),
                    exchange.getRequestHeaders(),
                    binary
                            ? ""
                            : new String(exchange.getRequestBody().readNBytes(MAX_BODY_BYTES), StandardCharsets.UTF_8),
                    binary ? exchange.getRequestBody() : InputStream.nullInputStream(),
                    "req-" + UUID.randomUUID());
            // Read the token before the request, which can revoke it. The token can also expire during the request.
            Optional<Token> token = apiRequest.header("X-Auth-Token").flatMap(tokens::find);
            // Faults never apply to the control API, which clears them.
            Optional<SimulatedFault> fault = openStackService instanceof ControlService
                    ? Optional.empty()
                    : faultInjector.next(openStackService.type(), apiRequest.method(), uri.toString());
            ApiResponse apiResponse = serve(openStackService, apiRequest, fault);
            // Log the request before the response, so that a client with the response finds the request in the log.
            log.add(new LoggedRequest(
                    openStackService.type(),
                    apiRequest.method(),
                    uri.toString(),
                    apiResponse == null ? 0 : apiResponse.status(),
                    apiRequest.requestId(),
                    apiRequest.header("X-Auth-Token").orElse(null),
                    token.map(Token::projectName).orElse(null)));
            if (apiResponse != null) {
                write(
                        exchange,
                        apiResponse,
                        fault.filter(SimulatedFault::breaksConnection).isPresent());
            }
        }
    }

    private OpenStackService serviceOf(String path) {
        return openStackServices.stream()
                .filter(s -> path.equals(s.prefix()) || path.startsWith(s.prefix() + "/"))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable ApiResponse serve(
            OpenStackService openStackService, ApiRequest apiRequest, Optional<SimulatedFault> wanted) {
        if (wanted.isEmpty()) {
            return normalResponse(openStackService, apiRequest);
        }
        SimulatedFault fault = wanted.get();
        ApiResponse honest =
                fault.isProcessed() ? normalResponse(openStackService, apiRequest) : ApiResponse.empty(200);
        FaultResponses.delay(fault.latency());
        return FaultResponses.apply(fault, openStackService, apiRequest, honest);
    }

    private static ApiResponse normalResponse(OpenStackService openStackService, ApiRequest apiRequest) {
        try {
            return openStackService.decorate(apiRequest, openStackService.handle(apiRequest));
        } catch (ApiException apiException) {
            return openStackService.decorate(apiRequest, openStackService.errorResponse(apiRequest, apiException));
        }
    }

    private static void write(HttpExchange exchange, ApiResponse apiResponse, boolean breaksOff) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", apiResponse.contentType());
        for (ApiResponse.Header header : apiResponse.headers()) {
            exchange.getResponseHeaders().add(header.name(), header.value());
        }
        // Like OpenStack's WSGI servers, close the connection. This behavior reveals clients that rely on keep-alive.
        exchange.getResponseHeaders().set("Connection", "close");
        byte[] body = apiResponse.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(apiResponse.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            // If the response is truncated, closing the exchange closes the connection.
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
