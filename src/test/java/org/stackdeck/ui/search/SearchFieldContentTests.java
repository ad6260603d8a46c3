package org.stackdeck.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.inventory.search.ResourceSearchProperty;

class SearchFieldContentTests {

    private static final List<ResourceSearchProperty> PROPERTIES =
            List.of(ResourceSearchProperty.PROJECT, ResourceSearchProperty.TAG);

    private static final SearchFieldContent EMPTY = SearchFieldContent.empty(PROPERTIES);

    private static SearchFieldContent of(String whole) {
        return SearchFieldContent.of(whole, PROPERTIES);
    }

    @Test
    void urlTextIsSplitIntoTokensAndText() {
        SearchFieldContent content = of(" web project:research  10.0 tag:a,b colour:red tag: ");

        assertThat(content.tokens()).containsExactly("project:research", "tag:a,b");
        assertThat(content.input()).isEqualTo("web 10.0 colour:red tag:");
        assertThat(of(content.fullText())).isEqualTo(content);
    }

    @Test
    void incompleteTokenAlreadyFilters() {
        SearchFieldContent typing = EMPTY.withInput("tag:we");

        assertThat(typing.tokens()).isEmpty();
        assertThat(typing.fullText()).isEqualTo("tag:we");
        assertThat(typing.tokenized()).isEqualTo(new SearchFieldContent(PROPERTIES, List.of("tag:we"), ""));
    }

    @Test
    void plainWordsRemainInTheInput() {
        SearchFieldContent typing = EMPTY.withInput("web ");

        assertThat(typing.tokenized()).isSameAs(typing);
    }

    @Test
    void selectedKeyRemainsInTheInputUntilItHasAValue() {
        SearchFieldContent chosen =
                EMPTY.withInput("web pro").withSuggestion(new SearchSuggestions.Suggestion("project:", 0, false));

        assertThat(chosen).isEqualTo(new SearchFieldContent(PROPERTIES, List.of(), "web project:"));
        assertThat(chosen.withSuggestion(new SearchSuggestions.Suggestion("project:staff", 3, true)))
                .isEqualTo(new SearchFieldContent(PROPERTIES, List.of("project:staff"), "web"));
    }

    @Test
    void otherWordsAreThoseBeforeTheWordBeingTyped() {
        SearchFieldContent typing = of("project:staff").withInput("web status:ru");

        assertThat(typing.withoutLastWord().fullText()).isEqualTo("project:staff web");
        assertThat(EMPTY.withoutLastWord()).isEqualTo(EMPTY);
    }

    @Test
    void tokensAreRemovedOneByOne() {
        SearchFieldContent content = of("tag:a tag:b web");

        assertThat(content.withoutToken("tag:a").fullText()).isEqualTo("tag:b web");
        assertThat(content.withoutLastToken().fullText()).isEqualTo("tag:a web");
        assertThat(EMPTY.withoutLastToken()).isEqualTo(EMPTY);
    }

    @Test
    void onlyTheTextThatASearchUsesIsKept() {
        SearchFieldContent content =
                of("tag:a").withInput("tag:b ".repeat(50_000)).tokenized().truncated();

        assertThat(content.fullText()).startsWith("tag:a tag:b").hasSizeLessThanOrEqualTo(200);

        SearchFieldContent full = EMPTY;
        for (int token = 0; token < 100; token++) {
            full = full.withInput("tag:" + token).tokenized().truncated();
        }
        assertThat(full.fullText()).hasSizeBetween(190, 200);
    }
}
