package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.NotFoundState;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Detail pane with a server's page, a link to the full page and a close button. */
final class ServerPanel extends Composite<Section> implements ServerPlace {

    private final Consumer<OpenServer> moved;
    private final Words words;
    private final ServerPage page;
    private final Anchor whole = new Anchor();
    private final boolean missing;
    private OpenServer shown;

    /**
     * @param moved called with the tab that the user opens
     * @param close called when the user closes the pane
     */
    ServerPanel(OpenServer opened, ServerPage.Parts parts, Words words, Consumer<OpenServer> moved, Runnable close) {
        this.moved = moved;
        this.words = words;
        this.shown = opened;
        this.page = new ServerPage(opened.server(), parts, words, this);
        String expand = words.say("servers.beside.expand");
        whole.add(new Icon("expand"));
        whole.addClassName("icon-button");
        whole.setTitle(expand);
        whole.getElement().setAttribute("aria-label", expand);
        NativeButton closer = Buttons.icon("x", words.say("servers.beside.close"));
        closer.getElement().setAttribute("data-beside-close", "");
        closer.addClickListener(_ -> close.run());
        Div ways = new Div(whole, closer);
        ways.addClassName("ways");
        getContent().addClassName("beside");
        getContent().getElement().setAttribute("aria-label", words.say("servers.beside"));
        getContent().add(ways);
        missing = !page.look();
        getContent().add(missing ? instead() : page);
        lead();
    }

    /** Returns whether the server was not found when the pane was opened; never changes. */
    boolean missing() {
        return missing;
    }

    OpenServer shown() {
        return shown;
    }

    /** Opens the tab named in the URL. */
    void show(OpenServer wanted) {
        shown = wanted;
        page.show(wanted.tab());
        lead();
    }

    @Override
    public Optional<Component> way() {
        return Optional.empty();
    }

    @Override
    public void opened(ServerTab tab) {
        shown = shown.with(tab);
        lead();
        moved.accept(shown);
    }

    /** The browser title is that of the grid, so the title is set as the label of the pane. */
    @Override
    public void titled(String title) {
        getContent().getElement().setAttribute("aria-label", title);
    }

    /** The grid reports failures. */
    @Override
    public void heard(Operation operation) {}

    private void lead() {
        whole.setHref(ServersNavigation.serverPath(shown.server(), shown.tab()));
    }

    private Component instead() {
        Div box = new Div(new NotFoundState(words));
        box.addClassName("empty-box");
        return box;
    }
}
