package org.stackdeck.ui.servers.actions;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;

/** Opens the dialogs that require confirmation of an action on a server. */
final class ActionConfirmationDialogs {

    private final Messages messages;

    ActionConfirmationDialogs(Messages messages) {
        this.messages = messages;
    }

    /** @param isFinal whether the action cannot be undone, instead of interrupting the use of the server */
    void openForInterruption(Server server, ServerAction action, boolean isFinal, Runnable confirmed) {
        open(
                action,
                new ConfirmationDialog(
                                messages,
                                messages.text("servers.confirm", label(action), server.displayName()),
                                label(action),
                                confirmed,
                                messages.text(isFinal ? "servers.confirm.final" : "operation.again.text"))
                        .withoutErrorVariant());
    }

    /**
     * Shows the arguments of an operation before it runs again. The rows of a live list move, so a user can click the
     * wrong row.
     */
    void openForRerun(Server server, ActionRequest actionRequest, Runnable confirmed) {
        ServerAction action = actionRequest.serverAction();
        String arguments = actionRequest.arguments().entrySet().stream()
                // Viewing hosts requires a separate permission.
                .filter(argument -> argument.getKey() != ActionParameter.HOST)
                .map(argument -> argument.getValue().displayName())
                .collect(Collectors.joining(", "));
        Stream<String> paragraphs = arguments.isEmpty()
                ? Stream.of(messages.text("operation.again.text"))
                : Stream.of(messages.text("operation.again.text"), messages.text("operation.again.with", arguments));
        open(
                action,
                new ConfirmationDialog(
                                messages,
                                messages.text("operation.again.ask", label(action), server.displayName()),
                                messages.text("operation.again"),
                                confirmed,
                                paragraphs.toArray(String[]::new))
                        .withoutErrorVariant());
    }

    /** Requires confirmation of an action that interrupts the use of a server or deletes data. */
    void openForLoss(Server server, ActionRequest actionRequest, Runnable confirmed) {
        ServerAction action = actionRequest.serverAction();
        String key = "servers.loss." + action.code();
        String name = server.displayName();
        String arguments = actionRequest.arguments().values().stream()
                .map(ActionArgument::displayName)
                .collect(Collectors.joining(", "));
        open(
                action,
                new ConfirmationDialog(
                        messages,
                        messages.text(key + ".title", name, arguments),
                        label(action),
                        confirmed,
                        messages.text(key, name, arguments)));
    }

    private void open(ServerAction action, ConfirmationDialog dialog) {
        ExplainButton.addTo(dialog, ActionTerms.of(action), messages);
        dialog.open();
    }

    private String label(ServerAction action) {
        return messages.text("servers.action." + action.code());
    }
}
