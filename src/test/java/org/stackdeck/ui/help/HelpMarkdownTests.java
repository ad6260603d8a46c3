package org.stackdeck.ui.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelpMarkdownTests {

    @Test
    void documentIsSplitAtHeadingsOutsideOfCode() {
        List<HelpDocumentSection> sections = HelpMarkdown.sections(HelpDocument.ACCESS, """
            # Access

            Introduction.

            ## Who sees `what`, and why

            ```sh
            # not a heading
            ```

            ### Details
            Text.
            ## Details
            """);

        assertThat(sections)
                .extracting(HelpDocumentSection::level, HelpDocumentSection::title, HelpDocumentSection::anchor)
                .containsExactly(
                        tuple(1, "Access", "access"),
                        tuple(2, "Who sees what, and why", "who-sees-what-and-why"),
                        tuple(3, "Details", "details"),
                        tuple(2, "Details", "details-1"));
        assertThat(sections.get(1).markdown()).contains("# not a heading");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        [the rules](#creating-servers)            | [the rules](help/access/creating-servers)
        [Servers](rest.md#servers)                | [Servers](help/rest/servers)
        [Access](access.md)                       | [Access](help/access)
        [`GET /x`](rest.md)                       | [`GET /x`](help/rest)
        [site](https://example.org/a#b)           | [site](https://example.org/a#b)
        [a limit](production.md#limits)           | a limit
        [record](decisions/0015-x.md)             | record
        [bad](javascript:alert(1))                | bad)
        ![picture](screens/a.png)                 | picture
        `[code](rest.md)`                         | `[code](rest.md)`
        """)
    void linksLeadToReadableDocumentsOnly(String markdown, String displayed) {
        assertThat(display(markdown)).isEqualToIgnoringNewLines(displayed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <script>alert(1)</script>     | &lt;script>alert(1)&lt;/script>
        <img src=x onerror=alert(1)>  | &lt;img src=x onerror=alert(1)>
        a <!-- comment -->            | a &lt;!-- comment -->
        [<b>a</b>](access.md)         | [&lt;b>a&lt;/b>](help/access)
        1 < 2                         | 1 < 2
        `List<String>`                | `List<String>`
        """)
    void htmlIsDisplayedAsText(String markdown, String displayed) {
        assertThat(display(markdown)).isEqualToIgnoringNewLines(displayed);
    }

    @Test
    void codeIsUnchanged() {
        String code = """
            Text:

            ```xml
            <a href="x">[b](rest.md)</a>
            ```

                ./run <name>

            Code over two `lines <a
            and b>` of text.
            """;

        assertThat(display(code)).isEqualToNormalizingWhitespace(code);
    }

    private static String display(String markdown) {
        return HelpMarkdown.display(
                new HelpDocumentSection(HelpDocument.ACCESS, "a", 2, "A", markdown, ""),
                document -> document.isFor(false));
    }
}
