package org.stackdeck.ui.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewModel;

/** The server and tab that a URL names. The server need not exist. */
@ViewModel
record OpenServer(ServerKey server, ServerTab tab) {

    private static final String SERVER = "open";
    private static final String TAB = "tab";
    private static final int LONGEST = 255;

    /** Parses path segments; empty if they do not name a server. */
    static Optional<OpenServer> of(Optional<String> cloud, Optional<String> id, Optional<String> tab) {
        return cloud.filter(OpenServer::names)
                .flatMap(in ->
                        id.filter(OpenServer::names).map(one -> new ServerKey(new CloudName(in), new ServerId(one))))
                .map(key -> new OpenServer(key, ServerTab.of(tab)));
    }

    /** Parses the query parameters of the grid's page. */
    static Optional<OpenServer> from(Map<String, List<String>> parameters) {
        String said = first(parameters, SERVER).orElse("");
        int cut = said.lastIndexOf('/');
        return cut < 0
                ? Optional.empty()
                : of(Optional.of(said.substring(0, cut)), Optional.of(said.substring(cut + 1)), first(parameters, TAB));
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(SERVER, server.cloud().value() + "/" + server.id().value());
        if (tab != ServerTab.OVERVIEW) {
            parameters.put(TAB, tab.word());
        }
        return parameters;
    }

    OpenServer with(ServerTab other) {
        return new OpenServer(server, other);
    }

    private static boolean names(String said) {
        return !said.isBlank() && said.length() <= LONGEST;
    }

    private static Optional<String> first(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst();
    }
}
