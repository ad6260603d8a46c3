package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Buttons in a tab of the server page. A button is disabled, with the reason as its tooltip, while its action is
 * unavailable.
 */
public final class ServerActionButtonFactory {

    private final Messages messages;
    private final Map<NativeButton, ServerAction> buttons = new LinkedHashMap<>();
    private @Nullable ServerRow shown;

    public ServerActionButtonFactory(Messages messages) {
        this.messages = messages;
    }

    public NativeButton labelledButton(ServerAction action, Runnable onClick) {
        return bind(NativeButtons.quiet("plus", messages.text("servers.menu." + action.code())), action, onClick);
    }

    /** Creates an icon button for one item of a list. */
    public NativeButton iconButton(ServerAction action, String thing, Runnable onClick) {
        return bind(
                NativeButtons.icon("x", messages.text("servers.action." + action.code()) + ": " + thing),
                action,
                onClick);
    }

    /** Creates a section of the tab, with a button that opens the action that adds items. */
    public DetailSection section(String part, ServerAction add, Consumer<ServerAction> openAction) {
        String key = "servers.parts." + part;
        return new DetailSection(
                messages.text(key), messages.text(key + ".none"), labelledButton(add, () -> openAction.accept(add)));
    }

    /** Stops updating the existing buttons. Must be called when the buttons are removed from the page. */
    public void clear() {
        buttons.clear();
    }

    public void update(ServerRow newest) {
        shown = newest;
        buttons.forEach(this::updateButton);
    }

    private NativeButton bind(NativeButton button, ServerAction action, Runnable onClick) {
        button.addClickListener(_ -> onClick.run());
        button.getElement().setAttribute("data-action", action.code());
        buttons.put(button, action);
        updateButton(button, action);
        return button;
    }

    private void updateButton(NativeButton button, ServerAction action) {
        ServerRow now = shown;
        button.setEnabled(now != null && now.isAvailable(action));
        Optional.ofNullable(now)
                .map(row -> row.availability().get(action))
                .flatMap(actionAvailability -> UnavailabilityReasons.reason(action, actionAvailability))
                .map(messages::text)
                .ifPresentOrElse(
                        button::setTitle,
                        () -> button.setTitle(button.getAriaLabel().orElse("")));
    }
}
