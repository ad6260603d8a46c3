package org.stackdeck.ui.help;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.markdown.Markdown;
import java.util.List;
import java.util.function.Predicate;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Shows a section of a document next to the headings of the document. The browser renders the Markdown and removes
 * scripts. HTML is shown as text.
 */
final class DocumentPane extends Div {

    /**
     * @param shown one of {@code sections}
     * @param linked returns whether the user can open a document
     */
    DocumentPane(
            List<HelpDocumentSection> sections,
            HelpDocumentSection shown,
            String documentName,
            Predicate<HelpDocument> linked,
            Messages messages) {
        addClassName("help-document");
        UnorderedList headings = new UnorderedList();
        sections.forEach(section -> headings.add(heading(section, section.equals(shown))));
        Nav contents = new Nav(new Anchor(HelpRoutes.PATH, messages.text("help.all")), headings);
        contents.getElement().setAttribute("aria-label", documentName);
        H2 title = new H2(shown.title());
        // The text is in English in all languages of the user interface.
        Div text = StyledElements.div("help-text", title, new Markdown(HelpMarkdown.display(shown, linked)));
        text.getElement().setAttribute("lang", "en");
        add(contents, text);
    }

    private static ListItem heading(HelpDocumentSection section, boolean shown) {
        Anchor link = new Anchor(HelpRoutes.to(section), section.title());
        link.getElement().setAttribute("lang", "en");
        if (shown) {
            link.getElement().setAttribute("aria-current", "page");
        }
        ListItem item = new ListItem(link);
        item.setClassName("sub", section.level() > 2);
        return item;
    }
}
