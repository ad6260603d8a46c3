package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokenizedSearchTextTests {

    @Test
    void urlTextIsSplitIntoTokensAndText() {
        TokenizedSearchText text = TokenizedSearchText.of(" web project:research  10.0 tag:a,b colour:red tag: ");

        assertThat(text.tokens()).containsExactly("project:research", "tag:a,b");
        assertThat(text.input()).isEqualTo("web 10.0 colour:red tag:");
        assertThat(TokenizedSearchText.of(text.fullText())).isEqualTo(text);
    }

    @Test
    void incompleteTokenAlreadyFilters() {
        TokenizedSearchText typing = TokenizedSearchText.EMPTY.withInput("tag:we");

        assertThat(typing.tokens()).isEmpty();
        assertThat(typing.fullText()).isEqualTo("tag:we");
        assertThat(typing.tokenized()).isEqualTo(new TokenizedSearchText(List.of("tag:we"), ""));
    }

    @Test
    void plainWordsRemainInTheInput() {
        TokenizedSearchText typing = TokenizedSearchText.EMPTY.withInput("web ");

        assertThat(typing.tokenized()).isSameAs(typing);
    }

    @Test
    void selectedKeyRemainsInTheInputUntilItHasAValue() {
        TokenizedSearchText chosen = TokenizedSearchText.EMPTY
                .withInput("web pro")
                .withSuggestion(new SearchSuggestions.Suggestion("project:", 0, false));

        assertThat(chosen).isEqualTo(new TokenizedSearchText(List.of(), "web project:"));
        assertThat(chosen.withSuggestion(new SearchSuggestions.Suggestion("project:staff", 3, true)))
                .isEqualTo(new TokenizedSearchText(List.of("project:staff"), "web"));
    }

    @Test
    void tokensAreRemovedOneByOne() {
        TokenizedSearchText text = TokenizedSearchText.of("tag:a tag:b web");

        assertThat(text.withoutToken("tag:a").fullText()).isEqualTo("tag:b web");
        assertThat(text.withoutLastToken().fullText()).isEqualTo("tag:a web");
        assertThat(TokenizedSearchText.EMPTY.withoutLastToken()).isEqualTo(TokenizedSearchText.EMPTY);
    }
}
