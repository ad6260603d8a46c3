package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Address;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

class SearchQueryTests {

    private static final Owner ME = new Owner(AnOperation.ME, new UserName("mia"));
    private static final Owner JONAS = new Owner(new UserId(UUID.randomUUID()), new UserName("jonas"));

    private Belonging belonging = new Belonging(AnOperation.ME, Owners.NONE);
    private final Server server = AServer.named("Web-01")
            .id("0b9e55")
            .in(AServer.RESEARCH)
            .status(ServerStatus.SHUTOFF)
            .tags("prod", "front")
            .addresses(new Address("lan", "10.20.0.55", 4, false))
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web",
                "WEB 10.20",
                "0b9e",
                "prod",
                "status:off",
                "status:shutoff",
                "status:running,off",
                "project:research",
                "project:p-research",
                "tag:prod",
                "TAG:Prod web",
                "cloud:lab",
                "status:"
            })
    void finds(String typed) {
        assertThat(matches(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"db", "web db", "status:running", "project:staff", "tag:pro", "nosuch:token", "cloud:other"})
    void leavesOut(String typed) {
        assertThat(matches(typed)).isFalse();
    }

    @Test
    void searchMatchesOwners() {
        assertThat(matches("owner:none")).isTrue();
        assertThat(matches("owner:me")).isFalse();
        assertThat(matches("owner:mia")).isFalse();

        belonging = new Belonging(AnOperation.ME, new Owners(Map.of(server.key(), ME)));
        assertThat(matches("owner:me")).isTrue();
        assertThat(matches("OWNER:Mia web")).isTrue();
        assertThat(matches("owner:mi")).isFalse();
        assertThat(matches("owner:none")).isFalse();

        belonging = new Belonging(AnOperation.ME, new Owners(Map.of(server.key(), JONAS)));
        assertThat(matches("owner:me")).isFalse();
        assertThat(matches("owner:none,jonas")).isTrue();
        assertThat(matches("jonas")).as("owners match only in an owner token").isFalse();
    }

    @Test
    void colonInAnIpv6AddressIsNotAToken() {
        assertThat(SearchQuery.parse("2001:db8::17").words()).containsExactly("2001:db8::17");
    }

    @Test
    void overlongSearchIsTruncated() {
        assertThat(SearchQuery.parse("x".repeat(10_000)).words())
                .isEqualTo(List.of("x".repeat(SearchQuery.MAX_LENGTH)));
    }

    private boolean matches(String typed) {
        return SearchQuery.parse(typed).matches(server, StateGroup.of(server), belonging);
    }
}
