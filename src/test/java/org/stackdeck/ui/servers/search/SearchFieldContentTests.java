package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SearchFieldContentTests {

    @Test
    void urlTextIsSplitIntoTokensAndText() {
        SearchFieldContent content = SearchFieldContent.of(" web project:research  10.0 tag:a,b colour:red tag: ");

        assertThat(content.tokens()).containsExactly("project:research", "tag:a,b");
        assertThat(content.input()).isEqualTo("web 10.0 colour:red tag:");
        assertThat(SearchFieldContent.of(content.fullText())).isEqualTo(content);
    }

    @Test
    void incompleteTokenAlreadyFilters() {
        SearchFieldContent typing = SearchFieldContent.EMPTY.withInput("tag:we");

        assertThat(typing.tokens()).isEmpty();
        assertThat(typing.fullText()).isEqualTo("tag:we");
        assertThat(typing.tokenized()).isEqualTo(new SearchFieldContent(List.of("tag:we"), ""));
    }

    @Test
    void plainWordsRemainInTheInput() {
        SearchFieldContent typing = SearchFieldContent.EMPTY.withInput("web ");

        assertThat(typing.tokenized()).isSameAs(typing);
    }

    @Test
    void selectedKeyRemainsInTheInputUntilItHasAValue() {
        SearchFieldContent chosen = SearchFieldContent.EMPTY
                .withInput("web pro")
                .withSuggestion(new SearchSuggestions.Suggestion("project:", 0, false));

        assertThat(chosen).isEqualTo(new SearchFieldContent(List.of(), "web project:"));
        assertThat(chosen.withSuggestion(new SearchSuggestions.Suggestion("project:staff", 3, true)))
                .isEqualTo(new SearchFieldContent(List.of("project:staff"), "web"));
    }

    @Test
    void otherWordsAreThoseBeforeTheWordBeingTyped() {
        SearchFieldContent typing = SearchFieldContent.of("project:staff").withInput("web status:ru");

        assertThat(typing.withoutLastWord().fullText()).isEqualTo("project:staff web");
        assertThat(SearchFieldContent.EMPTY.withoutLastWord()).isEqualTo(SearchFieldContent.EMPTY);
    }

    @Test
    void tokensAreRemovedOneByOne() {
        SearchFieldContent content = SearchFieldContent.of("tag:a tag:b web");

        assertThat(content.withoutToken("tag:a").fullText()).isEqualTo("tag:b web");
        assertThat(content.withoutLastToken().fullText()).isEqualTo("tag:a web");
        assertThat(SearchFieldContent.EMPTY.withoutLastToken()).isEqualTo(SearchFieldContent.EMPTY);
    }

    @Test
    void onlyTheTextThatASearchUsesIsKept() {
        SearchFieldContent content = SearchFieldContent.of("tag:a")
                .withInput("tag:b ".repeat(50_000))
                .tokenized()
                .truncated();

        assertThat(content.fullText()).startsWith("tag:a tag:b").hasSizeLessThanOrEqualTo(200);

        SearchFieldContent full = SearchFieldContent.EMPTY;
        for (int token = 0; token < 100; token++) {
            full = full.withInput("tag:" + token).tokenized().truncated();
        }
        assertThat(full.fullText()).hasSizeBetween(190, 200);
    }
}
