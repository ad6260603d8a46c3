package org.stackdeck.ui.servers.actions;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.creation.ResourceCreationBarFactory;

/**
 * Adds a bar to action dialogs that creates a resource, such as a volume to attach. The dialog then selects the new
 * resource.
 */
@Component
class OptionCreationBars {

    private static final Map<ServerAction, Created> CREATED = Map.of(
            ServerAction.ATTACH_VOLUME, new Created(ActionParameter.VOLUME, ResourceKind.VOLUME),
            ServerAction.ATTACH_INTERFACE, new Created(ActionParameter.NETWORK, ResourceKind.NETWORK),
            ServerAction.ADD_SECURITY_GROUP, new Created(ActionParameter.SECURITY_GROUP, ResourceKind.SECURITY_GROUP),
            ServerAction.ASSOCIATE_FLOATING_IP, new Created(ActionParameter.FLOATING_IP, ResourceKind.FLOATING_IP));

    private final ResourceCreationBarFactory factory;
    private final ObjectProvider<ViewerPermissions> viewerPermissions;

    OptionCreationBars(ResourceCreationBarFactory factory, ObjectProvider<ViewerPermissions> viewerPermissions) {
        this.factory = factory;
        this.viewerPermissions = viewerPermissions;
    }

    private record Created(ActionParameter parameter, ResourceKind kind) {}

    /** @param reload loads the options of the dialog again */
    void addTo(ServerActionDialog dialog, Server server, ServerAction action, Messages messages, Runnable reload) {
        Created created = CREATED.get(action);
        if (created == null) {
            return;
        }
        factory.create(
                        created.kind(),
                        viewerPermissions.getObject(),
                        messages,
                        project -> project.cloud().equals(server.cloud())
                                && project.id().equals(server.project().id()),
                        () -> {
                            Consumer<String> selection = dialog.selectWhenOffered(created.parameter());
                            return creation -> {
                                selection.accept(creation.target().idText());
                                reload.run();
                            };
                        })
                .ifPresent(bar -> {
                    dialog.addBelow(created.parameter(), bar);
                    dialog.addAttachListener(event -> PermissionsChangedEvent.listen(event, bar::refresh));
                });
    }
}
