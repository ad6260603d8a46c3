package org.stackdeck.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;

class ServerMatchTests {

    private static final Server WEB = ServerBuilder.named("Web-01")
            .id("0b9e55aa")
            .tags("prod", "front")
            .addresses(new ServerAddress("lan", "10.20.0.55", 4, false))
            .build();

    private static final Map<ServerKey, Integer> RECENT =
            Map.of(ServerBuilder.key("recent-9"), 0, ServerBuilder.key("recent-3"), 1);

    @ParameterizedTest
    @ValueSource(strings = {"web", "01", "10.20.0.55", "0.55", "0b9e", "prod", "web front", "wb1"})
    void eachWordIsFoundInNameAddressIdOrTags(String typed) {
        assertThat(find(List.of(WEB), typed)).containsExactly("Web-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-02", "10.20.0.56", "web back", "1bew", "e55aa"})
    void serverWithoutOneOfTheWordsIsNotFound(String typed) {
        assertThat(find(List.of(WEB), typed)).isEmpty();
    }

    @Test
    void namesComeFirstAndTheExactNameBeforeOthers() {
        List<Server> servers = List.of(
                ServerBuilder.named("w-e-b").build(),
                ServerBuilder.named("db").tags("web").build(),
                ServerBuilder.named("cobweb").build(),
                ServerBuilder.named("my-web").build(),
                ServerBuilder.named("web-1").build(),
                ServerBuilder.named("web").build());

        assertThat(find(servers, "web")).containsExactly("web", "web-1", "my-web", "cobweb", "db", "w-e-b");
    }

    @Test
    void recentServersComeBeforeEqualMatchesOnly() {
        List<Server> servers = List.of(
                ServerBuilder.named("recent-1").build(),
                ServerBuilder.named("recent-3").build(),
                ServerBuilder.named("recent-9").build(),
                ServerBuilder.named("recent").build());

        assertThat(find(servers, "recent")).containsExactly("recent", "recent-9", "recent-3", "recent-1");
    }

    @Test
    void exactAddressComesFirstEvenIfAnotherAddressOfTheServerContainsIt() {
        List<Server> servers = List.of(
                ServerBuilder.named("a").addresses(address("10.0.0.12")).build(),
                ServerBuilder.named("b")
                        .addresses(address("10.0.0.13"), address("10.0.0.1"))
                        .build());

        assertThat(find(servers, "10.0.0.1")).containsExactly("b", "a");
    }

    private static ServerAddress address(String ip) {
        return new ServerAddress("lan", ip, 4, false);
    }

    private static List<String> find(List<Server> servers, String typed) {
        return ServerMatch.find(servers, Arrays.asList(typed.split(" ", -1)), RECENT, 10).stream()
                .map(match -> match.server().name())
                .toList();
    }
}
