package org.stackdeck.ui.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResource;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/** Opens the dialog of an action on a resource. Submits actions without parameters and consequences at once. */
final class ResourceActionDialogs {

    private final ResourceActionSubmitter submitter;
    private final ResourceCreationForms creationForms;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Function<CloudResource, List<String>> consequences;

    /** @param consequences returns a sentence for each consequence of a deletion */
    ResourceActionDialogs(
            ResourceActionSubmitter submitter,
            ResourceCreationForms creationForms,
            ViewerPermissions viewerPermissions,
            Messages messages,
            Function<CloudResource, List<String>> consequences) {
        this.submitter = submitter;
        this.creationForms = creationForms;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.consequences = consequences;
    }

    void start(ResourceAction action, CloudResource resource) {
        String label = messages.text(OperationLabels.action(action));
        String title = messages.text("resources.action.title", label, resource.displayName());
        if (action.isUpdate()) {
            new EditResourceDialog(action, resource, title, messages, request -> submit(resource, request)).open();
        } else if (action == ResourceAction.EXTEND_VOLUME) {
            new ExtendVolumeDialog(resource, title, label, messages, request -> submit(resource, request)).open();
        } else if (action == ResourceAction.ADD_SECURITY_GROUP_RULE) {
            addRule(resource, title);
        } else if (!action.parameters().isEmpty()) {
            new ResourceActionDialog(
                            action,
                            title,
                            List.of(Objects.requireNonNull(resource.project())),
                            null,
                            messages,
                            creationForms.choiceLoader(
                                    viewerPermissions, messages, choice -> isChoice(action, resource, choice)),
                            null,
                            (_, request) -> submit(resource, request))
                    .open();
        } else if (action == ResourceAction.UNSET_ROUTER_GATEWAY) {
            confirm(action, resource, title, List.of(messages.text("resources.gateway.unset")));
        } else if (!action.isDeletion()) {
            submit(resource, ActionRequest.of(action));
        } else {
            List<String> paragraphs = new ArrayList<>(consequences.apply(resource));
            paragraphs.add(messages.text("resources.delete.final"));
            confirm(action, resource, title, paragraphs);
        }
    }

    /** A volume can be reverted to its own snapshots only. */
    private static boolean isChoice(ResourceAction action, CloudResource resource, CloudResource choice) {
        return action != ResourceAction.REVERT_VOLUME
                || choice.text("volume").filter(resource.id()::equals).isPresent();
    }

    private void confirm(ResourceAction action, CloudResource resource, String title, List<String> paragraphs) {
        new ConfirmationDialog(
                        messages,
                        title,
                        messages.text(OperationLabels.action(action)),
                        () -> submit(resource, ActionRequest.of(action)),
                        paragraphs.toArray(String[]::new))
                .open();
    }

    private void addRule(CloudResource group, String title) {
        Project project = Objects.requireNonNull(group.project());
        new AddSecurityRuleDialog(
                        title,
                        submitter.viewerAddress(),
                        new NewResource(group.cloud(), project.id(), group.kind()),
                        messages,
                        creationForms.choiceLoader(viewerPermissions, messages),
                        request -> submit(group, request))
                .open();
    }

    private boolean submit(CloudResource resource, ActionRequest actionRequest) {
        return submitter.submit(resource, actionRequest, messages);
    }
}
