package org.stackdeck.ui.servers.menu;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.ui.accessrequests.PendingAccessRequests;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.UnavailabilityReasons;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.timeline.TimelineList;

/** Menu on a server's page, with the same entries as the menu of a row. */
public final class ServerPageMenu {

    private final Map<ServerAction, ActionEntry> actionEntrys = new EnumMap<>(ServerAction.class);
    private final Map<ServerMenuItem, MenuItem> featureEntries = new LinkedHashMap<>();
    private final Messages messages;
    private final Supplier<EffectivePermissions> effectivePermissions;
    private final BiConsumer<ServerRow, ServerAction> act;
    private final BiConsumer<ServerRow, Permission> ask;
    private PendingAccessRequests open = PendingAccessRequests.NONE;
    private @Nullable ServerRow row;

    /**
     * @param opener button that opens the menu, in the browser (grid.js)
     * @param act runs an available action
     * @param ask requests a missing permission
     */
    public ServerPageMenu(
            Component opener,
            List<ServerMenuItem> more,
            Messages messages,
            Supplier<EffectivePermissions> effectivePermissions,
            BiConsumer<ServerRow, ServerAction> act,
            BiConsumer<ServerRow, Permission> ask) {
        this.messages = messages;
        this.effectivePermissions = effectivePermissions;
        this.act = act;
        this.ask = ask;
        ContextMenu menu = new ContextMenu(opener);
        menu.addClassName("row-menu");
        menu.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                actionEntrys.values().forEach(ActionEntry::updateAriaDisabled);
            }
        });
        ServerMenuLayout.COMMON.forEach(action -> actionEntrys.put(action, new ActionEntry(menu, action)));
        menu.addComponent(new Hr());
        ServerMenuLayout.OCCASIONAL.forEach(action -> actionEntrys.put(action, new ActionEntry(menu, action)));
        menu.addComponent(new Hr());
        more.forEach(serverMenuItem -> featureEntries.put(serverMenuItem, add(menu, serverMenuItem)));
        menu.addComponent(new Hr());
        ServerMenuLayout.DESTRUCTIVE.forEach(action -> actionEntrys.put(action, new ActionEntry(menu, action)));
    }

    public void update(ServerRow newest) {
        row = newest;
        EffectivePermissions now = effectivePermissions.get();
        featureEntries.forEach(
                (serverMenuItem, item) -> item.setVisible(serverMenuItem.isOffered(now, newest.server())));
        actionEntrys.values().forEach(actionEntry -> actionEntry.update(newest));
    }

    /** Sets the pending access requests. */
    public void setOpenRequests(PendingAccessRequests requests) {
        open = requests;
        currentRow().ifPresent(this::update);
    }

    private MenuItem add(ContextMenu menu, ServerMenuItem serverMenuItem) {
        Div text = new Div(new Span(messages.text(serverMenuItem.labelKey())));
        text.addClassName("text");
        Div entry = new Div(new Icon(serverMenuItem.icon()), text);
        entry.addClassName("entry");
        return menu.addItem(entry, _ -> currentRow().map(ServerRow::server).ifPresent(serverMenuItem::execute));
    }

    private Optional<ServerRow> currentRow() {
        return Optional.ofNullable(row);
    }

    /** One action of the menu. */
    private final class ActionEntry extends Div {

        private final ServerAction action;
        private final Span reason = new Span();
        private final Span requestHint = new Span();
        private final MenuItem item;
        private boolean idle;

        ActionEntry(ContextMenu menu, ServerAction action) {
            this.action = action;
            addClassName("entry");
            reason.addClassName("why");
            requestHint.addClassNames("why", "wish");
            Div text = new Div(new Span(messages.text("servers.menu." + action.code())), reason, requestHint);
            text.addClassName("text");
            add(new Icon(TimelineList.actionIcon(action.code())), text);
            setClassName("danger", ServerMenuLayout.DESTRUCTIVE.contains(action));
            item = menu.addItem(this, _ -> currentRow().ifPresent(this::choose));
        }

        void update(ServerRow newest) {
            Optional<ActionAvailability> actionAvailability =
                    Optional.ofNullable(newest.availability().get(action));
            Optional<Permission> missing = actionAvailability.flatMap(UnavailabilityReasons::missingPermission);
            Optional<AccessRequest> asked = missing.flatMap(permission -> open.find(permission, newest.server()));
            boolean askable = missing.isPresent() && asked.isEmpty();
            reason.setText(actionAvailability
                    .flatMap(given -> UnavailabilityReasons.reason(action, given))
                    .map(messages::text)
                    .orElse(""));
            requestHint.setText(asked.map(request -> messages.text("requests.waiting", request.requestedAt()))
                    .orElse(askable ? messages.text("requests.ask.menu") : ""));
            item.setVisible(ServerMenuLayout.isOffered(
                    action, newest.server(), actionAvailability.orElseGet(ActionAvailability.Invisible::new)));
            idle = !newest.isAvailable(action) && !askable;
            setClassName("cannot", !newest.isAvailable(action));
            setClassName("askable", askable);
            item.setKeepOpen(idle);
            updateAriaDisabled();
        }

        /** Uses a script because the menu removes the attribute whenever it opens: for Vaadin, the item is enabled. */
        void updateAriaDisabled() {
            if (!item.isVisible()) {
                return;
            }
            item.getElement().executeJs("this.setAttribute('aria-disabled', $0)", String.valueOf(idle));
        }

        private void choose(ServerRow chosen) {
            if (chosen.isAvailable(action)) {
                act.accept(chosen, action);
            } else if (!idle) {
                UnavailabilityReasons.missingPermission(chosen.availability().get(action))
                        .ifPresent(missing -> ask.accept(chosen, missing));
            }
        }
    }
}
