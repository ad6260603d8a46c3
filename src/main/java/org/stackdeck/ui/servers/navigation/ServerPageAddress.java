package org.stackdeck.ui.servers.navigation;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewLogic;

/** The server and the tab that a URL names. The server does not need to exist. */
@ViewLogic
public record ServerPageAddress(ServerKey server, ServerTab tab) {

    private static final String SERVER = "open";
    private static final String TAB = "tab";
    private static final int MAX_PART_LENGTH = 255;
    private static final int MAX_URL_LENGTH = 4_000;

    /** Parses path segments. Returns empty if they do not name a server. */
    public static Optional<ServerPageAddress> of(Optional<String> cloud, Optional<String> id, Optional<String> tab) {
        return cloud.filter(ServerPageAddress::isValidPart)
                .flatMap(in -> id.filter(ServerPageAddress::isValidPart)
                        .map(value -> new ServerKey(new CloudName(in), new ServerId(value))))
                .map(key -> new ServerPageAddress(key, ServerTab.fromPath(tab)));
    }

    /** Parses the query parameters of the grid's page. Returns empty if they do not name a server. */
    public static Optional<ServerPageAddress> fromParameters(Map<String, List<String>> parameters) {
        String value = first(parameters, SERVER).orElse("");
        int cut = value.lastIndexOf('/');
        return cut < 0
                ? Optional.empty()
                : of(
                        Optional.of(value.substring(0, cut)),
                        Optional.of(value.substring(cut + 1)),
                        first(parameters, TAB));
    }

    /** Parses the path and query of a page, and ignores the tab. Returns empty if they do not name a server. */
    public static Optional<ServerPageAddress> fromUrl(String address) {
        if (address.length() > MAX_URL_LENGTH) {
            return Optional.empty();
        }
        try {
            UriComponents url = UriComponentsBuilder.fromUriString(address).build();
            List<String> path = url.getPathSegments();
            return path.size() >= 3 && path.getFirst().equals(ServerRoutes.PATH)
                    ? of(Optional.of(decode(path.get(1))), Optional.of(decode(path.get(2))), Optional.empty())
                    : Optional.ofNullable(url.getQueryParams().getFirst(SERVER))
                            .flatMap(server -> fromParameters(Map.of(SERVER, List.of(decode(server)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(String part) {
        return UriUtils.decode(part, StandardCharsets.UTF_8);
    }

    public Map<String, String> toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(SERVER, server.cloud().value() + "/" + server.id().value());
        if (tab != ServerTab.OVERVIEW) {
            parameters.put(TAB, tab.pathSegment());
        }
        return parameters;
    }

    public ServerPageAddress withTab(ServerTab other) {
        return new ServerPageAddress(server, other);
    }

    private static boolean isValidPart(String part) {
        return !part.isBlank() && part.length() <= MAX_PART_LENGTH;
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
