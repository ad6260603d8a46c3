package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAttachmentType;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Buttons that attach a volume or floating IP to a server, move it to another server, and detach it. */
final class ServerAttachmentButtons extends Div {

    private final ServerAttachmentType attachment;
    private final transient ServerAttachmentActions attachments;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final String textKey;
    private final NativeButton attach;
    /**
     * Names of the servers with buttons. The buttons are replaced only if these names change, because a button can have
     * the focus.
     */
    private transient Map<ServerKey, String> shownServers = Map.of();

    private transient @Nullable CloudResource shown;

    ServerAttachmentButtons(
            ServerAttachmentType attachment,
            ServerAttachmentActions attachments,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.attachment = attachment;
        this.attachments = attachments;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.textKey = "resources.attachment." + attachment.attach().code();
        attach = NativeButtons.labelled("plug", messages.text(textKey));
        attach.getElement().setAttribute("data-action", attachment.attach().code());
        attach.setVisible(false);
        attach.addClickListener(_ -> openAttachDialog());
        add(attach);
    }

    /** Updates the buttons for the actions that are possible now. Hides them if the resource is null. */
    void update(@Nullable CloudResource resource) {
        shown = resource;
        attach.setVisible(resource != null && attachments.isAttachable(attachment, resource, viewerPermissions));
        List<Server> servers =
                resource == null ? List.of() : attachments.attached(attachment, resource, viewerPermissions);
        Map<ServerKey, String> names = servers.stream().collect(Collectors.toMap(Server::key, Server::displayName));
        if (!names.equals(shownServers)) {
            shownServers = names;
            getChildren().filter(button -> !button.equals(attach)).toList().forEach(this::remove);
            servers.forEach(server -> {
                if (attachment.isMovable()) {
                    add(createMoveButton(server));
                }
                add(createDetachButton(server));
            });
        }
    }

    private NativeButton createMoveButton(Server from) {
        String label = messages.text("resources.attachment.move");
        NativeButton button = NativeButtons.labelled("plug", label);
        button.getElement().setAttribute("data-action", "move");
        button.addClickListener(_ -> {
            CloudResource resource = shown;
            if (resource != null) {
                openDialog(
                        label,
                        resource,
                        "resources.attachment.move.confirm",
                        () -> attachments.destinations(attachment, resource, from, viewerPermissions),
                        to -> attachments.move(attachment, resource, from, to, messages));
            }
        });
        return button;
    }

    private NativeButton createDetachButton(Server server) {
        NativeButton button = NativeButtons.labelled(
                "plug",
                messages.text("resources.attachment." + attachment.detach().code(), server.displayName()));
        button.getElement().setAttribute("data-action", attachment.detach().code());
        button.addClickListener(_ -> {
            CloudResource resource = shown;
            if (resource != null) {
                attachments.submit(attachment, attachment.detach(), resource, server, messages);
            }
        });
        return button;
    }

    private void openAttachDialog() {
        CloudResource resource = shown;
        if (resource != null) {
            openDialog(
                    messages.text(textKey),
                    resource,
                    textKey,
                    () -> attachments.candidates(attachment, resource, viewerPermissions),
                    server -> attachments.submit(attachment, attachment.attach(), resource, server, messages));
        }
    }

    private void openDialog(
            String label,
            CloudResource resource,
            String submitKey,
            Supplier<List<Server>> candidates,
            Consumer<Server> selected) {
        new ServerDialog(
                        messages,
                        messages.text("resources.action.title", label, resource.displayName()),
                        submitKey,
                        candidates,
                        selected)
                .open();
    }

    private static final class ServerDialog extends FormDialog {

        private final ComboBox<Server> field;
        private final transient Supplier<List<Server>> candidates;

        /** @param candidates returns the servers that the viewer can select now */
        ServerDialog(
                Messages messages,
                String title,
                String submitKey,
                Supplier<List<Server>> candidates,
                Consumer<Server> selected) {
            super(messages, title, "420px");
            this.candidates = candidates;
            field = new ComboBox<>(messages.text("resources.attachment.server"));
            field.setItemLabelGenerator(ServerDialog::label);
            field.setWidthFull();
            List<Server> servers = candidates.get();
            field.setItems(servers);
            if (servers.size() == 1) {
                field.setValue(servers.getFirst());
            }
            addFields(field);
            addButtons(submitKey, () -> {
                Server server = field.getValue();
                if (check(field, server != null, "servers.order.wrong.missing")) {
                    close();
                    selected.accept(server);
                }
            });
            field.focus();
        }

        @Override
        protected void onAttach(AttachEvent event) {
            super.onAttach(event);
            PermissionsChangedEvent.listen(event, this::updateCandidates);
        }

        private void updateCandidates() {
            Server before = field.getValue();
            List<Server> servers = candidates.get();
            field.setItems(servers);
            field.setValue(servers.stream()
                    .filter(server -> before != null && server.key().equals(before.key()))
                    .findFirst()
                    .orElse(null));
        }

        /** Returns the name and the first address, because names of servers are not unique. */
        private static String label(Server server) {
            return server.addresses().isEmpty()
                    ? server.displayName()
                    : server.displayName() + " · "
                            + server.addresses().getFirst().ip();
        }
    }
}
