package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** HTTP response: status, body and headers. */
record Reply(int status, String contentType, String body, List<Header> headers) {

    record Header(String name, String value) {}

    static Reply json(int status, JsonNode body) {
        return new Reply(status, "application/json", Json.MAPPER.writeValueAsString(body), List.of());
    }

    static Reply ok(JsonNode body) {
        return json(200, body);
    }

    static Reply empty(int status) {
        return new Reply(status, "application/json", "", List.of());
    }

    /**
     * Formats an error like WebOb, which most of OpenStack's routers use: HTML if the client accepts it, JSON if it
     * accepts nothing else, otherwise plain text.
     */
    static Reply page(Request request, int status, String title, String words) {
        String accepted = request.header("Accept").orElse("");
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
            return new Reply(status, "text/plain; charset=UTF-8", text, List.of());
        }
        String page = "<html>\n <head>\n  <title>%1$d %2$s</title>\n </head>\n <body>\n  <h1>%1$d %2$s</h1>\n  %3$s"
                        .formatted(status, title, words)
                + "<br /><br />\n\n\n\n </body>\n</html>";
        return html(status, page);
    }

    static Reply html(int status, String page) {
        return new Reply(status, "text/html; charset=UTF-8", page, List.of());
    }

    Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, contentType, body, List.copyOf(more));
    }

    Reply as(String otherContentType) {
        return new Reply(status, otherContentType, body, headers);
    }
}
