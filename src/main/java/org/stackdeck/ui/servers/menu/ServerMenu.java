package org.stackdeck.ui.servers.menu;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuBase;
import com.vaadin.flow.component.contextmenu.MenuItemBase;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.actions.ActionIcons;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.actions.ViewedUser;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerGridRow;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Menu of a server with its actions in a fixed order. Common actions come first; an unavailable action keeps its
 * position, can be focused and shows why it is unavailable. Other relevant actions and additional items follow;
 * destructive actions are last. The menu runs actions only through the handlers that callers set.
 */
public final class ServerMenu {

    private final List<ActionEntry> entries = new ArrayList<>();
    private final Map<ServerMenuItem, MenuItemBase<?, ?, ?>> featureEntries = new LinkedHashMap<>();
    private final Messages messages;
    private final ViewedUser viewedUser;
    private final List<ServerMenuItem> featureItems;
    private final Supplier<EffectivePermissions> effectivePermissions;
    private final boolean hasShortcuts;
    private final Hr featureSeparator = new Hr();
    private @Nullable BiConsumer<ServerRow, ServerAction> actionHandler;
    private @Nullable BiConsumer<ServerRow, Permission> requestAccess;
    private OwnPendingAccessRequests pending = OwnPendingAccessRequests.NONE;
    private @Nullable ServerRow row;

    private ServerMenu(
            ContextMenuBase<?, ?, ?> menu,
            Messages messages,
            ViewedUser viewedUser,
            List<ServerMenuItem> featureItems,
            Supplier<EffectivePermissions> effectivePermissions,
            boolean hasShortcuts) {
        this.messages = messages;
        this.viewedUser = viewedUser;
        this.featureItems = featureItems;
        this.effectivePermissions = effectivePermissions;
        this.hasShortcuts = hasShortcuts;
        menu.addClassName("row-menu");
    }

    /**
     * Creates the menu that all rows of a grid share. The entries are created when the menu opens for the first time,
     * because most pages never open it.
     *
     * @param viewedUser the user whose available actions the menu shows
     * @param featureItems additional items, listed before the destructive actions
     * @param effectivePermissions returns the permissions for which {@code featureItems} are offered
     */
    public static ServerMenu forGrid(
            Grid<ServerGridRow> grid,
            Messages messages,
            ViewedUser viewedUser,
            List<ServerMenuItem> featureItems,
            Supplier<EffectivePermissions> effectivePermissions) {
        GridContextMenu<ServerGridRow> menu = new GridContextMenu<>(grid);
        ServerMenu serverMenu = new ServerMenu(menu, messages, viewedUser, featureItems, effectivePermissions, true);
        menu.setDynamicContentHandler(item -> {
            if (!(item instanceof ServerRow row) || !row.exists()) {
                return false;
            }
            if (serverMenu.entries.isEmpty()) {
                serverMenu.addEntries(
                        menu,
                        (content, listener) ->
                                menu.addItem(content, event -> serverRow(event).ifPresent(listener)));
            }
            serverMenu.update(row);
            return true;
        });
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                serverMenu.applyDisabled();
            } else {
                serverMenu.row = null;
            }
        });
        return serverMenu;
    }

    /**
     * Creates the menu on the page of one server.
     *
     * @param opener button that opens the menu, in the browser (grid.js)
     * @param featureItems additional items, listed before the destructive actions
     * @param effectivePermissions returns the permissions of the viewer
     */
    public static ServerMenu forPage(
            Component opener,
            Messages messages,
            List<ServerMenuItem> featureItems,
            Supplier<EffectivePermissions> effectivePermissions) {
        ContextMenu menu = new ContextMenu(opener);
        ServerMenu serverMenu =
                new ServerMenu(menu, messages, ViewedUser.SELF, featureItems, effectivePermissions, false);
        serverMenu.addEntries(
                menu,
                (content, listener) -> menu.addItem(
                        content, _ -> Optional.ofNullable(serverMenu.row).ifPresent(listener)));
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                serverMenu.applyDisabled();
            }
        });
        return serverMenu;
    }

    /**
     * Enables the actions.
     *
     * @param onAction called with an available action that the user selects
     * @param onMissingPermission called with the missing permission if the viewer lacks one for the selected action
     */
    public void setClickHandlers(
            BiConsumer<ServerRow, ServerAction> onAction, BiConsumer<ServerRow, Permission> onMissingPermission) {
        actionHandler = onAction;
        requestAccess = onMissingPermission;
    }

    /** Updates an open menu after its row has changed. */
    public void refresh(ServerGridModel model) {
        Optional.ofNullable(row).flatMap(shown -> model.row(shown.key())).ifPresent(this::update);
    }

    public void setPendingRequests(OwnPendingAccessRequests requests) {
        pending = requests;
        Optional.ofNullable(row).ifPresent(this::update);
    }

    public void update(ServerRow newest) {
        row = newest;
        EffectivePermissions permissions = effectivePermissions.get();
        featureEntries.forEach(
                (serverMenuItem, item) -> item.setVisible(serverMenuItem.isOffered(permissions, newest.server())));
        featureSeparator.setVisible(featureEntries.values().stream().anyMatch(Component::isVisible));
        Set<String> shownReasons = new HashSet<>();
        entries.forEach(entry -> entry.update(newest, shownReasons));
    }

    private static Optional<ServerRow> serverRow(GridContextMenu.GridContextMenuItemClickEvent<ServerGridRow> event) {
        return event.getItem().filter(ServerRow.class::isInstance).map(ServerRow.class::cast);
    }

    private void addEntries(
            ContextMenuBase<?, ?, ?> menu, BiFunction<Component, Consumer<ServerRow>, MenuItemBase<?, ?, ?>> addItem) {
        ServerMenuLayout.COMMON.forEach(action -> entries.add(new ActionEntry(action, addItem)));
        menu.addComponent(new Hr());
        ServerMenuLayout.OCCASIONAL.forEach(action -> entries.add(new ActionEntry(action, addItem)));
        menu.addComponent(new Hr());
        featureItems.forEach(serverMenuItem -> {
            Div content = entryContent(serverMenuItem.icon(), new Span(messages.text(serverMenuItem.labelKey())));
            content.addClassName("entry");
            featureEntries.put(
                    serverMenuItem, addItem.apply(content, chosen -> serverMenuItem.execute(chosen.server())));
        });
        menu.addComponent(featureSeparator);
        ServerMenuLayout.DESTRUCTIVE.forEach(action -> entries.add(new ActionEntry(action, addItem)));
    }

    private static Div entryContent(String icon, Span... lines) {
        Div text = StyledElements.div("text", lines);
        return new Div(new SpriteIcon(icon), text);
    }

    private void applyDisabled() {
        entries.forEach(ActionEntry::applyDisabled);
    }

    private final class ActionEntry {

        private final ServerAction action;
        private final Span reason = new Span();
        private final Span requestHint = new Span();
        private final Div content;
        private final MenuItemBase<?, ?, ?> item;
        private boolean disabled;

        ActionEntry(ServerAction action, BiFunction<Component, Consumer<ServerRow>, MenuItemBase<?, ?, ?>> addItem) {
            this.action = action;
            reason.addClassName("why");
            requestHint.addClassNames("why", "wish");
            content = entryContent(
                    ActionIcons.icon(action.code()),
                    new Span(messages.text("servers.menu." + action.code())),
                    reason,
                    requestHint);
            content.addClassName("entry");
            content.setClassName("danger", ServerMenuLayout.DESTRUCTIVE.contains(action));
            shortcut().ifPresent(key -> {
                Span hint = StyledElements.span("key", key);
                content.add(hint);
            });
            item = addItem.apply(content, this::choose);
        }

        /** @param shownReasons reasons of the entries above, to which this entry adds its own */
        void update(ServerRow shown, Set<String> shownReasons) {
            ActionAvailability availability =
                    Optional.ofNullable(shown.availability().get(action)).orElseGet(ActionAvailability.Invisible::new);
            Optional<Permission> missing = UnavailabilityReasons.missingPermission(availability);
            Optional<AccessRequest> request = missing.flatMap(permission -> pending.find(permission, shown.server()));
            boolean available = availability.isAvailable();
            boolean clickable = actionHandler != null;
            boolean requestable = clickable && missing.isPresent() && request.isEmpty();
            item.setVisible(ServerMenuLayout.isOffered(action, shown.server(), availability));
            String why = UnavailabilityReasons.reason(action, availability, viewedUser)
                    .or(viewedUser::availableNote)
                    .map(messages::text)
                    .orElse("");
            boolean repeated = !available && item.isVisible() && !shownReasons.add(why);
            reason.setText(why);
            requestHint.setText(request.map(open -> messages.text("requests.waiting", open.requestedAt()))
                    .orElse(requestable ? messages.text("requests.ask.menu") : ""));
            content.setClassName("cannot", !available);
            content.setClassName("looked-at", !clickable);
            content.setClassName("askable", requestable);
            // Shows the reason only in the tooltip and to screen readers, so that the menu fits on the page.
            content.setClassName("brief", requestable || repeated);
            content.setTitle(requestable || repeated ? why : "");
            disabled = !clickable || (!available && !requestable);
            applyDisabled();
        }

        /**
         * Marks the item as disabled or enabled; a click on a disabled item does not close the menu. Sets {@code
         * aria-disabled} by a script, because Vaadin considers the item enabled and removes the attribute whenever the
         * menu opens. Runs the script only for attached and visible items, because Flow would retain it for others.
         */
        void applyDisabled() {
            if (item.isVisible() && item.isAttached()) {
                item.setKeepOpen(disabled);
                item.getElement().executeJs("this.setAttribute('aria-disabled', $0)", String.valueOf(disabled));
            }
        }

        private void choose(ServerRow chosen) {
            BiConsumer<ServerRow, Permission> request = requestAccess;
            if (actionHandler == null || request == null || disabled) {
                return;
            }
            if (chosen.isAvailable(action)) {
                actionHandler.accept(chosen, action);
            } else {
                UnavailabilityReasons.missingPermission(chosen.availability().get(action))
                        .ifPresent(missing -> request.accept(chosen, missing));
            }
        }

        /** Returns the shortcut key; empty if there is none. Keys act only on the focused row of a grid. */
        private Optional<String> shortcut() {
            if (!hasShortcuts) {
                return Optional.empty();
            }
            return switch (action) {
                case START -> Optional.of("S");
                case STOP -> Optional.of("P");
                case REBOOT -> Optional.of("R");
                default -> Optional.empty();
            };
        }
    }
}
