package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.search.SearchSuggestions;
import org.stackdeck.ui.servers.TestOperationBuilder;

class ServerSearchSuggestionsTests {

    private static final List<Server> SERVERS = List.of(
            ServerBuilder.named("a")
                    .project(ServerBuilder.STAFF)
                    .tags("web", "Prod")
                    .build(),
            ServerBuilder.named("b").project(ServerBuilder.RESEARCH).tags("web").build(),
            ServerBuilder.named("c")
                    .project(ServerBuilder.RESEARCH)
                    .status(ServerStatus.SHUTOFF)
                    .tags("two words")
                    .build());

    private static final UserServerOwners BELONGING = new UserServerOwners(
            TestOperationBuilder.ME,
            new OwnerMap(Map.of(
                    ServerBuilder.key("a"), new Owner(TestOperationBuilder.ME, new UserName("mia")),
                    ServerBuilder.key("b"), new Owner(TestOperationBuilder.ME, new UserName("mia")))));

    @Test
    void suggestsOwnersAndReservedOwnerFilterValues() {
        assertThat(words("owner:")).containsExactly("owner:me", "owner:none", "owner:mia");
        assertThat(words("owner:no")).containsExactly("owner:none");
    }

    @Test
    void suggestsAllKeysForEmptyInput() {
        assertThat(words(""))
                .containsExactly("status:", "project:", "owner:", "tag:", "flavor:", "image:", "key:", "cloud:");
    }

    @Test
    void suggestsKeysThatStartWithTheLastWord() {
        assertThat(words("web pro")).containsExactly("project:");
    }

    @Test
    void suggestsExistingValuesMostFrequentFirst() {
        assertThat(words("tag:")).containsExactly("tag:web", "tag:prod");
        assertThat(words("project:RES")).containsExactly("project:research");
        assertThat(words("status:")).containsExactly("status:running", "status:off");
        assertThat(ServerSearchSuggestions.suggest("tag:w", SERVERS, BELONGING).suggestions())
                .containsExactly(new SearchSuggestions.Suggestion("tag:web", 2, true));
    }

    @Test
    void suggestsFurtherValuesAfterAComma() {
        assertThat(words("project:research,st")).containsExactly("project:research,staff");
    }

    @Test
    void limitsTheNumberOfSuggestions() {
        List<Server> many = IntStream.range(0, 100)
                .mapToObj(i -> ServerBuilder.named("s" + i).tags("t" + i).build())
                .toList();

        assertThat(ServerSearchSuggestions.suggest("tag:", many, BELONGING).suggestions())
                .hasSize(8);
    }

    @Test
    void reportsAnUnknownKey() {
        assertThat(ServerSearchSuggestions.suggest("web colour:red", SERVERS, BELONGING)
                        .unknownKey())
                .isEqualTo("colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::17", "fe80:", "dead:beef", "web", "tag:x", ""})
    void addressesWordsAndKnownKeysAreNotReportedAsUnknown(String typed) {
        assertThat(ServerSearchSuggestions.suggest(typed, SERVERS, BELONGING).unknownKey())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"status:runing, runing", "'web status:off,runing,', runing", "'status:run,of', run", "STATUS:x, x"})
    void reportsAStatusThatDoesNotExist(String typed, String unknown) {
        assertThat(ServerSearchSuggestions.suggest(typed, SERVERS, BELONGING).unknownValue())
                .isEqualTo(unknown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status:", "status:run", "status:off,sh", "status:VERIFY_RE", "status:hard-reboot", "tag:x"})
    void knownAndIncompleteValuesAreNotReportedAsUnknown(String typed) {
        assertThat(ServerSearchSuggestions.suggest(typed, SERVERS, BELONGING).unknownValue())
                .isNull();
    }

    @Test
    void suggestsAllStatesInsteadOfAnUnknownOne() {
        assertThat(words("status:runing")).containsExactly("status:running", "status:off");
    }

    private static List<String> words(String typed) {
        return ServerSearchSuggestions.suggest(typed, SERVERS, BELONGING).suggestions().stream()
                .map(SearchSuggestions.Suggestion::text)
                .toList();
    }
}
