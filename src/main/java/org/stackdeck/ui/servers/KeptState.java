package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Words;

/** Shown in place of a server's page while the server is soft-deleted. */
final class KeptState extends Composite<Div> {

    /**
     * @param extras additional menu items
     * @param act submits an action
     */
    KeptState(ServerRow row, List<MenuExtra> extras, Words words, BiConsumer<ServerRow, ServerAction> act) {
        Button restore = button(row, ServerAction.RESTORE, words, act);
        restore.addThemeVariants(ButtonVariant.PRIMARY);
        Stream<Button> others =
                extras.stream().map(extra -> new Button(words.say(extra.label()), _ -> extra.open(row.server())));
        Button forGood = button(row, ServerAction.FORCE_DELETE, words, act);
        forGood.addThemeVariants(ButtonVariant.ERROR);
        getContent()
                .add(new EmptyState(
                        "trash",
                        words.say("servers.kept.title", ServerHead.called(row)),
                        words.say("servers.kept.text"),
                        Stream.of(Stream.of(restore), others, Stream.of(forGood))
                                .flatMap(buttons -> buttons)
                                .toArray(Button[]::new)));
    }

    private static Button button(
            ServerRow row, ServerAction action, Words words, BiConsumer<ServerRow, ServerAction> act) {
        Button button = new Button(words.say("servers.menu." + action.word()), _ -> act.accept(row, action));
        button.setEnabled(row.can(action));
        WhyNot.of(action, Objects.requireNonNull(row.answers().get(action)))
                .map(words::say)
                .ifPresent(button::setTooltipText);
        return button;
    }
}
