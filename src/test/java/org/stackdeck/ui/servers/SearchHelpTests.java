package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.access.Owner;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.UserName;

class SearchHelpTests {

    private static final List<Server> SERVERS = List.of(
            AServer.named("a").in(AServer.STAFF).tags("web", "Prod").build(),
            AServer.named("b").in(AServer.RESEARCH).tags("web").build(),
            AServer.named("c")
                    .in(AServer.RESEARCH)
                    .status(ServerStatus.SHUTOFF)
                    .tags("two words")
                    .build());

    private static final Belonging BELONGING = new Belonging(
            AnOperation.ME,
            new Owners(Map.of(
                    AServer.key("a"), new Owner(AnOperation.ME, new UserName("mia")),
                    AServer.key("b"), new Owner(AnOperation.ME, new UserName("mia")))));

    @Test
    void suggestsOwnersAndReservedOwnerWords() {
        assertThat(words("owner:")).containsExactly("owner:me", "owner:none", "owner:mia");
        assertThat(words("owner:no")).containsExactly("owner:none");
    }

    @Test
    void suggestsAllKeysForEmptyInput() {
        assertThat(words("")).containsExactly("status:", "project:", "owner:", "tag:", "flavor:", "image:", "cloud:");
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
        assertThat(SearchHelp.of("tag:w", SERVERS, BELONGING).suggestions())
                .containsExactly(new SearchHelp.Suggestion("tag:web", 2, true));
    }

    @Test
    void suggestsFurtherValuesAfterAComma() {
        assertThat(words("project:research,st")).containsExactly("project:research,staff");
    }

    @Test
    void limitsTheNumberOfSuggestions() {
        List<Server> many = IntStream.range(0, 100)
                .mapToObj(i -> AServer.named("s" + i).tags("t" + i).build())
                .toList();

        assertThat(SearchHelp.of("tag:", many, BELONGING).suggestions()).hasSize(SearchHelp.MOST);
    }

    @Test
    void reportsAnUnknownKey() {
        assertThat(SearchHelp.of("web colour:red", SERVERS, BELONGING).unknown())
                .isEqualTo("colour");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::17", "fe80:", "dead:beef", "web", "tag:x", ""})
    void takesNoAddressForAKey(String typed) {
        assertThat(SearchHelp.of(typed, SERVERS, BELONGING).unknown()).isNull();
    }

    private static List<String> words(String typed) {
        return SearchHelp.of(typed, SERVERS, BELONGING).suggestions().stream()
                .map(SearchHelp.Suggestion::word)
                .toList();
    }
}
