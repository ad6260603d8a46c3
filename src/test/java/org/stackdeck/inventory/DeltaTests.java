package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;

class DeltaTests {

    private final Server web = ServerBuilder.named("web").build();
    private final Server db = ServerBuilder.named("db").build();
    private final Server webOff =
            ServerBuilder.like(web).status(ServerStatus.SHUTOFF).build();

    @Test
    void containsAddedChangedAndRemovedServers() {
        Server ci = ServerBuilder.named("ci").build();

        Delta delta = Delta.between(state(web, db), state(webOff, ci));

        assertThat(delta.added()).containsExactly(ci);
        assertThat(delta.changed()).containsExactly(webOff);
        assertThat(delta.removed()).containsExactly(db.key());
    }

    @Test
    void isEmptyForEqualStatesOfDifferentObjects() {
        Server sameWeb = ServerBuilder.like(web).build();

        assertThat(Delta.between(state(web, db), state(sameWeb, db)).isEmpty()).isTrue();
    }

    @Test
    void addsAllServersToAnEmptyState() {
        assertThat(Delta.between(Map.of(), state(web, db)).added()).containsExactlyInAnyOrder(web, db);
    }

    @Test
    void removesAllServersForAnEmptyState() {
        assertThat(Delta.between(state(web, db), Map.of()).removed()).containsExactlyInAnyOrder(web.key(), db.key());
    }

    @Test
    void combinedDeltaLeadsFromTheFirstToTheLastState() {
        Server ci = ServerBuilder.named("ci").build();
        Server ciOff = ServerBuilder.like(ci).status(ServerStatus.SHUTOFF).build();
        List<List<Server>> states = List.of(
                List.of(), List.of(web), List.of(webOff), List.of(web, db), List.of(db, ci), List.of(webOff, ciOff));
        for (List<Server> first : states) {
            for (List<Server> second : states) {
                for (List<Server> third : states) {
                    Delta both = between(first, second).followedBy(between(second, third));

                    assertThat(applied(both, first))
                            .as("%s, %s, %s", first, second, third)
                            .isEqualTo(state(third));
                    assertThat(keys(both.added())).noneMatch(keys(first)::contains);
                    assertThat(keys(first)).containsAll(keys(both.changed())).containsAll(both.removed());
                }
            }
        }
    }

    private static Delta between(List<Server> before, List<Server> after) {
        return Delta.between(state(before), state(after));
    }

    private static Map<ServerKey, Server> applied(Delta delta, List<Server> before) {
        Map<ServerKey, Server> after = new HashMap<>(state(before));
        after.keySet().removeAll(delta.removed());
        delta.added().forEach(server -> after.put(server.key(), server));
        delta.changed().forEach(server -> after.put(server.key(), server));
        return after;
    }

    private static List<ServerKey> keys(List<Server> servers) {
        return servers.stream().map(Server::key).toList();
    }

    private static Map<ServerKey, Server> state(List<Server> servers) {
        return state(servers.toArray(Server[]::new));
    }

    private static Map<ServerKey, Server> state(Server... servers) {
        return Arrays.stream(servers).collect(Collectors.toMap(Server::key, server -> server));
    }
}
