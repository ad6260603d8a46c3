package org.stackdeck.inventory.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.keypair.TestPublicKeys;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

class ServerSearchQueryTests {

    private static final UserId USER = new UserId(UUID.randomUUID());
    private static final Owner ME = new Owner(USER, new UserName("mia"));
    private static final Owner JONAS = new Owner(new UserId(UUID.randomUUID()), new UserName("jonas"));

    private UserServerOwners userServerOwners = new UserServerOwners(USER, OwnerMap.NONE);
    private final Server server = ServerBuilder.named("Web-01")
            .id("0b9e55")
            .project(ServerBuilder.RESEARCH)
            .status(ServerStatus.SHUTOFF)
            .tags("prod", "front")
            .keyName("Laptop")
            .addresses(new ServerAddress("lan", "10.20.0.55", 4, false))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"key:%s", "key:sha256:%s", "KEY:SHA256:%s", "key:another,%s"})
    void theKeyPairIsFoundByItsFingerprint(String search) {
        String keyName = TemporaryKeyPairName.of(UUID.randomUUID().toString(), TestPublicKeys.ed25519());
        Server launched = ServerBuilder.named("web").keyName(keyName).build();
        String digest = TestPublicKeys.ed25519().fingerprint().substring("SHA256:".length());

        assertThat(ServerSearchQuery.parse(search.formatted(digest))
                        .matches(launched, ServerStateGroup.of(launched), userServerOwners))
                .isTrue();
        for (String other : List.of("x" + digest, "stackdeck", keyName.substring(12, 16))) {
            assertThat(ServerSearchQuery.parse(search.formatted(other))
                            .matches(launched, ServerStateGroup.of(launched), userServerOwners))
                    .as(other)
                    .isFalse();
        }
    }

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
                "key:lap",
                "TAG:Prod web",
                "cloud:lab",
                "status:"
            })
    void searchMatchesFieldsAndTokens(String typed) {
        assertThat(matches(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"db", "web db", "status:running", "project:staff", "tag:pro", "nosuch:token", "cloud:other"})
    void searchWithAnUnmatchedTermExcludesTheServer(String typed) {
        assertThat(matches(typed)).isFalse();
    }

    @Test
    void searchMatchesOwners() {
        assertThat(matches("owner:none")).isTrue();
        assertThat(matches("owner:me")).isFalse();
        assertThat(matches("owner:mia")).isFalse();

        userServerOwners = new UserServerOwners(USER, new OwnerMap(Map.of(server.key(), ME)));
        assertThat(matches("owner:me")).isTrue();
        assertThat(matches("OWNER:Mia web")).isTrue();
        assertThat(matches("owner:mi")).isFalse();
        assertThat(matches("owner:none")).isFalse();

        userServerOwners = new UserServerOwners(USER, new OwnerMap(Map.of(server.key(), JONAS)));
        assertThat(matches("owner:me")).isFalse();
        assertThat(matches("owner:none,jonas")).isTrue();
        assertThat(matches("jonas")).as("owners match only in an owner token").isFalse();
    }

    @Test
    void aReservedWordDoesNotMatchAUserWithThisName() {
        for (String word : List.of("me", "none")) {
            Owner other = new Owner(JONAS.id(), new UserName(word));
            userServerOwners = new UserServerOwners(USER, new OwnerMap(Map.of(server.key(), other)));
            assertThat(matches("owner:" + word)).isFalse();
        }
    }

    @Test
    void colonInAnIpv6AddressIsNotAToken() {
        assertThat(ServerSearchQuery.parse("2001:db8::17").query().words()).containsExactly("2001:db8::17");
    }

    @Test
    void numberOfComparisonsForEachServerIsBounded() {
        String words = "a ".repeat(50) + "b c d e f g h i j k l";
        String values = "project:" + String.join(",", "a b c d e f g h i j k l m".split(" ", -1));

        assertThat(ServerSearchQuery.parse(words).query().words())
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        assertThat(ServerSearchQuery.parse(values).query().tokens().getFirst().values())
                .hasSize(SearchQuery.MAX_TERMS);
    }

    @Test
    void overlongSearchIsTruncated() {
        assertThat(ServerSearchQuery.parse("x".repeat(10_000)).query().words())
                .isEqualTo(List.of("x".repeat(SearchQuery.MAX_LENGTH)));
    }

    private boolean matches(String typed) {
        return ServerSearchQuery.parse(typed).matches(server, ServerStateGroup.of(server), userServerOwners);
    }
}
