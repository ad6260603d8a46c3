package org.stackdeck.ui.help;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.layout.MainLayout;

/**
 * Help page. Without a search text, shows the requested section of a document, or all explanations, shortcuts and
 * documents. With a search text, shows the explanations and sections that contain its terms.
 */
@Route(
        value = HelpRoutes.PATH + "/:" + HelpRoutes.DOCUMENT + "?/:" + HelpRoutes.SECTION + "?",
        layout = MainLayout.class)
@PermitAll
class HelpView extends TitledPage implements BeforeEnterObserver {

    private final transient HelpLibrary library;
    private final transient ViewerPermissions viewerPermissions;
    private final transient HelpContentFactory contents;
    private final SearchField search;
    private final Span count = StyledElements.span("sr");
    private final Div box = StyledElements.div("grid-box sheet help-page");
    private transient Optional<HelpDocumentSection> section = Optional.empty();
    private String path = HelpRoutes.PATH;

    HelpView(HelpLibrary library, ViewerPermissions viewerPermissions) {
        super("help.title");
        this.library = library;
        this.viewerPermissions = viewerPermissions;
        this.contents = new HelpContentFactory(messages);
        search = new SearchField(messages.text("help.search"));
        UserInputListeners.onChange(search, _ -> {
            render();
            keepInAddress();
        });
        count.getElement().setAttribute("role", "status");
        addHeader(search);
        add(count, box);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<String> document = event.getRouteParameters().get(HelpRoutes.DOCUMENT);
        section = document.flatMap(HelpDocument::of)
                .filter(this::isReadable)
                .flatMap(found -> findSection(found, event.getRouteParameters().get(HelpRoutes.SECTION)));
        if (document.isPresent() && section.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        path = event.getLocation().getPath();
        String text = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(HelpRoutes.SEARCH)
                .orElse("");
        search.setValue(text.length() > SearchField.MAX_LENGTH ? text.substring(0, SearchField.MAX_LENGTH) : text);
        render();
    }

    private Optional<HelpDocumentSection> findSection(HelpDocument document, Optional<String> anchor) {
        return library.sections(document).stream()
                .filter(candidate -> anchor.map(candidate.anchor()::equals).orElse(true))
                .findFirst();
    }

    private boolean isReadable(HelpDocument document) {
        return document.isFor(viewerPermissions.effectivePermissions().isAdministrator());
    }

    private void render() {
        box.removeAll();
        count.setText("");
        if (!search.getValue().isBlank()) {
            renderResults(search.query());
            return;
        }
        section.ifPresentOrElse(
                shown -> box.add(new DocumentPane(
                        library.sections(shown.document()),
                        shown,
                        contents.documentName(shown.document()),
                        this::isReadable,
                        messages)),
                () -> box.add(
                        contents.documents(library.titles(this::isReadable)),
                        contents.explanations(Arrays.asList(Term.values())),
                        contents.shortcuts()));
    }

    private void renderResults(SearchQuery<?> terms) {
        List<Term> explained = Arrays.stream(Term.values())
                .filter(term -> terms.isContainedIn(term.title(messages) + "\n" + term.explanation(messages)))
                .toList();
        List<HelpLibrary.Found> found = library.search(terms, this::isReadable);
        if (!explained.isEmpty()) {
            box.add(contents.explanations(explained));
        }
        if (!found.isEmpty()) {
            box.add(contents.results(found));
        }
        String number = messages.text("help.results", explained.size() + found.size());
        count.setText(number);
        if (explained.isEmpty() && found.isEmpty()) {
            box.add(StyledElements.paragraph("muted", number));
        }
    }

    /** Stores the search text in the URL, so that a reload of the page keeps the search. */
    private void keepInAddress() {
        QueryParameters query = search.getValue().isBlank()
                ? QueryParameters.empty()
                : QueryParameters.simple(Map.of(HelpRoutes.SEARCH, search.getValue()));
        UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, new Location(path, query));
    }
}
