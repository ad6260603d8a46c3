package org.stackdeck.ui.servers.integration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import tools.jackson.databind.JsonNode;

/** Values of a server, by which tests compare a displayed row with Nova's data. */
record ServerRowValues(
        String id,
        String name,
        String status,
        String task,
        boolean locked,
        Set<String> addresses,
        Set<String> tags,
        Map<String, String> metadata) {

    static ServerRowValues of(Server server) {
        return new ServerRowValues(
                server.id().value(),
                server.name(),
                server.status().name(),
                server.task().map(TaskState::name).orElse(""),
                server.locked(),
                server.addresses().stream().map(ServerAddress::ip).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(server.tags()),
                new TreeMap<>(server.metadata()));
    }

    static ServerRowValues of(JsonNode server) {
        Set<String> addresses = new TreeSet<>();
        server.path("addresses")
                .forEach(network -> network.forEach(
                        address -> addresses.add(address.path("addr").asString())));
        Map<String, String> metadata = new TreeMap<>();
        server.path("metadata")
                .properties()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asString()));
        return new ServerRowValues(
                server.path("id").asString(),
                server.path("name").asString(""),
                nameOrUnknown(server.path("status").asString(), ServerStatus.values()),
                task(server.path("OS-EXT-STS:task_state")),
                server.path("locked").asBoolean(),
                addresses,
                StreamSupport.stream(server.path("tags").spliterator(), false)
                        .map(JsonNode::asString)
                        .collect(Collectors.toCollection(TreeSet::new)),
                metadata);
    }

    private static String task(JsonNode task) {
        return task.isNull()
                ? ""
                : nameOrUnknown(task.asString().toUpperCase(Locale.ROOT).replace('-', '_'), TaskState.values());
    }

    /** Returns the word if it is the name of one of the terms; otherwise UNKNOWN, like Stackdeck's adapter. */
    private static String nameOrUnknown(String word, Enum<?>... terms) {
        return Arrays.stream(terms)
                .map(Enum::name)
                .filter(word::equals)
                .findFirst()
                .orElse("UNKNOWN");
    }
}
