package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Buttons in a part of a server's page, each of which can be pressed while its action can be done, and else says why not. */
final class ActionButtons {

    private final Words words;
    private final Map<NativeButton, ServerAction> buttons = new LinkedHashMap<>();
    private @Nullable ServerRow shown;

    ActionButtons(Words words) {
        this.words = words;
    }

    /** With an icon and the action's words. */
    NativeButton labelled(ServerAction action, Runnable act) {
        return bound(Buttons.quiet("plus", words.say("servers.menu." + action.word())), action, act);
    }

    /** An icon alone, for one of several things of a kind. */
    NativeButton icon(ServerAction action, String thing, Runnable act) {
        return bound(Buttons.icon("x", words.say("servers.action." + action.word()) + ": " + thing), action, act);
    }

    /** The buttons made so far are on the page no more. */
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
