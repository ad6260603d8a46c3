package org.stackdeck.ui.servers.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;

class ServerPageAddressTests {

    private static final ServerKey WEB = new ServerKey(new CloudName("lab/a b"), new ServerId("web-01"));

    @Test
    void urlRestoresTheOpenServerAndTab() {
        ServerPageAddress open = new ServerPageAddress(WEB, ServerTab.LOG);

        assertThat(reread(open)).contains(open);
        assertThat(reread(open.withTab(ServerTab.OVERVIEW))).contains(new ServerPageAddress(WEB, ServerTab.OVERVIEW));
    }

    @Test
    void urlWithoutServerOpensNothing() {
        assertThat(ServerPageAddress.fromParameters(Map.of())).isEmpty();
        assertThat(ServerPageAddress.fromParameters(Map.of("tab", List.of("log"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "lab", "lab/", "/web-01", " /web-01"})
    void urlWithAnIncompleteServerKeyOpensNothing(String said) {
        assertThat(ServerPageAddress.fromParameters(Map.of("open", List.of(said))))
                .isEmpty();
    }

    @Test
    void urlWithOverlongServerIdOpensNothing() {
        assertThat(ServerPageAddress.fromParameters(Map.of("open", List.of("lab/" + "x".repeat(256)))))
                .isEmpty();
    }

    @Test
    void unknownTabFallsBackToTheFirst() {
        assertThat(ServerPageAddress.fromParameters(Map.of("open", List.of("lab/web-01"), "tab", List.of("nonsense"))))
                .map(ServerPageAddress::tab)
                .contains(ServerTab.OVERVIEW);
    }

    private static Optional<ServerPageAddress> reread(ServerPageAddress open) {
        return ServerPageAddress.fromParameters(open.toParameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))));
    }
}
