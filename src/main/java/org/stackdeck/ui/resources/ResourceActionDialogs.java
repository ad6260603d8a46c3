package org.stackdeck.ui.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.resources.DeletionConsequences.Consequences;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs;

/** Opens the dialog of an action on a resource. Submits an action without parameters and consequences immediately. */
final class ResourceActionDialogs {

    private final ResourceActionSubmitter submitter;
    private final ResourceCreationDialogs creationDialogs;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final BiConsumer<CloudResource, Consumer<Consequences>> consequences;
    private final Runnable onLoading;
    private boolean loading;

    /**
     * @param consequences loads the consequences of a deletion, and the resources that use the resource
     * @param onLoading runs when {@link #isLoading} changes
     */
    ResourceActionDialogs(
            ResourceActionSubmitter submitter,
            ResourceCreationDialogs creationDialogs,
            ViewerPermissions viewerPermissions,
            Messages messages,
            BiConsumer<CloudResource, Consumer<Consequences>> consequences,
            Runnable onLoading) {
        this.submitter = submitter;
        this.creationDialogs = creationDialogs;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.consequences = consequences;
        this.onLoading = onLoading;
    }

    /** Returns whether the consequences are being loaded, after which the dialog opens. */
    boolean isLoading() {
        return loading;
    }

    /** Loads the consequences, unless they are already being loaded, so that one dialog opens after several clicks. */
    private void loadConsequences(CloudResource resource, Consumer<Consequences> receiver) {
        if (loading) {
            return;
        }
        consequences.accept(resource, loaded -> {
            loading = false;
            onLoading.run();
            receiver.accept(loaded);
        });
        loading = true;
        onLoading.run();
    }

    /** Must be called when the page is detached, because a detached page does not receive the loaded consequences. */
    void onDetach() {
        loading = false;
    }

    void start(ResourceAction action, CloudResource resource) {
        String label = messages.text(OperationLabels.action(action));
        String title = messages.text("resources.action.title", label, resource.displayName());
        if (action.isUpdate()) {
            new EditResourceDialog(
                            action,
                            resource,
                            title,
                            messages,
                            creationDialogs.choiceLoader(viewerPermissions, messages),
                            request -> submit(resource, request))
                    .open();
        } else if (action == ResourceAction.EXTEND_VOLUME) {
            new ExtendVolumeDialog(
                            resource,
                            title,
                            label,
                            messages,
                            creationDialogs.quotaLoader(),
                            request -> submit(resource, request))
                    .open();
        } else if (action == ResourceAction.ADD_SECURITY_GROUP_RULE) {
            addRule(resource, title);
        } else if (action.isDeletion()) {
            loadConsequences(resource, loaded -> delete(action, resource, title, loaded));
        } else if (action == ResourceAction.REMOVE_ROUTER_INTERFACE) {
            loadConsequences(
                    resource, loaded -> openForm(action, resource, title, loaded.usersOf(ResourceKind.SUBNET)));
        } else if (!action.parameters().isEmpty()) {
            openForm(action, resource, title, List.of());
        } else if (action == ResourceAction.UNSET_ROUTER_GATEWAY) {
            confirm(ActionRequest.of(action), resource, title, List.of(messages.text("resources.gateway.unset")))
                    .open();
        } else if (action == ResourceAction.ACCEPT_IMAGE) {
            confirm(ActionRequest.of(action), resource, title, List.of(acceptance(resource)))
                    .withoutErrorVariant()
                    .open();
        } else {
            submit(resource, ActionRequest.of(action));
        }
    }

    /** @param subnets the subnets of a router, if they are known */
    private void openForm(ResourceAction action, CloudResource resource, String title, List<CloudResource> subnets) {
        new ResourceActionDialog(
                        action,
                        title,
                        List.of(Objects.requireNonNull(resource.project())),
                        null,
                        messages,
                        creationDialogs.choiceLoader(
                                viewerPermissions, messages, choice -> isChoice(action, resource, subnets, choice)),
                        null,
                        (_, request) -> submitForm(resource, title, request))
                .open();
    }

    /** Returns a text with the project that owns the image. This project can give the image any name. */
    private String acceptance(CloudResource offer) {
        return messages.text(
                "resources.accept.owner",
                offer.text("ownerProject").orElse(""),
                Objects.requireNonNull(offer.project()).name());
    }

    /**
     * Opens the confirmation of a deletion. If a volume has snapshots, also requires consent to the deletion of the
     * snapshots, because Cinder does not delete a volume without its snapshots.
     */
    private void delete(ResourceAction action, CloudResource resource, String title, Consequences known) {
        List<String> paragraphs = new ArrayList<>(known.sentences());
        paragraphs.add(messages.text("resources.delete.final"));
        ActionRequest request = ActionRequest.of(action);
        int snapshots = known.usersOf(ResourceKind.VOLUME_SNAPSHOT).size();
        if (action != ResourceAction.DELETE_VOLUME || snapshots == 0) {
            confirm(request, resource, title, paragraphs).open();
        } else {
            confirm(request.with(ActionParameter.CASCADE, "true"), resource, title, paragraphs)
                    .withConsent(messages.text("resources.delete.snapshots", snapshots))
                    .open();
        }
    }

    /**
     * Returns whether the action offers the choice. A revert offers only snapshots of the volume; Cinder accepts only
     * the latest one. A restore offers only backups that fit into the volume. The removal of an interface offers only
     * the subnets of the router, or all subnets if its interfaces are unknown.
     */
    private static boolean isChoice(
            ResourceAction action, CloudResource resource, List<CloudResource> subnets, CloudResource choice) {
        return switch (action) {
            case REVERT_VOLUME ->
                choice.text("volume").filter(resource.id()::equals).isPresent();
            case RESTORE_VOLUME ->
                choice.number("size").orElse(0L) <= resource.number("size").orElse(0L);
            case REMOVE_ROUTER_INTERFACE ->
                subnets.isEmpty() || subnets.stream().map(CloudResource::id).anyMatch(choice.id()::equals);
            default -> true;
        };
    }

    /** Submits the request, or opens a confirmation for a transfer. Returns whether the form can be closed. */
    private boolean submitForm(CloudResource resource, String title, ActionRequest request) {
        if (request.action() == ResourceAction.TRANSFER_VOLUME) {
            confirmTransfer(resource, title, request);
            return true;
        }
        if (request.action().isDestructive()) {
            // If the user must re-authenticate, the form does not receive the result of the request.
            submitter.submitWithoutForm(resource, request, messages);
            return true;
        }
        return submit(resource, request);
    }

    /** Opens a confirmation that names both projects. */
    private void confirmTransfer(CloudResource volume, String title, ActionRequest request) {
        String source = Objects.requireNonNull(volume.project()).name();
        String target = Objects.requireNonNull(request.arguments().get(ActionParameter.TARGET_PROJECT))
                .displayName();
        String label = messages.text(OperationLabels.action(request.action()));
        new ConfirmationDialog(
                        messages,
                        title,
                        label,
                        () -> submitter.submit(
                                volume,
                                request,
                                messages,
                                _ -> Toasts.showError(
                                        title, messages.text("resources.transfer.not-permitted", target))),
                        messages.text("resources.transfer.projects", source, target),
                        messages.text("resources.transfer.access", source, target))
                .open();
    }

    private ConfirmationDialog confirm(
            ActionRequest request, CloudResource resource, String title, List<String> paragraphs) {
        return new ConfirmationDialog(
                messages,
                title,
                messages.text(OperationLabels.action(request.action())),
                () -> submit(resource, request),
                paragraphs.toArray(String[]::new));
    }

    private void addRule(CloudResource group, String title) {
        Project project = Objects.requireNonNull(group.project());
        new AddSecurityRuleDialog(
                        title,
                        group,
                        submitter.viewerAddress(),
                        new NewResourceTarget(group.cloud(), project.id(), group.kind()),
                        messages,
                        creationDialogs.choiceLoader(viewerPermissions, messages),
                        request -> submit(group, request))
                .open();
    }

    private boolean submit(CloudResource resource, ActionRequest actionRequest) {
        return submitter.submit(resource, actionRequest, messages);
    }
}
