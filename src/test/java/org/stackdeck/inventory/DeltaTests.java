package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;

class DeltaTests {

    private final Server web = AServer.named("web").build();
    private final Server db = AServer.named("db").build();
    private final Server webOff = AServer.like(web).status(ServerStatus.SHUTOFF).build();

    @Test
    void tellsAddedChangedAndRemovedApart() {
        Server ci = AServer.named("ci").build();

        Delta delta = Delta.between(state(web, db), state(webOff, ci));

        assertThat(delta.added()).containsExactly(ci);
        assertThat(delta.changed()).containsExactly(webOff);
        assertThat(delta.removed()).containsExactly(db.key());
    }

    @Test
    void isEmptyBetweenEqualStatesOfDifferentObjects() {
        Server sameWeb = AServer.like(web).build();

        assertThat(Delta.between(state(web, db), state(sameWeb, db)).isEmpty()).isTrue();
    }

    @Test
    void hasEverythingAddedWhenNothingWasKnown() {
        assertThat(Delta.between(Map.of(), state(web, db)).added()).containsExactlyInAnyOrder(web, db);
    }

    @Test
    void hasEverythingRemovedWhenNothingIsLeft() {
        assertThat(Delta.between(state(web, db), Map.of()).removed()).containsExactlyInAnyOrder(web.key(), db.key());
    }

    private static Map<ServerKey, Server> state(Server... servers) {
        return Arrays.stream(servers).collect(Collectors.toMap(Server::key, server -> server));
    }
}
