package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.NotFoundState;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/**
 * Panel shown in place of a server that was not found: its cloud is still loading, or the server is soft-deleted, does
 * not exist or is not visible to the viewer.
 */
final class MissingServerPanel extends Div {

    private final transient List<ServerMenuItem> extras;
    private final transient Supplier<EffectivePermissions> effectivePermissions;
    private final transient BiConsumer<ServerRow, ServerAction> actionHandler;
    private final Messages messages;
    private transient @Nullable LookupState shown;

    /**
     * Result of looking up the server.
     *
     * @param exists whether the server was found
     * @param loading whether the cloud of the server is still loading
     * @param softDeleted the server if it is soft-deleted in the cloud; otherwise null
     */
    record LookupState(
            boolean exists, boolean loading, @Nullable ServerRow softDeleted) {}

    /**
     * @param extras menu items; the panel offers only those that apply to soft-deleted servers
     * @param effectivePermissions returns the current permissions of the viewer
     */
    MissingServerPanel(
            List<ServerMenuItem> extras,
            Supplier<EffectivePermissions> effectivePermissions,
            Messages messages,
            BiConsumer<ServerRow, ServerAction> actionHandler) {
        this.extras =
                extras.stream().filter(ServerMenuItem::appliesToSoftDeleted).toList();
        this.effectivePermissions = effectivePermissions;
        this.messages = messages;
        this.actionHandler = actionHandler;
        addClassName("empty-box");
    }

    /**
     * Updates the panel. Repaints it only after a change, so that a button that the user is about to click is not
     * replaced.
     */
    void update(LookupState now) {
        setVisible(!now.exists());
        if (!now.equals(shown)) {
            shown = now;
            removeAll();
            if (!now.exists()) {
                add(state(now));
            }
        }
    }

    private Component state(LookupState now) {
        ServerRow serverRow = now.softDeleted();
        if (serverRow != null) {
            EffectivePermissions permissions = effectivePermissions.get();
            return new SoftDeletedServerPanel(
                    serverRow,
                    extras.stream()
                            .filter(item -> item.isOffered(permissions, serverRow.server()))
                            .toList(),
                    messages,
                    actionHandler);
        }
        return now.loading()
                ? new EmptyState(
                        "cloud", messages.text("servers.empty.loading.title"), messages.text("servers.page.loading"))
                : new NotFoundState(messages);
    }
}
