package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An open Flow page without a real browser. Tests write its messages in Flow's UIDL protocol. */
final class FlowPageClient {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpBrowser browser;
    private final int id;
    private final String token;
    private final String pushId;
    private int syncId;
    private int clientId;
    private JsonNode content;

    /** Opens the page and loads its content. */
    FlowPageClient(HttpBrowser browser, String location) {
        this.browser = browser;
        JsonNode config = JSON.readTree(browser.get("/?v-r=init&location=" + location + "&query=")
                        .body())
                .path("appConfig");
        this.id = config.path("v-uiId").asInt();
        this.token = config.path("uidl").path("Vaadin-Security-Key").asString();
        this.pushId = config.path("uidl").path("Vaadin-Push-ID").asString();
        Map<String, Object> data = Map.of(
                "route",
                "/" + location,
                "query",
                "",
                "appShellTitle",
                "",
                "historyState",
                Map.of("idx", 0),
                "trigger",
                "");
        this.content =
                JSON.readTree(send(List.of(Map.of("type", "event", "node", 1, "event", "ui-navigate", "data", data)))
                        .body());
    }

    /** Returns the ID of the first node with this tag in the initial content. */
    int node(String tag) {
        return nodes(tag).stream().findFirst().orElseThrow(() -> new AssertionError("no " + tag + " in " + content));
    }

    /** Returns the IDs of all nodes with this tag in the initial content. */
    List<Integer> nodes(String tag) {
        return content.path("changes")
                .valueStream()
                .filter(change -> change.path("key").asString("").equals("tag")
                        && change.path("value").asString("").equals(tag))
                .map(change -> change.path("node").asInt())
                .toList();
    }

    /** Opens the page's push connection, with a small buffer, and reads only the status of the response. */
    Socket connectWithoutReading(int port) throws IOException {
        return connectWithoutReading(port, "websocket");
    }

    /** Opens a WebSocket as the push connection, with a request that claims to use this transport. */
    Socket connectWithoutReading(int port, String transport) throws IOException {
        Socket socket = requestPush(port, transport, """
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                """);
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
        assertThat(new String(status, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** Requests the page's push over HTTP and does not wait for the response. */
    Socket requestPush(int port, String transport) throws IOException {
        return requestPush(port, transport, "");
    }

    /** Returns the path and the query of a request for the page's push. */
    String pushPath(String transport) {
        return "/VAADIN/push?v-r=push&v-uiId=" + id + "&v-pushId=" + pushId
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=3.1.5-javascript&X-Atmosphere-Transport="
                + transport + "&X-Atmosphere-TrackMessageSize=true";
    }

    private Socket requestPush(int port, String transport, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        RawHttp.write(
                socket, """
                GET %s HTTP/1.1
                Host: 127.0.0.1:%d
                Origin: http://127.0.0.1:%d
                Cookie: stackdeck-session=%s
                %s
                """.formatted(pushPath(transport), port, port, browser.cookie("stackdeck-session"), headers)
                        .replace("\n", "\r\n"));
        return socket;
    }

    HttpResponse<String> sendRepeated(Map<String, Object> call, int times) {
        return send(Collections.nCopies(times, call));
    }

    /** Requests the given number of rows of the page's grid, beginning with the first row. */
    HttpResponse<String> requestRows(int number) {
        return send(List.of(Map.of(
                "type",
                "publishedEventHandler",
                "node",
                node("vaadin-grid"),
                "templateEventMethodName",
                "setViewportRange",
                "templateEventMethodArgs",
                List.of(0, number),
                "promise",
                -1)));
    }

    /** Returns whether the page is still open in Stackdeck. */
    boolean isOpen() {
        return browser.postJson("/?v-r=heartbeat&v-uiId=" + id, "").statusCode() != 404;
    }

    /**
     * Requests the whole state of the page, like a browser that has lost a response. Does not change the number of the
     * next message.
     */
    HttpResponse<String> resynchronize() {
        String message = JSON.writeValueAsString(Map.of(
                "csrfToken", token, "rpc", List.of(), "syncId", syncId, "clientId", clientId, "resynchronize", true));
        return browser.postJson("/?v-r=uidl&v-uiId=" + id, message);
    }

    /** Sends an empty message with the number of the previous one, like a browser that repeats a message. */
    HttpResponse<String> sendAgain() {
        clientId--;
        return send(List.of());
    }

    /** Sends an empty message except for its last character, and waits until Stackdeck has begun to process it. */
    Socket beginMessage(int port) throws IOException {
        String message = message(List.of());
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        RawHttp.write(
                socket,
                """
                POST /?v-r=uidl&v-uiId=%d HTTP/1.1
                Host: 127.0.0.1:%d
                Origin: http://127.0.0.1:%d
                Connection: close
                Content-Type: application/json
                Expect: 100-continue
                Content-Length: %d
                Cookie: stackdeck-session=%s

                """.formatted(id, port, port, message.length(), browser.cookie("stackdeck-session"))
                                .replace("\n", "\r\n")
                        + message.substring(0, message.length() - 1));
        RawHttp.awaitContinue(socket);
        return socket;
    }

    private String message(List<Map<String, Object>> calls) {
        return JSON.writeValueAsString(
                Map.of("csrfToken", token, "rpc", calls, "syncId", syncId, "clientId", clientId));
    }

    HttpResponse<String> send(List<Map<String, Object>> calls) {
        String message = message(calls);
        HttpResponse<String> response = browser.postJson("/?v-r=uidl&v-uiId=" + id, message);
        if (response.statusCode() == 200) {
            clientId++;
            syncId = JSON.readTree(response.body()).path("syncId").asInt(syncId);
        }
        return response;
    }
}
