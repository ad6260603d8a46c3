package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Detail pane with a server's page, a link to the full page and a close button. */
public final class ServerDetailPane extends Composite<Section> implements ServerDetailContainer {

    private final Consumer<ServerPageAddress> addressListener;
    private final Messages messages;
    private final ServerDetailContent page;
    private final Anchor fullPageLink = new Anchor();
    private final boolean missing;
    private ServerPageAddress shown;

    /**
     * @param moved called with the address of each tab that the user opens
     * @param close called when the user closes the pane
     */
    public ServerDetailPane(
            ServerPageAddress opened,
            ServerDetailContentFactory pages,
            Messages messages,
            Consumer<ServerPageAddress> moved,
            Runnable close) {
        this.addressListener = moved;
        this.messages = messages;
        this.shown = opened;
        this.page = pages.create(opened.server(), messages, this);
        String expand = messages.text("servers.beside.expand");
        fullPageLink.add(new SpriteIcon("expand"));
        fullPageLink.addClassName("icon-button");
        fullPageLink.setTitle(expand);
        fullPageLink.getElement().setAttribute("aria-label", expand);
        NativeButton closeButton = NativeButtons.icon("x", messages.text("servers.beside.close"));
        closeButton.getElement().setAttribute("data-beside-close", "");
        closeButton.addClickListener(_ -> close.run());
        Div buttons = StyledElements.div("ways", fullPageLink, closeButton);
        getContent().addClassName("beside");
        getContent().getElement().setAttribute("aria-label", messages.text("servers.beside"));
        getContent().add(buttons);
        missing = !page.load();
        getContent().add(missing ? notFoundState() : page);
        updateLink();
    }

    /** Returns whether the server was not found when the pane was opened. */
    public boolean isMissing() {
        return missing;
    }

    public ServerPageAddress address() {
        return shown;
    }

    /** Opens the tab of the address. */
    public void update(ServerPageAddress address) {
        shown = address;
        page.restoreTab(address.tab());
        updateLink();
    }

    @Override
    public Optional<Component> backLink() {
        return Optional.empty();
    }

    @Override
    public void onTabOpened(ServerTab tab) {
        shown = shown.withTab(tab);
        updateLink();
        addressListener.accept(shown);
    }

    /** Sets the title as the label of the pane. The browser title remains that of the grid. */
    @Override
    public void onTitleChanged(String title) {
        getContent().getElement().setAttribute("aria-label", title);
    }

    /** Does nothing, because the grid reports failures. */
    @Override
    public void onOperation(Operation operation) {}

    private void updateLink() {
        fullPageLink.setHref(ServerRoutes.serverPath(shown.server(), shown.tab()));
    }

    private Component notFoundState() {
        return StyledElements.div("empty-box", new NotFoundState(messages));
    }
}
