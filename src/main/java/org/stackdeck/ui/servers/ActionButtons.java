package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/**
 * Buttons in a tab of the server page. A button is disabled, with the reason as its tooltip, while its action is
 * unavailable.
 */
final class ActionButtons {

    private final Words words;
    private final Map<NativeButton, ServerAction> buttons = new LinkedHashMap<>();
    private @Nullable ServerRow shown;

    ActionButtons(Words words) {
        this.words = words;
    }

    /** Creates a button with an icon and the label of the action. */
    NativeButton labelled(ServerAction action, Runnable act) {
        return bound(Buttons.quiet("plus", words.say("servers.menu." + action.word())), action, act);
    }

    /** Creates an icon button for one item of a list. */
    NativeButton icon(ServerAction action, String thing, Runnable act) {
        return bound(Buttons.icon("x", words.say("servers.action." + action.word()) + ": " + thing), action, act);
    }

    /** Forgets all buttons, because they were removed from the page. */
    void forget() {
        buttons.clear();
    }

    void show(ServerRow newest) {
        shown = newest;
        buttons.forEach(this::show);
    }

    private NativeButton bound(NativeButton button, ServerAction action, Runnable act) {
        button.addClickListener(_ -> act.run());
        button.getElement().setAttribute("data-action", action.word());
        buttons.put(button, action);
        show(button, action);
        return button;
    }

    private void show(NativeButton button, ServerAction action) {
        ServerRow now = shown;
        button.setEnabled(now != null && now.can(action));
        Optional.ofNullable(now)
                .map(row -> row.answers().get(action))
                .flatMap(answer -> WhyNot.of(action, answer))
                .map(words::say)
                .ifPresentOrElse(
                        button::setTitle,
                        () -> button.setTitle(button.getAriaLabel().orElse("")));
    }
}
