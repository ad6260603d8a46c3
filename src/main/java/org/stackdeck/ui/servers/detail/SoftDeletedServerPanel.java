package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.help.Term;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Panel shown in place of a server's page while the server is soft-deleted. */
final class SoftDeletedServerPanel extends Composite<Div> {

    /** @param extras menu items shown as additional buttons */
    SoftDeletedServerPanel(
            ServerRow row,
            List<ServerMenuItem> extras,
            Messages messages,
            BiConsumer<ServerRow, ServerAction> actionHandler) {
        Button restore = button(row, ServerAction.RESTORE, messages, actionHandler);
        restore.addThemeVariants(ButtonVariant.PRIMARY);
        Stream<Button> others = extras.stream()
                .map(item -> new Button(messages.text(item.labelKey()), _ -> item.execute(row.server())));
        Button forGood = button(row, ServerAction.FORCE_DELETE, messages, actionHandler);
        forGood.addThemeVariants(ButtonVariant.ERROR);
        getContent()
                .add(new EmptyState(
                        "trash",
                        messages.text("servers.kept.title", row.server().displayName()),
                        messages.text("servers.kept.text"),
                        Stream.<Stream<? extends Component>>of(
                                        Stream.of(restore),
                                        others,
                                        Stream.of(forGood, new ExplainButton(Term.SOFT_DELETED, messages)))
                                .flatMap(buttons -> buttons)
                                .toArray(Component[]::new)));
    }

    private static Button button(
            ServerRow row, ServerAction action, Messages messages, BiConsumer<ServerRow, ServerAction> actionHandler) {
        Button button =
                new Button(messages.text("servers.menu." + action.code()), _ -> actionHandler.accept(row, action));
        button.setEnabled(row.isAvailable(action));
        UnavailabilityReasons.reason(
                        action, Objects.requireNonNull(row.availability().get(action)))
                .map(messages::text)
                .ifPresent(button::setTooltipText);
        return button;
    }
}
