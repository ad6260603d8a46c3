package org.stackdeck.simulator.http;

import java.util.ArrayList;
import java.util.List;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;

/** HTTP response: status, body and headers. */
public record ApiResponse(int status, String contentType, String body, List<Header> headers) {

    public record Header(String name, String value) {}

    public static ApiResponse json(int status, JsonNode body) {
        return new ApiResponse(status, "application/json", Json.MAPPER.writeValueAsString(body), List.of());
    }

    public static ApiResponse ok(JsonNode body) {
        return json(200, body);
    }

    public static ApiResponse empty(int status) {
        return new ApiResponse(status, "application/json", "", List.of());
    }

    /**
     * Formats an error like WebOb, which most routers of OpenStack use. The response is JSON if the client accepts only
     * JSON, HTML if the client accepts HTML, and otherwise plain text.
     */
    public static ApiResponse page(ApiRequest apiRequest, int status, String title, String words) {
        String accepted = apiRequest.header("Accept").orElse("");
        if (accepted.equals("application/json")) {
            return json(
                    status,
                    Json.object()
                            .put("message", words + "<br /><br />\n\n\n")
                            .put("code", status + " " + title)
                            .put("title", title));
        }
        if (!accepted.contains("*/*") && !accepted.contains("text/html")) {
            String text = "%d %s\n\n%s\n\n   ".formatted(status, title, words);
            return new ApiResponse(status, "text/plain; charset=UTF-8", text, List.of());
        }
        String page = "<html>\n <head>\n  <title>%1$d %2$s</title>\n </head>\n <body>\n  <h1>%1$d %2$s</h1>\n  %3$s"
                        .formatted(status, title, words)
                + "<br /><br />\n\n\n\n </body>\n</html>";
        return html(status, page);
    }

    public static ApiResponse html(int status, String page) {
        return new ApiResponse(status, "text/html; charset=UTF-8", page, List.of());
    }

    public ApiResponse withHeader(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new ApiResponse(status, contentType, body, List.copyOf(more));
    }

    public ApiResponse withContentType(String otherContentType) {
        return new ApiResponse(status, otherContentType, body, headers);
    }
}
