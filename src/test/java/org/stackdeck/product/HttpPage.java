package org.stackdeck.product;

import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page of a browser without scripts, whose messages (Flow's UIDL protocol) are written by the test. */
final class HttpPage {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpBrowser browser;
    private final int id;
    private final String token;
    private int syncId;
    private int clientId;
    private JsonNode content;

    /** Opens the page and loads its content. */
    HttpPage(HttpBrowser browser, String location) {
        this.browser = browser;
        JsonNode config = JSON.readTree(browser.get("/?v-r=init&location=" + location + "&query=")
                        .body())
                .path("appConfig");
        this.id = config.path("v-uiId").asInt();
        this.token = config.path("uidl").path("Vaadin-Security-Key").asString();
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

    /** ID of the first node with this tag in the content. */
    int node(String tag) {
        for (JsonNode change : content.path("changes")) {
            if (change.path("key").asString("").equals("tag")
                    && change.path("value").asString("").equals(tag)) {
                return change.path("node").asInt();
            }
        }
        throw new AssertionError("no " + tag + " in " + content);
    }

    HttpResponse<String> sendRepeated(Map<String, Object> call, int times) {
        return send(Collections.nCopies(times, call));
    }

    HttpResponse<String> send(List<Map<String, Object>> calls) {
        String message = JSON.writeValueAsString(
                Map.of("csrfToken", token, "rpc", calls, "syncId", syncId, "clientId", clientId));
        HttpResponse<String> response = browser.postJson("/?v-r=uidl&v-uiId=" + id, message);
        if (response.statusCode() == 200) {
            clientId++;
            syncId = JSON.readTree(response.body()).path("syncId").asInt(syncId);
        }
        return response;
    }
}
