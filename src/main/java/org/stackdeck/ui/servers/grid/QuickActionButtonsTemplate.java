package org.stackdeck.ui.servers.grid;

import com.vaadin.flow.function.SerializableBiConsumer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.i18n.Messages;

/**
 * Cell template with a button for the most useful action before the menu button: stop for a running server, otherwise
 * the action that makes the server run. While the creation of a server is waiting, the button cancels the creation;
 * only the user who requested the creation sees this button.
 */
public final class QuickActionButtonsTemplate extends RowMenuButtonTemplate {

    /** Each action has its own client function, so that a late click cannot trigger another action. */
    private static final List<ServerAction> QUICK = List.of(
            ServerAction.START, ServerAction.STOP, ServerAction.UNPAUSE, ServerAction.RESUME, ServerAction.UNSHELVE);

    private static final String CANCEL = "cancel";

    private static final String WITH_QUICK =
            template(QUICK.stream().map(QuickActionButtonsTemplate::button).collect(Collectors.joining())
                    + button(QuickActionButtonsTemplate.CANCEL, "x"));

    private final Messages messages;
    private final UserId viewer;
    private final SerializableBiConsumer<ServerRow, ServerAction> actionHandler;
    private final SerializableConsumer<ServerRow> cancel;

    public QuickActionButtonsTemplate(
            Messages messages,
            UserId viewer,
            SerializableBiConsumer<ServerRow, ServerAction> actionHandler,
            SerializableConsumer<ServerRow> cancel) {
        super(messages);
        this.messages = messages;
        this.viewer = viewer;
        this.actionHandler = actionHandler;
        this.cancel = cancel;
    }

    @Override
    String template() {
        return WITH_QUICK;
    }

    @Override
    ServerCellRendererBuilder addProperties(ServerCellRendererBuilder cell) {
        super.addProperties(cell)
                .withProperty("quick", row -> quickActionCode(row).orElse(""))
                .withProperty(
                        "quickLabel",
                        row -> quickActionCode(row)
                                .map(word -> title(word) + " " + row.server().displayName())
                                .orElse(""))
                .withProperty(
                        "quickTitle",
                        row -> quickActionCode(row).map(this::title).orElse(""))
                .withFunction(CANCEL, cancel);
        QUICK.forEach(action -> cell.withFunction(action.code(), row -> actionHandler.accept(row, action)));
        return cell;
    }

    private Optional<String> quickActionCode(ServerRow row) {
        return isCancellable(row) ? Optional.of(CANCEL) : quickAction(row).map(ServerAction::code);
    }

    private boolean isCancellable(ServerRow row) {
        Operation createOperation = row.createOperation();
        return createOperation != null
                && createOperation.state() == Operation.State.WAITING
                && createOperation.userId().equals(viewer);
    }

    private String title(String word) {
        return messages.text("servers.action." + word);
    }

    private static String button(ServerAction action) {
        return button(action.code(), action == ServerAction.STOP ? "stop" : "play");
    }

    private static String button(String word, String icon) {
        return """
            ${item.quick === '%1$s' ? html`<button type="button" class="icon-button" tabindex="-1" data-act="%1$s"
            aria-label="${item.quickLabel}" title="${item.quickTitle}" @click="${%1$s}">%2$s</button>` : ''}\
            """.formatted(word, ICON.formatted(icon));
    }

    private static Optional<ServerAction> quickAction(ServerRow row) {
        return QUICK.stream()
                .filter(row::isAvailable)
                .filter(action -> action != ServerAction.STOP || row.state().group() == ServerStateGroup.RUNNING)
                .findFirst();
    }
}
