package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTextTests {

    @Test
    void urlTextIsSplitIntoTokensAndText() {
        SearchText text = SearchText.of(" web project:research  10.0 tag:a,b colour:red tag: ");

        assertThat(text.tokens()).containsExactly("project:research", "tag:a,b");
        assertThat(text.rest()).isEqualTo("web 10.0 colour:red tag:");
        assertThat(SearchText.of(text.whole())).isEqualTo(text);
    }

    @Test
    void incompleteTokenAlreadyFilters() {
        SearchText typing = SearchText.EMPTY.typing("tag:we");

        assertThat(typing.tokens()).isEmpty();
        assertThat(typing.whole()).isEqualTo("tag:we");
        assertThat(typing.settled()).isEqualTo(new SearchText(List.of("tag:we"), ""));
    }

    @Test
    void plainWordsRemainInTheInput() {
        SearchText typing = SearchText.EMPTY.typing("web ");

        assertThat(typing.settled()).isSameAs(typing);
    }

    @Test
    void selectedKeyRemainsInTheInputUntilItHasAValue() {
        SearchText chosen =
                SearchText.EMPTY.typing("web pro").completed(new SearchHelp.Suggestion("project:", 0, false));

        assertThat(chosen).isEqualTo(new SearchText(List.of(), "web project:"));
        assertThat(chosen.completed(new SearchHelp.Suggestion("project:staff", 3, true)))
                .isEqualTo(new SearchText(List.of("project:staff"), "web"));
    }

    @Test
    void tokensAreRemovedOneByOne() {
        SearchText text = SearchText.of("tag:a tag:b web");

        assertThat(text.without("tag:a").whole()).isEqualTo("tag:b web");
        assertThat(text.withoutLast().whole()).isEqualTo("tag:a web");
        assertThat(SearchText.EMPTY.withoutLast()).isEqualTo(SearchText.EMPTY);
    }
}
