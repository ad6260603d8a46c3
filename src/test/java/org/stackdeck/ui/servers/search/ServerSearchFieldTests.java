package org.stackdeck.ui.servers.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.preview.AdministratorPageTestBase;
import org.stackdeck.ui.search.TokenSearchField;
import org.stackdeck.ui.servers.TestOperationBuilder;

/** Tests the labels and counts of the suggestions that the field shows. */
class ServerSearchFieldTests extends AdministratorPageTestBase {

    private static final UserServerOwners OWNERS =
            new UserServerOwners(TestOperationBuilder.ME, new OwnerMap(Map.of()));

    private final List<Server> servers = new ArrayList<>();
    private final List<String> searches = new ArrayList<>();

    private Stream<Component> search(String text) {
        TokenSearchField field = new TokenSearchField(
                Messages.current(),
                "servers.search",
                ServerSearchProperty.ALL,
                new TokenSearchField.Suggestions(
                        (input, _) -> ServerSearchSuggestions.suggest(input, servers, OWNERS),
                        (key, value) -> ServerSearchSuggestions.valueName(Messages.current(), key, value)),
                searches::add);
        UI.getCurrent().add(field);
        field.setSearch(text);
        fire(below(field).filter(Input.class::isInstance).findFirst().orElseThrow(), "focus");
        return below(field).filter(part -> "option".equals(part.getElement().getAttribute("role")));
    }

    private List<String> suggestions(String text) {
        return search(text)
                .map(option -> option.getChildren()
                        .map(part -> ((Span) part).getText())
                        .collect(Collectors.joining(" | ")))
                .toList();
    }

    @Test
    void keyHasAnExplanationInsteadOfACount() {
        assertThat(suggestions("st")).containsExactly("status: | Status, e.g. running or error");
    }

    @Test
    void valueHasTheNumberOfServersAndAStatusItsNameInTheFilter() {
        IntStream.range(0, 1200)
                .forEach(number -> servers.add(
                        ServerBuilder.named("s" + number).tags("web").build()));
        servers.add(ServerBuilder.named("off")
                .status(ServerStatus.SHUTOFF)
                .tags("db")
                .build());

        assertThat(suggestions("tag:")).containsExactly("tag:web | 1,200", "tag:db | 1");
        assertThat(suggestions("status:")).containsExactly("status:running | Running · 1,200", "status:off | Off · 1");
    }

    @Test
    void tokenWithAnUnknownStatusIsMarkedAndNamed() {
        assertThat(noteAndToken("status:off,runing web"))
                .containsExactly("Unknown status \"runing\".", "Unknown status \"runing\".");
        assertThat(noteAndToken("status:VERIFY_RESIZE")).containsExactly("", "");
        assertThat(noteAndToken("tag:runing")).containsExactly("", "");
    }

    /** Returns the line above the suggestions and the title of the token. */
    private List<String> noteAndToken(String text) {
        search(text);
        List<TokenSearchField> fields = find(TokenSearchField.class).all();
        List<Span> parts = below(fields.getLast())
                .filter(Span.class::isInstance)
                .map(Span.class::cast)
                .toList();
        return Stream.of("note", "token")
                .map(name -> parts.stream()
                        .filter(part -> part.hasClassName(name))
                        .findFirst()
                        .orElseThrow())
                .map(part -> part.hasClassName("note")
                        ? part.getText()
                        : part.getTitle().orElse(""))
                .toList();
    }

    @Test
    void selectedSuggestionBecomesATokenOfTheSearch() {
        servers.add(ServerBuilder.named("a").tags("web").build());

        fire(search("tag:").findFirst().orElseThrow(), "click");

        assertThat(searches).containsExactly("tag:web");
    }
}
