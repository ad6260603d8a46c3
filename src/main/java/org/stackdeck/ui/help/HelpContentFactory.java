package org.stackdeck.ui.help;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Collection;
import java.util.List;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Creates the sections of the help page. */
final class HelpContentFactory {

    private final Messages messages;

    HelpContentFactory(Messages messages) {
        this.messages = messages;
    }

    /** @param titles the first section of each document */
    Div documents(List<HelpDocumentSection> titles) {
        UnorderedList links = new UnorderedList();
        titles.forEach(title ->
                links.add(new ListItem(new Anchor(HelpRoutes.to(title.document()), documentName(title.document())))));
        Div section = section("help.documents");
        if (!messages.locale().getLanguage().equals("en")) {
            section.add(StyledElements.paragraph("muted", messages.text("help.documents.language")));
        }
        section.add(links);
        return section;
    }

    Div explanations(Collection<Term> terms) {
        DescriptionList list = new DescriptionList();
        list.addClassName("help-terms");
        terms.forEach(term -> {
            DescriptionList.Term title = new DescriptionList.Term(term.title(messages));
            title.setId("term-" + term.code());
            list.add(title, new DescriptionList.Description(term.explanation(messages)));
        });
        Div section = section("help.terms");
        section.add(list);
        return section;
    }

    Div shortcuts() {
        Div section = section("app.help.title");
        section.add(new KeyboardShortcutList(messages));
        return section;
    }

    Div results(List<HelpLibrary.Found> found) {
        UnorderedList list = new UnorderedList();
        list.addClassName("help-results");
        found.forEach(result -> list.add(new ListItem(
                new Anchor(HelpRoutes.to(result.section()), result.section().title()),
                StyledElements.span(
                        "muted",
                        messages.text(
                                "help.result.document",
                                documentName(result.section().document()))),
                StyledElements.div("muted", new Span(result.excerpt())))));
        Div section = section("help.documents");
        section.add(list);
        return section;
    }

    String documentName(HelpDocument document) {
        return messages.text("help.document." + document.code());
    }

    private Div section(String key) {
        return StyledElements.div("section wide", new H2(messages.text(key)));
    }
}
