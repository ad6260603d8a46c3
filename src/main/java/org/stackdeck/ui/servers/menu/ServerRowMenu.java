package org.stackdeck.ui.servers.menu;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.accessrequests.PendingAccessRequests;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.actions.ViewedUser;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.timeline.TimelineList;

/**
 * One context menu for all rows, with actions in a fixed order. Common actions come first; an unavailable one keeps its
 * position, can be focused and shows the reason. Other relevant actions follow, destructive ones are last. The menu
 * itself runs no action; callers set handlers.
 */
public final class ServerRowMenu {

    private final Map<ServerAction, ActionEntry> entries = new EnumMap<>(ServerAction.class);
    private final Map<ServerMenuItem, GridMenuItem<ServerRow>> featureEntries = new LinkedHashMap<>();
    private final Messages messages;
    private final ViewedUser viewedUser;
    private final Supplier<EffectivePermissions> effectivePermissions;
    private final GridContextMenu<ServerRow> menu;
    private final List<ServerMenuItem> featureItems;
    private @Nullable ClickHandlers clickHandlers;
    private PendingAccessRequests open = PendingAccessRequests.NONE;
    private @Nullable ServerKey shown;

    /** Creates a menu for another user's servers, which shows what that user could do. */
    public ServerRowMenu(
            Grid<ServerRow> grid,
            Messages messages,
            UserName other,
            Supplier<EffectivePermissions> effectivePermissions) {
        this(grid, messages, new ViewedUser(other), List.of(), effectivePermissions);
    }

    /** @param effectivePermissions returns the rights of the viewer */
    public ServerRowMenu(
            Grid<ServerRow> grid,
            Messages messages,
            List<ServerMenuItem> more,
            Supplier<EffectivePermissions> effectivePermissions) {
        this(grid, messages, ViewedUser.SELF, more, effectivePermissions);
    }

    private ServerRowMenu(
            Grid<ServerRow> grid,
            Messages messages,
            ViewedUser viewedUser,
            List<ServerMenuItem> more,
            Supplier<EffectivePermissions> effectivePermissions) {
        this.messages = messages;
        this.viewedUser = viewedUser;
        this.effectivePermissions = effectivePermissions;
        this.featureItems = more;
        this.menu = new GridContextMenu<>(grid);
        menu.addClassName("row-menu");
        menu.setDynamicContentHandler(row -> {
            if (row == null || !row.exists()) {
                return false;
            }
            if (entries.isEmpty()) {
                build();
            }
            shown = row.key();
            update(row);
            return true;
        });
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                entries.values().forEach(ActionEntry::updateAriaDisabled);
            } else {
                shown = null;
            }
        });
    }

    /** Builds the menu when it is opened for the first time: most pages never open it. */
    private void build() {
        ServerMenuLayout.COMMON.forEach(this::add);
        menu.addComponent(new Hr());
        ServerMenuLayout.OCCASIONAL.forEach(this::add);
        menu.addComponent(new Hr());
        featureItems.forEach(serverMenuItem -> featureEntries.put(serverMenuItem, add(serverMenuItem)));
        menu.addComponent(new Hr());
        ServerMenuLayout.DESTRUCTIVE.forEach(this::add);
        if (clickHandlers != null) {
            clickHandlers.apply(entries);
        }
    }

    private void add(ServerAction action) {
        ActionEntry actionEntry = new ActionEntry(action, messages);
        entries.put(action, actionEntry);
        actionEntry.setMenuItem(menu.addItem(actionEntry));
    }

    /**
     * Enables the items, which request access if a grant is missing.
     *
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    public void setClickHandlers(BiConsumer<ServerRow, ServerAction> act, BiConsumer<ServerRow, Permission> ask) {
        clickHandlers = new ClickHandlers(act, ask);
    }

    /** Updates an open menu after its row changed. */
    public void refresh(ServerGridModel model) {
        Optional.ofNullable(shown).flatMap(model::row).ifPresent(this::update);
    }

    /** Sets the pending access requests. */
    public void setOpenRequests(PendingAccessRequests requests, ServerGridModel model) {
        open = requests;
        refresh(model);
    }

    private GridMenuItem<ServerRow> add(ServerMenuItem serverMenuItem) {
        Div text = new Div(new Span(messages.text(serverMenuItem.labelKey())));
        text.addClassName("text");
        Div entry = new Div(new Icon(serverMenuItem.icon()), text);
        entry.addClassName("entry");
        return menu.addItem(
                entry, event -> event.getItem().map(ServerRow::server).ifPresent(serverMenuItem::execute));
    }

    private void update(ServerRow row) {
        EffectivePermissions now = effectivePermissions.get();
        featureEntries.forEach((serverMenuItem, item) -> item.setVisible(serverMenuItem.isOffered(now, row.server())));
        entries.forEach((action, actionEntry) -> {
            ActionAvailability actionAvailability =
                    Optional.ofNullable(row.availability().get(action)).orElseGet(ActionAvailability.Invisible::new);
            actionEntry.setOffered(ServerMenuLayout.isOffered(action, row.server(), actionAvailability));
            Optional<AccessRequest> asked = UnavailabilityReasons.missingPermission(actionAvailability)
                    .flatMap(missing -> open.find(missing, row.server()));
            actionEntry.update(
                    actionAvailability.isAvailable(),
                    UnavailabilityReasons.reason(action, actionAvailability, viewedUser)
                            .or(viewedUser::availableNote)
                            .map(messages::text)
                            .orElse(""),
                    UnavailabilityReasons.missingPermission(actionAvailability).isPresent() && asked.isEmpty(),
                    asked.map(request -> messages.text("requests.waiting", request.requestedAt())));
        });
    }

    /**
     * Click handlers.
     *
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    private record ClickHandlers(BiConsumer<ServerRow, ServerAction> act, BiConsumer<ServerRow, Permission> ask) {

        void apply(Map<ServerAction, ActionEntry> entries) {
            entries.forEach((action, actionEntry) -> actionEntry.setClickHandler(row -> {
                if (actionEntry.isAvailable()) {
                    act.accept(row, action);
                } else if (actionEntry.isAccessRequestable()) {
                    UnavailabilityReasons.missingPermission(row.availability().get(action))
                            .ifPresent(missing -> ask.accept(row, missing));
                }
            }));
        }
    }

    /** One action of the menu. */
    private static final class ActionEntry extends Div {

        private final Span reason = new Span();
        private final Span requestHint = new Span();
        private final String offer;
        private @Nullable GridMenuItem<ServerRow> item;
        private boolean clickable;

        ActionEntry(ServerAction action, Messages messages) {
            addClassName("entry");
            Span label = new Span(messages.text("servers.menu." + action.code()));
            reason.addClassName("why");
            requestHint.addClassNames("why", "wish");
            offer = messages.text("requests.ask.menu");
            Div text = new Div(label, reason, requestHint);
            text.addClassName("text");
            add(new Icon(TimelineList.actionIcon(action.code())), text);
            shortcut(action).ifPresent(key -> {
                Span hint = new Span(key);
                hint.addClassName("key");
                add(hint);
            });
            if (ServerMenuLayout.DESTRUCTIVE.contains(action)) {
                addClassName("danger");
            }
        }

        void setMenuItem(GridMenuItem<ServerRow> menuItem) {
            item = menuItem;
        }

        /** Enables clicks. */
        void setClickHandler(Consumer<ServerRow> receiver) {
            if (item != null) {
                item.addMenuItemClickListener(event -> event.getItem().ifPresent(receiver));
            }
            clickable = true;
        }

        void setOffered(boolean offered) {
            if (item != null) {
                item.setVisible(offered);
            }
        }

        boolean isAvailable() {
            return !hasClassName("cannot");
        }

        /** Returns whether a click requests access. */
        boolean isAccessRequestable() {
            return hasClassName("askable");
        }

        /**
         * Updates the entry.
         *
         * @param note why the action is unavailable, or another hint
         * @param missing whether a grant is missing that the user can request
         * @param asked text about the pending request
         */
        void update(boolean available, String note, boolean missing, Optional<String> asked) {
            boolean askable = missing && clickable;
            reason.setText(note);
            requestHint.setText(askable ? offer : asked.orElse(""));
            setClassName("cannot", !available);
            setClassName("looked-at", !clickable);
            setClassName("askable", askable);
            if (item != null) {
                item.setKeepOpen(!clickable || (!available && !askable));
            }
            updateAriaDisabled();
        }

        /** Uses a script because the menu removes the attribute whenever it opens: for Vaadin, the item is enabled. */
        void updateAriaDisabled() {
            if (item != null && item.isVisible()) {
                item.getElement()
                        .executeJs(
                                "this.setAttribute('aria-disabled', $0)",
                                String.valueOf(!clickable || (!isAvailable() && !isAccessRequestable())));
            }
        }

        private static Optional<String> shortcut(ServerAction action) {
            return switch (action) {
                case START -> Optional.of("S");
                case STOP -> Optional.of("P");
                case REBOOT -> Optional.of("R");
                default -> Optional.empty();
            };
        }
    }
}
