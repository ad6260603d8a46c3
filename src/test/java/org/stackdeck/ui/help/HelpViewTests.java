package org.stackdeck.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.NotFoundState;

class HelpViewTests extends HelpPageTestBase {

    @Autowired
    private HelpLibrary library;

    @Test
    void pageListsExplanationsShortcutsAndDocuments() {
        open("help");

        assertThat(text()).contains("availability zone", "Keyboard shortcuts", "Go to servers");
        assertThat(targets()).contains("help/access", "help/sign-in", "help/rest");
    }

    @Test
    void membersReadNoDocumentsForAdministrators() {
        open("help");
        assertThat(targets()).doesNotContain("help/production", "help/connect");

        search("X-Forwarded-For");
        assertThat(targets()).isNotEmpty().noneMatch(target -> target.startsWith("help/production"));

        UI.getCurrent().navigate("help/production");
        roundTrip();
        assertThat(find(NotFoundState.class).exists()).isTrue();
    }

    @Test
    void administratorsReadAllDocuments() {
        makeAdministrator();
        until(() -> {
            open("help");
            return targets().containsAll(List.of("help/production", "help/connect"));
        });

        UI.getCurrent().navigate("help/production/mariadb");
        roundTrip();
        assertThat(find(Markdown.class).single().getContent()).contains("CREATE DATABASE");
    }

    @Test
    void searchFindsExplanationsAndSectionsRegardlessOfCase() {
        open("help");
        search("SHELVING");
        assertThat(text()).contains("Unshelving creates it again");

        search("step-up re-authentication");
        assertThat(targets()).contains("help/sign-in/re-authentication");
        assertThat(text()).contains("in Signing in");

        search("no such text anywhere");
        assertThat(text()).contains("No results");

        search("");
        assertThat(text()).contains("Keyboard shortcuts");
    }

    @Test
    void searchTextInTheAddressIsApplied() {
        UI.getCurrent().navigate("help", QueryParameters.of("q", "anti-affinity"));
        roundTrip();

        assertThat(text()).contains("server group policy").doesNotContain("Keyboard shortcuts");
    }

    @Test
    void unknownDocumentsAndSectionsAreNotFound() {
        for (String path : List.of("help/none", "help/access/none", "help/actions")) {
            UI.getCurrent().navigate(path);
            roundTrip();
            assertThat(find(NotFoundState.class).exists()).as(path).isTrue();
        }
    }

    @Test
    void everyLinkOfADocumentLeadsToAnExistingSection() {
        for (HelpDocument document : HelpDocument.values()) {
            assertThat(library.sections(document)).as(document.code()).isNotEmpty();
            for (HelpDocumentSection section : library.sections(document)) {
                Pattern.compile("]\\(help/([^)]+)\\)")
                        .matcher(HelpMarkdown.display(section, _ -> true))
                        .results()
                        .map(link -> link.group(1).split("/", -1))
                        .forEach(link -> assertThat(library.sections(
                                        HelpDocument.of(link[0]).orElseThrow()))
                                .as("%s in %s", String.join("#", link), section.anchor())
                                .anyMatch(target ->
                                        link.length == 1 || target.anchor().equals(link[1])));
            }
        }
    }

    @Test
    void resultsWithTheTermInTheTitleComeFirst() {
        List<HelpLibrary.Found> found =
                library.search(SearchQuery.ofWords("passkeys"), document -> document.isFor(false));

        assertThat(found).hasSizeGreaterThan(1);
        assertThat(found.getFirst().section().title()).isEqualTo("Passkeys");
        assertThat(found).allMatch(result -> result.excerpt().length() < 220);
    }

    @Test
    void questionMarkOpensTheExplanation() {
        ExplainButton explain = new ExplainButton(Term.SHELVE, Messages.current());
        UI.getCurrent().add(explain);
        NativeButton button = (NativeButton) explain.getChildren().findFirst().orElseThrow();
        assertThat(button.getAriaLabel()).contains("Explain shelve");
        assertThat(find(Popover.class, explain).exists()).isFalse();

        test(button).click();

        Popover popover = find(Popover.class, explain).single();
        assertThat(popover.isOpened()).isTrue();
        assertThat(popover.getElement().getTextRecursively()).contains("Unshelving creates it again");
    }

    private void search(String text) {
        test(find(SearchField.class).single()).setValue(text);
        roundTrip();
    }

    private String text() {
        return find(HelpView.class).single().getElement().getTextRecursively();
    }

    private List<String> targets() {
        return below(find(HelpView.class).single())
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .map(Anchor::getHref)
                .toList();
    }
}
