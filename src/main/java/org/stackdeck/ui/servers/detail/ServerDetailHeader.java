package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.actions.ActionIcons;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerCellRenderers;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.live.PresenceIndicator;
import org.stackdeck.ui.servers.state.ServerStateBadge;

/** Header of a server's page: name, state, addresses and common actions. */
public final class ServerDetailHeader extends Header {

    private final Messages messages;
    private final H1 name = new H1();
    private final ServerStateBadge state;
    private final Span lock = new Span(new SpriteIcon("lock"));
    private final Span shield = new Span(new SpriteIcon("shield"));
    private final PresenceIndicator presenceIndicator;
    private final Div tags = StyledElements.div("tags");
    private final ServerAddressList addresses;
    private final Map<ServerAction, NativeButton> commonActions = new EnumMap<>(ServerAction.class);
    private final NativeButton console;
    private final NativeButton more;
    private Set<String> shownTags = Set.of();
    private @Nullable ServerRow shown;

    /**
     * @param backLink link to the grid; null for none
     * @param actionHandler called with the common action that the user selects
     */
    ServerDetailHeader(
            ServerKey server,
            @Nullable Component backLink,
            Messages messages,
            BiConsumer<ServerRow, ServerAction> actionHandler,
            Runnable openConsole) {
        this.messages = messages;
        this.console = NativeButtons.labelled("terminal", messages.text("servers.menu.console"));
        console.addClickListener(_ -> openConsole.run());
        this.more = NativeButtons.labelled("dots", messages.text("servers.menu"));
        this.state = new ServerStateBadge(messages);
        this.presenceIndicator = new PresenceIndicator(messages);
        this.addresses = new ServerAddressList(messages);
        addClassName("server-head");
        name.addClassName("clip");
        lock.addClassName("lock");
        lock.getElement().setAttribute("role", "img");
        shield.addClassName("lock");
        shield.getElement().setAttribute("role", "img");
        Div top = StyledElements.div("top", name, lock, shield, state, presenceIndicator);
        if (backLink != null) {
            add(backLink);
        }
        add(top, id(server), addresses, createActions(actionHandler));
    }

    NativeButton menuButton() {
        return more;
    }

    void setViewers(List<UserName> others) {
        presenceIndicator.update(others);
    }

    /** @param mayOpenConsole whether the viewer may open the console of the server */
    void update(ServerRow row, boolean mayOpenConsole, EffectivePermissions permissions) {
        shown = row;
        console.setVisible(mayOpenConsole);
        String displayName = row.server().displayName();
        if (!name.getText().equals(displayName)) {
            name.setText(displayName);
            name.setTitle(displayName);
            more.setAriaLabel(messages.text("servers.menu.of", displayName));
        }
        state.update(row.state(), row.rawState());
        updateIcon(lock, ServerCellRenderers.lockText(row.server(), messages));
        updateIcon(shield, ServerCellRenderers.protectionText(row, messages));
        addresses.update(row.server().addressesFloatingFirst(), permissions);
        updateTags(row.server().tags());
        commonActions.forEach((action, button) -> updateButton(row, action, button));
    }

    private void updateTags(Set<String> newest) {
        if (newest.equals(shownTags)) {
            return;
        }
        shownTags = newest;
        tags.removeAll();
        newest.stream().sorted().forEach(tag -> {
            Span tagLabel = StyledElements.span("tag", tag);
            tags.add(tagLabel);
        });
    }

    /** @param reason the tooltip; if it is empty, the icon is hidden */
    private static void updateIcon(Span icon, String reason) {
        icon.setVisible(!reason.isEmpty());
        icon.setTitle(reason);
        icon.getElement().setAttribute("aria-label", reason);
    }

    /** Updates a button. As in a row of the grid, only one of start and stop is visible. */
    private void updateButton(ServerRow row, ServerAction action, NativeButton button) {
        ServerAction other = row.isAvailable(ServerAction.START) ? ServerAction.STOP : ServerAction.START;
        button.setVisible(action != other);
        button.setEnabled(row.isAvailable(action));
        button.setTitle(Optional.ofNullable(row.availability().get(action))
                .flatMap(actionAvailability -> UnavailabilityReasons.reason(action, actionAvailability))
                .map(messages::text)
                .orElse(""));
    }

    private Div createActions(BiConsumer<ServerRow, ServerAction> actionHandler) {
        Div actions = StyledElements.div("deeds");
        for (ServerAction action : List.of(ServerAction.START, ServerAction.STOP, ServerAction.REBOOT)) {
            NativeButton button = NativeButtons.labelled(
                    ActionIcons.icon(action.code()), messages.text("servers.action." + action.code()));
            button.addClickListener(_ -> {
                if (shown != null) {
                    actionHandler.accept(shown, action);
                }
            });
            commonActions.put(action, button);
            actions.add(button);
        }
        more.getElement().setAttribute("data-menu", "");
        more.getElement().setAttribute("aria-haspopup", "menu");
        more.addClassName("more");
        actions.add(console, more);
        return actions;
    }

    private Div id(ServerKey server) {
        Span id = StyledElements.span("mono clip", server.id().value());
        return StyledElements.div(
                "id", id, NativeButtons.copy(server.id().value(), messages.text("servers.page.id.copy")), tags);
    }
}
